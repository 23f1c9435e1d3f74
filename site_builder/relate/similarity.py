"""How close any two articles are, by what stands in them and when.

score = (words + 0.7 grams) / 1.7 * (1 + 2.5 alike + 2 returning + 7 alike returning) * time. Words, grams and alike
(the grams of the titles) are cosines of tf-idf vectors with tf = 1 + ln(3 title + body); returning is how much of one
title stands in the other article, averaged over both directions; time falls from 1 on one day to 0.6 years apart.
How the weights were found, and what each adds: docs/related.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from site_builder.relate.matrix import Matrix, heaviest, joined, totals
from site_builder.relate.vectors import Grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_CANDIDATES = 40  # most similar articles of each, by words alone, that are compared in full
_COMMON = 250  # a word in more articles than this makes no candidates
_TELLING = 150  # heaviest words of an article that look for candidates
_GRAM_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles (low < high), ascending by low, then high. `borders[i]:borders[i + 1]` are those with low i."""

    low: Integers
    high: Integers
    borders: Integers

    def partners(self) -> Iterator[Integers]:
        """For each article as the lower one, the others."""
        for start, end in zip(self.borders[:-1].tolist(), self.borders[1:].tolist(), strict=True):
            yield self.high[start:end]


def candidates(words: Matrix) -> Pairs:
    """All pairs of which one has most of the same rare words as the other."""
    import numpy as np

    n = len(words)
    postings = words.transposed()
    frequency = np.diff(postings.starts)
    found = [np.zeros(0, np.int64)]
    for i in range(n):
        columns, weights = words.row(i)
        rare = np.flatnonzero(frequency[columns] <= _COMMON)
        rare = rare[heaviest(weights[rare], _TELLING)]
        positions, owner = postings.entries(columns[rare])
        scores = totals(postings.columns[positions], postings.weights[positions] * weights[rare][owner], n)
        scores[i] = 0.0
        others = np.flatnonzero(scores)
        others = others[heaviest(scores[others], _CANDIDATES)]
        found.append(np.minimum(i, others) * n + np.maximum(i, others))
    low, high = np.divmod(np.unique(np.concatenate(found)), n)
    return Pairs(low, high, np.searchsorted(low, np.arange(n + 1)))


def closeness(pairs: Pairs, days: Sequence[date | None], words: Matrix, grams: Grams) -> Floats:
    """How close the two articles of each pair are. Articles are numbered as the rows of `words` and `grams`."""
    import numpy as np

    text = joined(words, grams.texts, np.sqrt(_GRAM_WEIGHT)).products(pairs.partners()) / (1 + _GRAM_WEIGHT)
    alike = grams.titles.products(pairs.partners())
    returning = _returning(pairs, grams)
    title = 2.5 * alike + 2 * returning + 7 * alike * returning
    ordinal = np.array([day.toordinal() if day else np.nan for day in days])
    near = _nearness(np.abs(ordinal[pairs.low] - ordinal[pairs.high]))
    close: Floats = text * (1 + title) * near
    return close


def _returning(pairs: Pairs, grams: Grams) -> Floats:
    """How much of the title of each returns in the text of the other, on average."""
    import numpy as np

    titles, n = grams.in_texts, len(grams.in_texts)
    title_of = np.repeat(np.arange(n), np.diff(titles.starts))
    sums = totals(title_of, titles.weights, n)
    shares = titles.weights * (grams.in_common / np.maximum(sums, 1e-9))[title_of]
    order = np.argsort(pairs.high, kind="stable")
    borders = np.searchsorted(pairs.high[order], np.arange(n + 1))
    found = np.zeros(len(pairs.low))
    has = np.zeros(titles.width, np.bool_)
    for i, columns in enumerate(grams.every()):
        has[columns] = True
        above = np.arange(pairs.borders[i], pairs.borders[i + 1])
        below = order[borders[i] : borders[i + 1]]
        positions, owner = titles.entries(np.concatenate([pairs.high[above], pairs.low[below]]))
        stands = totals(owner, has[titles.columns[positions]] * shares[positions], len(above) + len(below))
        found[np.concatenate([above, below])] += stands
        has[columns] = False
    return found / 2


def _nearness(days: Floats) -> Floats:
    """1 on the same day, 0.6 years apart; 1 also where a date is missing."""
    import numpy as np

    near: Floats = 0.6 + 0.2 * np.exp(-days / 7) + 0.2 * np.exp(-days / 120)
    return np.where(np.isnan(near), 1.0, near)
