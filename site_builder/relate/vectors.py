"""Fingerprints as rows of one sparse matrix: rare words weigh much, common ones little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.segment import classes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 200  # words of an article that are compared
_TITLE = 3  # times that a word of the title counts
_PRIOR = 50.0  # articles' worth of trust in general usage, so that two articles alone can still be compared
_USUAL = 0.005  # share of articles in which a word stands of which nothing else is known
_TOPICAL = frozenset("nvaijle")  # first letters of the word classes that carry a topic; "eng" are Latin words


@dataclass(frozen=True, slots=True)
class Vectors:
    """Row i holds columns `words[starts[i]:starts[i + 1]]` with `weights` of length 1 together.

    `vocabulary` and `kinds` (the tagger's class) name the columns, `rarity` is each column's ln(N / df), smoothed.
    """

    vocabulary: list[str]
    kinds: list[str]
    rarity: NDArray[np.float64]
    starts: NDArray[np.int64]
    words: NDArray[np.int64]
    weights: NDArray[np.float64]


def vectors(prints: Sequence[Fingerprint]) -> Vectors:
    """One row a fingerprint, over the words that at least two of them have."""
    import numpy as np

    split = [p.words.split("\n") if p.words else [] for p in prints]
    column: dict[str, int] = {}
    flat = np.fromiter((column.setdefault(w, len(column)) for words in split for w in words), np.int64)
    rows = np.repeat(np.arange(len(prints)), [len(words) for words in split])
    counts = np.concatenate(
        [np.asarray(p.in_body, np.float64) + _TITLE * np.asarray(p.in_title, np.float64) for p in prints]
        or [np.zeros(0)]
    )
    frequency = np.bincount(flat, minlength=len(column))
    vocabulary = sorted(word for word, c in column.items() if frequency[c] > 1)
    kinds = classes(vocabulary)
    renamed = np.full(len(column), -1)
    for new, (word, kind) in enumerate(zip(vocabulary, kinds, strict=True)):
        if kind[:1] in _TOPICAL or kind == "":
            renamed[column[word]] = new
    used = renamed[flat] >= 0
    rows, words = rows[used], renamed[flat[used]]
    df = np.bincount(words, minlength=len(vocabulary))
    rarity = np.log((len(prints) + _PRIOR) / (df + _PRIOR * _USUAL))
    weights = (1 + np.log(counts[used])) * rarity[words]
    starts, words, weights = _rows(rows, words, weights, len(prints))
    return Vectors(vocabulary, kinds, rarity, starts, words, weights)


def _rows(
    rows: NDArray[np.int64], words: NDArray[np.int64], weights: NDArray[np.float64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Keep the KEPT heaviest words of each of n rows and bring the rows to length 1: starts, words, weights."""
    import numpy as np

    order = np.lexsort((words, -weights, rows))
    rows, words, weights = rows[order], words[order], weights[order]
    begins = np.searchsorted(rows, np.arange(n + 1))
    kept = np.arange(len(rows)) - begins[rows] < KEPT
    rows, words, weights = rows[kept], words[kept], weights[kept]
    lengths = np.sqrt(np.bincount(rows, weights=weights**2, minlength=n))
    weights = weights / np.where(lengths > 0, lengths, 1)[rows]
    return np.searchsorted(rows, np.arange(n + 1)), words, weights
