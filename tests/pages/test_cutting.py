"""What reading left out, in words: every rule has a name that readers understand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import site_builder
from site_builder import catalogues
from site_builder.model import Cut
from site_builder.pages.cutting import MOVED, trimming

HERE = Path(site_builder.__file__).parent
CUTTING = {"Cut", "cut", "drop", "drop_lines", "drop_from"}


def rules() -> Iterator[str]:
    """The rules that the code names where it cuts."""
    for path in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            if name in CUTTING and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield node.args[0].value


@pytest.mark.parametrize("rule", sorted(set(rules())))
def test_every_rule_has_a_name(rule: str) -> None:
    said = trimming((Cut(rule, "字"),), catalogues.load("zh-Hans"))
    assert said
    assert not any("其他" in line for line in said.rules)
    assert bool(said.moved) is rule.startswith(MOVED)


def test_in_english() -> None:
    said = trimming((Cut("share", "a b"), Cut("share", "c"), Cut("promo", "d")), catalogues.load("en"))
    assert said
    assert said.total == "4 characters left out"
    assert said.rules == ("Share bars: 2 places, 3 characters", "Promotion: 1 place, 1 character")
