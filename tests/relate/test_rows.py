"""Rows of different lengths, and what becomes of them when articles come and go."""

from __future__ import annotations

import numpy as np
import pytest

from site_builder.relate.rows import Change, Rows, change, laid, spliced

WORDS = laid([np.array(row) for row in ([1, 4], [], [4, 4, 7], [2])], np.int32)


def lists(rows: Rows) -> list[list[int]]:
    return [rows.row(i).tolist() for i in range(len(rows))]


def test_rows_are_taken_in_any_order() -> None:
    assert lists(WORDS.taken(np.array([2, 0, 1, 2]))) == [[4, 4, 7], [1, 4], [], [4, 4, 7]]
    assert lists(WORDS.taken(np.array([], np.int64))) == []


def test_rows_that_hold_one_of_some_values() -> None:
    marked = np.zeros(8, np.bool_)
    marked[[2, 7]] = True
    assert WORDS.with_any(marked).tolist() == [False, False, True, True]


# before, now -> where each of now stood; the new ones; where those that are gone stood
CHANGES: dict[str, tuple[str, str, list[int], list[int], list[int]]] = {
    "nothing": ("abc", "abc", [0, 1, 2], [], []),
    "one edited": ("abc", "aBc", [0, -1, 2], [1], [1]),
    "one new": ("abc", "abxc", [0, 1, -1, 2], [2], []),
    "one gone": ("abc", "ac", [0, 2], [], [1]),
    "all": ("", "ab", [-1, -1], [0, 1], []),
    "another order: all are new": ("abc", "acb", [-1, -1, -1], [0, 1, 2], []),
}


@pytest.mark.parametrize(("before", "now", "origin", "fresh", "gone"), CHANGES.values(), ids=CHANGES)
def test_what_changed(before: str, now: str, origin: list[int], fresh: list[int], gone: list[int]) -> None:
    found = change([c.encode() for c in before], [c.encode() for c in now])
    assert (found.origin.tolist(), found.fresh.tolist(), found.gone.tolist()) == (origin, fresh, gone)


def test_where_each_stands_now_and_what_was_said_of_it() -> None:
    found = change([b"a", b"b", b"c"], [b"a", b"x", b"c"])
    assert found.where().tolist() == [0, -1, 2]
    assert found.carried(np.array([False, True, True])).tolist() == [False, False, True]


@pytest.mark.parametrize("run", [1, 8], ids=["row by row", "in long runs"])
def test_old_rows_and_new_ones_are_spliced(run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.relate.rows._LONG_RUN", run)
    difference = Change(np.array([0, -1, 2, 3, -1, *range(4, 40)]), 40)
    old = laid([np.arange(n % 4) + n for n in range(40)], np.int32)
    new = laid([np.array([100, 101]), np.array([102])], np.int32)
    found = lists(spliced(old, difference.sources(difference.fresh), new))
    kept = [(np.arange(n % 4) + n).tolist() for n in range(40)]
    assert found == [kept[0], [100, 101], kept[2], kept[3], [102], *kept[4:]]


def test_no_rows_at_all() -> None:
    none = laid((), np.int32)
    assert lists(spliced(none, np.array([], np.int64), none)) == []
    assert lists(none) == []
