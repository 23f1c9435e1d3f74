"""What comparing all articles leaves is found again by the next process, and believed only as it was left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.cache import Cache
from site_builder.pipeline import build
from site_builder.project import Project
from site_builder.relations import Relations

from .dossiers import load

ARTICLE = "---\ntitle: 水库见底之{n}\npublished: 2023-03-1{n}\n---\n\n农户改种高粱，抽水机停了{n}天。\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "content").mkdir()
    for n in range(5):
        (tmp_path / f"content/{n}.md").write_text(ARTICLE.format(n=n), encoding="utf-8")
    (tmp_path / "dossier.toml").write_text('title = "水库"\n', encoding="utf-8")
    return load(tmp_path)


def left(project: Project) -> Path:
    """The file that a build leaves."""
    build(project, Cache(project.root))
    (file,) = (project.root / ".cache").glob("relations-*")
    return file


def test_the_next_process_begins_with_it(project: Project) -> None:
    left(project)
    kept = Relations().before(project, has_cache=True)
    assert kept is not None
    assert len(kept.marks) == 5
    assert Relations().before(project, has_cache=False) is None


def test_another_configuration_begins_anew(project: Project) -> None:
    left(project)
    other = replace(project, config=replace(project.config, rights="excerpt"))
    assert Relations().before(other, has_cache=True) is None


def test_a_preview_at_its_own_address_begins_with_it(project: Project) -> None:
    left(project)
    preview = replace(project, config=replace(project.config, base_url="http://127.0.0.1:8000/"))
    assert Relations().before(preview, has_cache=True) is not None


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: data[:0],
    "cut short": lambda data: data[:-1],
    "its head only": lambda data: data[:24],
    "one bit": lambda data: data[:-9] + bytes((data[-9] ^ 1,)) + data[-8:],
    "of another program": lambda data: bytes((data[0] ^ 1,)) + data[1:],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_counts_as_none(project: Project, damage: Callable[[bytes], bytes]) -> None:
    file = left(project)
    file.write_bytes(damage(file.read_bytes()))
    assert Relations().before(project, has_cache=True) is None
    assert build(project, Cache(project.root)).problems == build(project).problems


def test_a_folder_that_cannot_be_written_is_no_problem(project: Project) -> None:
    (project.root / ".cache").write_text("a file in its place")
    assert build(project, Cache(project.root)).outputs == build(project).outputs


def test_a_few_edits_are_not_written_and_many_are(project: Project) -> None:
    file = left(project)
    first = file.stat().st_mtime_ns
    (project.content / "0.md").write_text(ARTICLE.format(n=7), encoding="utf-8")
    build(project, Cache(project.root))
    assert file.stat().st_mtime_ns == first
    for n in range(30):
        (project.content / f"new{n}.md").write_text(ARTICLE.format(n=n % 10) * 2, encoding="utf-8")
    build(project, Cache(project.root))
    assert file.stat().st_mtime_ns > first
