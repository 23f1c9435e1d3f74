"""What we depend on is known, bounded and named with its licence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools import supply

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(text) for text in PROJECT["dependencies"]]
LISTED = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("requirement", RUNTIME, ids=lambda r: r.name)
def test_every_dependency_has_bounds_and_a_licence(requirement: Requirement) -> None:
    bounds = {specifier.operator for specifier in requirement.specifier}
    assert ">=" in bounds
    assert "<" in bounds or requirement.name == "tzdata"  # data, dated by year: newer is always right
    assert f"| {requirement.name} |" in LISTED


def test_what_dependencies_need_is_listed_too() -> None:
    missing = [name for name in supply.closure() if f"| {name} |" not in LISTED]
    assert missing == []
    assert "not declared" not in LISTED


def test_the_bill_of_materials_names_every_package_once() -> None:
    made = supply.sbom()
    components = made["components"]
    assert isinstance(components, list)
    assert [component["name"] for component in components] == list(supply.closure())
    assert made == supply.sbom()


def test_the_lock_holds_every_direct_dependency() -> None:
    locked = {line.partition("==")[0] for line in supply.LOCK.read_text(encoding="utf-8").splitlines()}
    wanted = [*RUNTIME, *map(Requirement, PROJECT["optional-dependencies"]["dev"])]
    here = [r.name.lower() for r in wanted if r.marker is None or r.marker.evaluate()]
    assert [name for name in here if name not in locked] == []
