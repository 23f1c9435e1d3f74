"""Output paths that every file system holds and keeps apart."""

from __future__ import annotations

import pytest

from site_builder import paths

NFC, NFD = "caf\u00e9", "cafe\u0301"


@pytest.mark.parametrize("part", ["a", "控制", "con-1", "console", "a.b", ".a", "com10", "é" * 100])
def test_parts_that_do_everywhere(part: str) -> None:
    assert paths.trouble(part) == ""


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("CON", "device"),
        ("aux.html", "device"),
        ("lpt9", "device"),
        ("com¹", "device"),
        ("a.", "dot"),
        ("a ", "blank"),
        ("..", "dot"),
        ("é" * 101, "longer"),
        ("😀" * 51, "longer"),
    ],
)
def test_parts_that_do_not(part: str, why: str) -> None:
    assert why in paths.trouble(part)


@pytest.mark.parametrize(
    ("first", "second", "is_free"),
    [
        ("a/b", "a/c", True),
        ("a/b", "a/b", False),
        ("A/index.html", "a/INDEX.html", False),
        (f"{NFC}/x", f"{NFD}/x", False),
        ("straße", "STRASSE", False),
        ("a", "a/b", False),
        ("a/b", "A", False),
        ("a/b/c", "a/b", False),
        ("ab", "a/b", True),
    ],
)
def test_twins_and_folders_in_place_of_files(first: str, second: str, is_free: bool) -> None:
    taken = paths.Taken([first])
    assert taken.take(second) is is_free
