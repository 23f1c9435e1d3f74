"""Rows of different lengths in one array, and what becomes of them when articles come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import DTypeLike, NDArray

    Kind = TypeVar("Kind", bound=np.integer[Any])
    Integers = NDArray[np.integer[Any]]
    Flags = NDArray[np.bool_]


_PLACE_BITS = 32  # of a number that holds another one and its place
_LONG_RUN = 8  # rows that are quicker copied together than one by one


@dataclass(frozen=True, slots=True)
class Rows:
    """Row i is `values[starts[i]:starts[i + 1]]`."""

    starts: Integers
    values: NDArray[Any]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, i: int) -> NDArray[Any]:
        return self.values[self.starts[i] : self.starts[i + 1]]

    def taken(self, rows: Integers) -> Rows:
        """These rows, in this order."""
        return Rows(starts_of(self.lengths()[rows]), self.values[places(self.starts, rows)[0]])

    def lengths(self) -> Integers:
        import numpy as np

        return np.diff(self.starts)

    def chosen(self, flags: Flags) -> Rows:
        """Of each row the values that have a flag; there is one for every value."""
        import numpy as np

        chosen = np.flatnonzero(flags)
        return Rows(np.searchsorted(chosen, self.starts), self.values.take(chosen))

    def with_any(self, marked: Flags) -> Flags:
        """Which rows hold one of the values (numbers) that are marked."""
        import numpy as np

        found = np.zeros(len(self), np.bool_)
        if not marked.any():
            return found
        hits = np.flatnonzero(marked[self.values])
        found[np.searchsorted(self.starts, hits, side="right") - 1] = True
        return found


def laid(rows: Sequence[NDArray[Any]], kind: DTypeLike) -> Rows:
    """Some arrays as rows, as values of this kind."""
    import numpy as np

    every = [row.astype(kind, copy=False) for row in rows]
    values = np.concatenate([np.zeros(0, kind), *every])
    return Rows(starts_of(np.array([len(row) for row in every], np.int64)), values)


def starts_of(lengths: Integers) -> Integers:
    """Where rows of these lengths start, and the last one ends."""
    import numpy as np

    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def distinct(numbers: NDArray[Kind]) -> NDArray[Kind]:
    """Each number once, ascending: sorted, which is quicker than numpy's own way for as many as here."""
    import numpy as np

    ascending = np.sort(numbers)
    is_new = np.concatenate([np.ones(min(1, len(ascending)), np.bool_), ascending[1:] != ascending[:-1]])
    each: NDArray[Kind] = ascending[is_new]
    return each


def places(starts: Integers, rows: Integers) -> tuple[Integers, Integers]:
    """The places of all values of some rows one after the other, and how many each row has."""
    import numpy as np

    first = starts[rows]
    lengths = starts[rows + 1] - first
    ends = np.cumsum(lengths)
    return np.repeat(first - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0), lengths


def ascending(numbers: Integers) -> Integers:
    """The places of some numbers of 31 bits, none below 0, in ascending order, of equal ones the first: sorted together
    with their places, which is quicker than numpy's own way."""
    import numpy as np

    both = numbers.astype(np.int64)
    both <<= _PLACE_BITS
    both |= np.arange(len(both))
    both.sort()
    both &= (1 << _PLACE_BITS) - 1
    return both


@dataclass(frozen=True, slots=True)
class Change:
    """How the articles differ from those that were compared before: `origin` says for each where it stood then, -1 for
    nowhere; `before` is how many there were."""

    origin: Integers
    before: int

    @property
    def fresh(self) -> Integers:
        """The articles that were not there."""
        import numpy as np

        return np.flatnonzero(self.origin < 0)

    @property
    def gone(self) -> Integers:
        """Those that were there and are not any more."""
        import numpy as np

        is_gone = np.ones(self.before, np.bool_)
        is_gone[self.origin[self.origin >= 0]] = False
        return np.flatnonzero(is_gone)

    def carried(self, flags: Flags) -> Flags:
        """What is said of each article that stood there before; of others nothing."""
        import numpy as np

        return np.where(self.origin >= 0, np.append(flags, np.False_)[self.origin], np.False_)

    def sources(self, made: Integers) -> Integers:
        """Where to take each row from: the old ones, and behind them those newly `made`."""
        import numpy as np

        sources = self.origin.copy()
        sources[made] = self.before + np.arange(len(made))
        return sources

    def where(self) -> NDArray[np.int32]:
        """Where each of the articles from before stands now, -1 for nowhere."""
        import numpy as np

        now = np.full(self.before, -1, np.int32)
        kept = np.flatnonzero(self.origin >= 0)
        now[self.origin[kept]] = kept
        return now


def change(before: Iterable[bytes], now: Sequence[bytes]) -> Change:
    """The change from some articles to others, each known by its mark; of those whose order is another, all are new."""
    import numpy as np

    old = {mark: place for place, mark in enumerate(before)}
    origin = np.array([old.get(mark, -1) for mark in now], np.int64)
    kept = origin[origin >= 0]
    if len(kept) and (np.diff(kept) <= 0).any():
        return Change(np.full(len(now), -1, np.int64), 0)
    return Change(origin, len(old))


def spliced(old: Rows, sources: Integers, new: Rows) -> Rows:
    """Rows out of two, see `Change.sources`."""
    import numpy as np

    # Most rows follow the one that they followed before.
    begins: Integers = np.flatnonzero(np.diff(sources, prepend=-2) != 1)
    begins = distinct(np.concatenate([begins, np.flatnonzero(sources == len(old))]))
    if len(begins) * _LONG_RUN > len(sources) or not len(sources):
        starts = np.concatenate([old.starts, old.starts[-1] + new.starts[1:]])
        return Rows(starts, np.concatenate([old.values, new.values])).taken(sources)
    if len(begins) == 1 and len(sources) == len(new) and sources[0] == len(old):  # nothing was there before
        return new
    ends = np.append(begins[1:], len(sources))
    values, lengths = [old.values[:0]], []
    for first, number in zip(sources[begins].tolist(), (ends - begins).tolist(), strict=True):
        rows, place = (old, first) if first < len(old) else (new, first - len(old))
        starts = rows.starts[place : place + number + 1]
        values.append(rows.values[starts[0] : starts[-1]])
        lengths.append(np.diff(starts))
    return Rows(starts_of(np.concatenate(lengths)), np.concatenate(values))
