"""Which articles are nearest: found again after a change as if all were looked for anew."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from site_builder.relate import matrix, nearest
from site_builder.relate.matrix import Matrix
from site_builder.relate.rows import Change, change

if TYPE_CHECKING:
    from site_builder.relate.matrix import Row

WIDTH = 60


def row(chosen: random.Random) -> Row:
    columns = np.array(sorted(chosen.sample(range(WIDTH), chosen.randrange(1, 12))))
    return columns, np.array([chosen.choice([0.5, 1.0, 2.0]) for _ in columns]), 0.0


def anew(words: Matrix) -> nearest.Nearest:
    n = len(words)
    return nearest.nearest(
        words, Change(np.full(n, -1), 0), np.ones(n, np.bool_), matrix.none(WIDTH), nearest.no_lists()
    )


def told(found: nearest.Nearest) -> tuple[list[int], list[float], list[bool]]:
    return found.lists.values.tolist(), found.least.tolist(), found.looks.tolist()


@pytest.mark.parametrize("seed", range(8))
def test_after_a_change_as_anew(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"_CANDIDATES": 4, "_COMMON": 5, "_TELLING": 5}.items():
        monkeypatch.setattr(f"site_builder.relate.nearest.{name}", value)
    chosen = random.Random(seed)
    names = [b"%d" % n for n in range(50)]
    rows = {name: row(chosen) for name in names}
    words = matrix.build((rows[name] for name in names), WIDTH, 20)
    found = anew(words)
    for step in range(12):
        before = list(names)
        for _ in range(chosen.randrange(3)):
            names.remove(chosen.choice(names))
        for n in range(chosen.randrange(3)):
            names.insert(chosen.randrange(len(names)), b"new %d %d" % (step, n))
        fresh = {name: row(chosen) for name in names if name not in rows}
        other = {name: row(chosen) for name in chosen.sample(names, chosen.randrange(3))}  # the same, weighed otherwise
        rows |= fresh | other
        difference = change(before, names)
        is_new = np.array([name in fresh or name in other for name in names])
        now = matrix.build((rows[name] for name in names), WIDTH, 20)
        found = nearest.nearest(now, difference, is_new, words, found)
        words = now
        assert told(found) == told(anew(words))


def test_nearest_are_those_with_most_rare_words_in_common() -> None:
    def of(*columns: int) -> Row:
        return np.array(columns), np.ones(len(columns)), 0.0

    words = matrix.build([of(1, 2, 3), of(1, 2, 4), of(3, 5, 6), of(7, 8, 9)], WIDTH, 20)
    assert [anew(words).lists.row(i).tolist() for i in range(4)] == [[1, 2], [0], [0], []]
