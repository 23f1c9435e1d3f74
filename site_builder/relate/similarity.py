"""How close any two articles are, by what stands in them and when.

score = (words + 0.7 grams) / 1.7 * (1 + 2.5 alike + 2 returning + 7 alike returning) * time. Words, grams and alike
(the grams of the titles) are cosines of tf-idf vectors with tf = 1 + ln(3 title + body); returning is how much of one
title stands in the other article, averaged over both directions; time falls from 1 on one day to 0.6 years apart.
How the weights were found, and what each adds: docs/related.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.matrix import Matrix, heaviest, totals
from site_builder.relate.vectors import Grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

_CANDIDATES = 50  # most similar articles of each, by words alone, that are compared in full
_COMMON = 500  # a word in more articles than this makes no candidates
_GRAM_WEIGHT = 0.7
_BITS = 1 << 16  # of a gram's number that say whether an article has it


class Comparison:
    """Scores one article against others. Articles are numbered as in `prints`."""

    def __init__(self, prints: Sequence[Fingerprint], days: Sequence[date | None], words: Matrix, grams: Grams) -> None:
        import numpy as np

        self._words, self._grams, self._titles, self._spread = words, grams.texts, grams.titles, grams.in_texts
        self._postings = words.transposed()
        self._days = np.array([day.toordinal() if day else np.nan for day in days])
        self._has = np.zeros((len(prints), _BITS // 8), np.uint8)
        for row, p in zip(self._has, prints, strict=True):
            bits = np.zeros(_BITS, np.bool_)
            bits[np.frombuffer(p.grams, np.uint32) % _BITS] = True
            row[:] = np.packbits(bits)
        self._word_scratch, self._gram_scratch = np.zeros(words.width), np.zeros(grams.texts.width)
        self._shares = grams.in_texts.weights / np.maximum(_row_sums(grams.in_texts), 1e-9)

    def candidates(self, i: int) -> Integers:
        """The articles with most of the same rare words, ascending."""
        import numpy as np

        columns, weights = self._words.row(i)
        frequency = np.diff(self._postings.starts)[columns]
        rare = frequency <= _COMMON
        positions, owner = self._postings.entries(columns[rare].astype(np.int64))
        products = self._postings.weights[positions] * weights[rare][owner]
        scores = totals(self._postings.columns[positions].astype(np.int64), products, len(self._words))
        scores[i] = 0.0
        found = np.flatnonzero(scores)
        return found[heaviest(scores[found], _CANDIDATES)]

    def scores(self, i: int, others: Integers) -> Floats:
        """How close article i is to each of `others`."""
        import numpy as np

        text = self._words.products(i, others, self._word_scratch)
        text += _GRAM_WEIGHT * self._grams.products(i, others, self._gram_scratch)
        alike = self._titles.products(i, others, self._gram_scratch)
        returning = self._titles_in_texts(i, others)
        title = 2.5 * alike + 2 * returning + 7 * alike * returning
        near = _nearness(np.abs(self._days[others] - self._days[i]))
        closeness: Floats = text / (1 + _GRAM_WEIGHT) * (1 + title) * near
        return closeness

    def _titles_in_texts(self, i: int, others: Integers) -> Floats:
        """How much of the title of i returns in each of `others` and the other way round, on average."""
        import numpy as np

        mine = slice(self._spread.starts[i], self._spread.starts[i + 1])
        codes = self._spread.columns[mine] % _BITS
        bits = (self._has[others[:, None], codes >> 3] >> (7 - codes % 8).astype(np.uint8)) & 1
        forth: Floats = (bits * self._shares[mine]).sum(axis=1)
        positions, owner = self._spread.entries(others)
        here = np.unpackbits(self._has[i])[self._spread.columns[positions] % _BITS]
        back = totals(owner, here * self._shares[positions], len(others))
        return (forth + back) / 2


def _row_sums(matrix: Matrix) -> Floats:
    """For each entry the sum of its row."""
    import numpy as np

    owner = np.repeat(np.arange(len(matrix)), np.diff(matrix.starts))
    return totals(owner, matrix.weights.astype(np.float64), len(matrix))[owner]


def _nearness(days: Floats) -> Floats:
    """1 on the same day, 0.6 years apart; 1 also where a date is missing."""
    import numpy as np

    near: Floats = 0.6 + 0.2 * np.exp(-days / 7) + 0.2 * np.exp(-days / 120)
    return np.where(np.isnan(near), 1.0, near)
