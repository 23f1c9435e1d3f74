"""Which articles are about the same thing, by their words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from site_builder.relate.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CANDIDATES = 40  # most similar articles of each that are looked at closer
_COMMON = 400  # a word in more articles than this does not make a candidate, it only adds to one


def neighbours(vectors: Vectors, days: Sequence[date | None]) -> list[list[tuple[int, float]]]:
    """Per row the most similar other rows and their scores in 0..1, best first, ties in the rows' order."""
    import numpy as np

    n = len(days)
    numbers = np.array([day.toordinal() if day else np.nan for day in days])
    postings = _Postings(vectors, n)
    found = []
    for row in range(n):
        scores = postings.scores(row) * _nearness(numbers - numbers[row])
        scores[row] = 0.0
        count = min(CANDIDATES, n - 1)
        best = np.argpartition(-scores, count)[: count + 1] if n > 1 else np.zeros(0, np.int64)
        best = best[np.lexsort((best, -scores[best]))]
        found.append([(int(other), round(float(scores[other]), 4)) for other in best if scores[other] > 0])
    return found


def _nearness(days: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 on the same day, 0.6 years apart; 1 also where a date is missing."""
    import numpy as np

    distance = np.abs(days)
    near: NDArray[np.float64] = 0.6 + 0.2 * np.exp(-distance / 7) + 0.2 * np.exp(-distance / 120)
    return np.where(np.isnan(near), 1.0, near)


class _Postings:
    """The matrix by column: which rows have a word."""

    def __init__(self, vectors: Vectors, n: int) -> None:
        import numpy as np

        self._vectors = vectors
        self._n = n
        order = np.argsort(vectors.words, kind="stable")
        rows = np.repeat(np.arange(n), np.diff(vectors.starts))
        self._rows, self._weights = rows[order], vectors.weights[order]
        self._starts = np.searchsorted(vectors.words[order], np.arange(len(vectors.vocabulary) + 1))

    def scores(self, row: int) -> NDArray[np.float64]:
        """Cosine of one row with every row."""
        import numpy as np

        v = self._vectors
        mine = slice(v.starts[row], v.starts[row + 1])
        words, weights = v.words[mine], v.weights[mine]
        begins, lengths = self._starts[words], self._starts[words + 1] - self._starts[words]
        rare = lengths <= _COMMON
        begins, lengths, weights = begins[rare], lengths[rare], weights[rare]
        offsets = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        products = self._weights[offsets] * np.repeat(weights, lengths)
        return np.bincount(self._rows[offsets], weights=products, minlength=self._n).astype(np.float64, copy=False)
