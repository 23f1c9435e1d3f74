"""The graph of close articles: every pair scored once, and each score backed by the neighbours' scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from site_builder.relate.matrix import heaviest
from site_builder.relate.rows import distinct
from site_builder.relate.similarity import Pairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_NEAREST = 5  # neighbours of an article that vouch for others
_BACKING = 0.8  # how much their word counts
_DOUBT = 0.5  # closeness of neighbours from which on they are trusted by half
_ITSELF = 2.0  # what an article says of itself


@dataclass(frozen=True, slots=True)
class Graph:
    """Article i is close to `others[starts[i]:starts[i + 1]]` (ascending). `direct` are the scores of the pairs
    themselves; `scores` also count what the neighbours of each say of the other. Both are symmetric."""

    starts: Integers
    others: Integers
    direct: Floats
    scores: Floats

    def of(self, i: int) -> tuple[Integers, Floats, Floats]:
        """others, direct, scores of article i."""
        mine = slice(self.starts[i], self.starts[i + 1])
        return self.others[mine], self.direct[mine], self.scores[mine]

    def with_any(self, least: float) -> Integers:
        """The articles that have another as close as this, ascending."""
        import numpy as np

        return distinct(np.searchsorted(self.starts, np.flatnonzero(self.scores >= least), side="right") - 1)

    def similarity(self, one: int, other: int) -> float:
        """How close two articles are: 0 for nothing in common, towards 1 for everything."""
        others, _, scores = self.of(one)
        place = int(others.searchsorted(other))
        return share(float(scores[place])) if place < len(others) and others[place] == other else 0.0


def share(score: float) -> float:
    """A score as 0 for nothing in common, towards 1 for everything."""
    return score / (1 + score)


def graph(pairs: Pairs, close: Floats) -> Graph:
    """The graph of all `pairs` and how close they are."""
    import numpy as np

    n = len(pairs.borders) - 1
    rows, others = np.concatenate([pairs.low, pairs.high]), np.concatenate([pairs.high, pairs.low])
    order = np.argsort(rows * n + others)
    rows, others, direct = rows[order], others[order], np.concatenate([close, close])[order]
    starts = np.searchsorted(rows, np.arange(n + 1))
    return Graph(starts, others, direct, _backed(starts, others, direct))


def _backed(starts: Integers, others: Integers, direct: Floats) -> Floats:
    """direct(i, j) + _BACKING * mean of (what i's nearest say of j) and (what j's nearest say of i)."""
    import numpy as np

    n = len(starts) - 1
    nearest = min(_NEAREST, 1 + n // 30)  # in a small dossier five would be everybody
    near: list[Integers] = []
    trust: list[Floats] = []
    for i in range(n):
        mine = direct[starts[i] : starts[i + 1]]
        best = heaviest(mine, nearest)
        near.append(others[starts[i] : starts[i + 1]][best])
        trust.append(mine[best] / (mine[best].sum() + _DOUBT))
    told = np.zeros(len(others))  # what i's nearest say of j, for each pair (i, j)
    scratch = np.zeros(n)
    for i in range(n):
        for k, weight in zip(near[i].tolist(), trust[i].tolist(), strict=True):
            scratch[others[starts[k] : starts[k + 1]]] += weight * direct[starts[k] : starts[k + 1]]
            scratch[k] += weight * _ITSELF
        told[starts[i] : starts[i + 1]] = scratch[others[starts[i] : starts[i + 1]]]
        for k in near[i].tolist():
            scratch[others[starts[k] : starts[k + 1]]] = 0.0
            scratch[k] = 0.0
    rows = np.repeat(np.arange(n), np.diff(starts))
    reverse = np.argsort(others * n + rows)  # position of (j, i) for each (i, j), as the graph is symmetric
    return np.round(direct + _BACKING * (told + told[reverse]) / 2, 6)
