"""What was kept comes back whole or not at all."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.cache import FILE, Cache, key
from site_builder.project import CACHE
from tests import dossiers

ONE, TWO = key("one"), key("two")


def test_values_come_back_by_key(tmp_path: Path) -> None:
    Cache(tmp_path).save([(ONE, b"1"), (TWO, b"2")], lambda: [ONE, TWO])
    assert Cache(tmp_path).load([ONE, TWO, key("three")]) == {ONE: b"1", TWO: b"2"}


@pytest.mark.parametrize("folder", [b"plain", "河 港".encode(), b"100%?mode=rw#", b"no \xff text"])
def test_a_single_value_comes_back_from_a_folder_of_any_name(tmp_path: Path, folder: bytes) -> None:
    root = tmp_path / os.fsdecode(folder)
    root.mkdir()
    Cache(root).save([(ONE, b"1")], lambda: [ONE])
    assert (Cache(root).one(ONE), Cache(root).one(TWO)) == (b"1", None)


def test_keys_know_where_a_part_ends() -> None:
    assert key("ab", "c") != key("a", "bc")


def test_without_a_file_nothing_is_known_and_none_is_made(tmp_path: Path) -> None:
    assert Cache(tmp_path).load([ONE]) == {}
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_asks_for_goes_after_three_builds(tmp_path: Path) -> None:
    Cache(tmp_path).save([(ONE, b"1"), (TWO, b"2")], lambda: [ONE, TWO])
    for _ in range(3):
        Cache(tmp_path).save([], lambda: [TWO])
    assert Cache(tmp_path).load([ONE, TWO]) == {TWO: b"2"}


def test_what_belongs_to_a_key_stays_and_goes_with_it(tmp_path: Path) -> None:
    Cache(tmp_path).save([(ONE + b"text", b"1"), (TWO + b"text", b"2")], lambda: [ONE, TWO])
    for _ in range(3):
        Cache(tmp_path).save([], lambda: [ONE])
    assert Cache(tmp_path).load([ONE + b"text", TWO + b"text"]) == {ONE + b"text": b"1"}


def test_what_is_replaced_with_each_build_stays(tmp_path: Path) -> None:
    Cache(tmp_path).keep([(ONE, b"1")])
    for _ in range(4):
        Cache(tmp_path).save([], lambda: [TWO])
    assert Cache(tmp_path).load([ONE]) == {ONE: b"1"}


def test_another_version_s_file_is_made_anew(tmp_path: Path) -> None:
    Cache(tmp_path).keep([(ONE, b"1")])
    with closing(sqlite3.connect(tmp_path / CACHE / FILE)) as database:
        database.execute("PRAGMA user_version=1")
    Cache(tmp_path).keep([(TWO, b"2")])
    assert Cache(tmp_path).load([ONE, TWO]) == {TWO: b"2"}


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_forgotten(tmp_path: Path, damage: bytes) -> None:
    Cache(tmp_path).save([(ONE, b"1")], lambda: [ONE])
    (tmp_path / CACHE / FILE).write_bytes(damage)
    assert Cache(tmp_path).load([ONE]) == {}
    Cache(tmp_path).save([(ONE, b"1")], lambda: [ONE])
    assert Cache(tmp_path).load([ONE]) == {ONE: b"1"}


def test_a_damaged_value_is_missing(tmp_path: Path) -> None:
    Cache(tmp_path).save([(ONE, b"1" * 100), (TWO, b"2")], lambda: [ONE, TWO])
    with closing(sqlite3.connect(tmp_path / CACHE / FILE)) as database:
        database.execute("UPDATE entry SET value = substr(value, 1, 50) WHERE key = ?", (ONE,))
        database.commit()
    assert Cache(tmp_path).load([ONE, TWO]) == {TWO: b"2"}


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / CACHE).write_text("a file where the folder should be")
    cache = Cache(tmp_path)
    cache.save([(ONE, b"1")], lambda: [ONE])
    assert cache.load([ONE]) == {}
    assert cache.trouble == "File exists"


def test_a_damaged_file_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / CACHE).mkdir()
    (tmp_path / CACHE / FILE).write_bytes(b"no database")
    cache = Cache(tmp_path)
    cache.save([(ONE, b"1")], lambda: [ONE])
    assert cache.trouble == ""


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """The site stands; once there is room again, nothing is said of it any more."""
    project = dossiers.load(dossiers.make(tmp_path))
    (tmp_path / CACHE).mkdir()
    (tmp_path / CACHE / FILE).mkdir()  # in the place of the file, as nothing else stops whoever may do everything
    built = build(project)
    assert [str(problem) for problem in built.problems if problem.code == "cache-unwritable"] == [
        f"{os.path.relpath(tmp_path / CACHE)}: warning[cache-unwritable] unable to open database file. "
        "hint: free space, or build with --no-cache"
    ]
    assert "1 warning" in built.summary
    (tmp_path / CACHE / FILE).rmdir()
    mended = build(project)
    assert (mended.problems, "nothing has changed" in build(project).summary) == ((), True)
