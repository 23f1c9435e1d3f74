"""The graph of close articles: every pair scored once, and each score backed by the neighbours' scores: half of what
i's nearest say of j and of what j's nearest say of i is added to that of i and j."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from site_builder.relate.matrix import heaviest
from site_builder.relate.rows import Change, Rows, laid, places, spliced
from site_builder.relate.similarity import Close, Pairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.rows import Flags

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_NEAREST = 5  # neighbours of an article that vouch for others
_BACKING = 0.8  # how much their word counts
_DOUBT = 0.5  # closeness of neighbours from which on they are trusted by half
_ITSELF = 2.0  # what an article says of itself


@dataclass(frozen=True, slots=True)
class Graph:
    """Article i is close to `others[starts[i]:starts[i + 1]]` (ascending). `direct` are the scores of the pairs
    themselves; `scores` also count what the neighbours of each say of the other. Both are symmetric.

    For the next graph: `vouchers` are each article's nearest by their places in its row, `told` what they say."""

    starts: Integers
    others: Integers
    direct: Floats
    scores: Floats
    vouchers: Rows
    told: Floats

    def of(self, i: int) -> tuple[Integers, Floats, Floats]:
        """others, direct, scores of article i."""
        mine = slice(self.starts[i], self.starts[i + 1])
        return self.others[mine], self.direct[mine], self.scores[mine]

    def once(self) -> Close:
        """The pairs themselves, each once."""
        import numpy as np

        rows = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        once = rows < self.others
        borders = np.searchsorted(rows[once], np.arange(len(self.starts)))
        return Close(Pairs(rows[once], self.others[once], borders), self.direct[once])

    def same(self, change: Change, before: Graph) -> Flags:
        """Which articles are close to the same others as `before`, as close, and as close by their scores."""
        import numpy as np

        same = _stays(self, change, before)
        rows = np.flatnonzero(same)
        now, lengths = places(self.starts, rows)
        then, _ = places(before.starts, change.origin[rows])
        same[np.repeat(rows, lengths)[before.scores[then] != self.scores[now]]] = False
        return same

    def pairs(self, least: float) -> Iterator[tuple[int, int, float]]:
        """Any two articles (one < other) that are at least as close as this, and how close."""
        import numpy as np

        places = np.flatnonzero(self.scores >= least)
        rows, others = np.searchsorted(self.starts, places, side="right") - 1, self.others[places]
        once = rows < others
        return zip(rows[once].tolist(), others[once].tolist(), self.scores[places[once]].tolist(), strict=True)

    def similarity(self, one: int, other: int) -> float:
        """How close two articles are: 0 for nothing in common, towards 1 for everything."""
        others, _, scores = self.of(one)
        place = int(others.searchsorted(other))
        return share(float(scores[place])) if place < len(others) and others[place] == other else 0.0


def share(score: float) -> float:
    """A score as 0 for nothing in common, towards 1 for everything."""
    return score / (1 + score)


def no_graph() -> Graph:
    """Of no articles."""
    import numpy as np

    nobody, nothing = np.zeros(0, np.int64), np.zeros(0)
    return Graph(np.zeros(1, np.int64), nobody, nothing, nothing, laid((), np.int8), nothing)


def graph(pairs: Pairs, close: Floats, change: Change, before: Graph) -> Graph:
    """The graph of all `pairs` and how close they are. What the nearest of an article say is taken from the graph
    `before` wherever neither its row nor one of theirs is another."""
    import numpy as np

    n = len(pairs.borders) - 1
    rows, others = np.concatenate([pairs.low, pairs.high]), np.concatenate([pairs.high, pairs.low])
    order = np.argsort(rows * n + others)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    reverse = place[order - len(pairs.low)]  # of (j, i) for each (i, j), which is as far ahead in what was put in order
    rows, others, direct = rows[order], others[order], np.concatenate([close, close])[order]
    bare = replace(no_graph(), starts=np.searchsorted(rows, np.arange(n + 1)), others=others, direct=direct)
    stays = _stays(bare, change, before) & (_vouching(n) == _vouching(change.before))
    vouchers = _vouchers(bare, np.flatnonzero(~stays), change, before)
    firsts = np.repeat(bare.starts[:-1], vouchers.lengths())
    is_other = ~stays | Rows(vouchers.starts, others[firsts + vouchers.values]).with_any(~stays)
    told = _told(bare, vouchers, np.flatnonzero(is_other), change, before)
    scores = np.round(direct + _BACKING * (told + told[reverse]) / 2, 6)
    return replace(bare, scores=scores, vouchers=vouchers, told=told)


def _vouching(n: int) -> int:
    """How many vouch for others: in a small dossier five would be everybody."""
    return min(_NEAREST, 1 + n // 30)


def _stays(bare: Graph, change: Change, before: Graph) -> Flags:
    """Which articles are close to the same others as before, and as close."""
    import numpy as np

    stays: Flags = np.append(np.diff(before.starts), -1)[change.origin] == np.diff(bare.starts)
    rows = np.flatnonzero(stays)
    now, lengths = places(bare.starts, rows)
    then, _ = places(before.starts, change.origin[rows])
    is_other = (change.where()[before.others[then]] != bare.others[now]) | (before.direct[then] != bare.direct[now])
    stays[np.repeat(rows, lengths)[is_other]] = False
    return stays


def _vouchers(bare: Graph, made: Integers, change: Change, before: Graph) -> Rows:
    import numpy as np

    rows = [bare.direct[bare.starts[i] : bare.starts[i + 1]] for i in made.tolist()]
    new = laid([heaviest(row, _vouching(len(bare.starts) - 1)) for row in rows], np.int32)
    return spliced(before.vouchers, change.sources(made), new)


def _told(bare: Graph, vouchers: Rows, made: Integers, change: Change, before: Graph) -> Floats:
    """What the nearest of each article say of those that it is close to, the articles `made` anew."""
    import numpy as np

    scratch = np.zeros(len(bare.starts) - 1)
    new: list[Floats] = []
    for i in made.tolist():
        mine, best = slice(bare.starts[i], bare.starts[i + 1]), vouchers.row(i)
        others, direct = bare.others[mine], bare.direct[mine]
        near, trust = others[best].tolist(), direct[best] / (direct[best].sum() + _DOUBT)
        for k, weight in zip(near, trust.tolist(), strict=True):
            theirs = slice(bare.starts[k], bare.starts[k + 1])
            scratch[bare.others[theirs]] += weight * bare.direct[theirs]
            scratch[k] += weight * _ITSELF
        new.append(scratch[others])
        for k in near:
            scratch[bare.others[bare.starts[k] : bare.starts[k + 1]]] = 0.0
            scratch[k] = 0.0
    told: Floats = spliced(Rows(before.starts, before.told), change.sources(made), laid(new, np.float64)).values
    return told
