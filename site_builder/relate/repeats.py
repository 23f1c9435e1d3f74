"""Which articles repeat each other's words, counted in shingles (see grams.py); those of boilerplate are left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from site_builder.relate.grams import SPARSE
from site_builder.relate.rows import Change, Rows, distinct, laid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.rows import Flags

    Integers = NDArray[np.integer[Any]]

FEWEST = 6  # shingles in common that prove anything
_BOILERPLATE = 30  # articles with the same shingle
_FEW = 20  # fresh articles: each is compared with all
_MARKED_BITS, _FEW_BITS = 22, 18  # of a hash; for few hashes, so that what is marked stays in the processor's cache
_FEW_HASHES = 10_000
_ROW_BITS = 24  # of a number that holds a shingle and its row


@dataclass(frozen=True, slots=True)
class Repeats:
    """Pairs of articles that share at least FEWEST shingles: `later`, `earlier`, how many they have in `common`, and
    how many of those are of the thinner sample that every text keeps (`thinned`). Of every article the number of
    shingles in all (`lengths`) and of that sample (`sampled`)."""

    later: Integers
    earlier: Integers
    common: Integers
    thinned: Integers
    lengths: Integers
    sampled: Integers


def no_repeats() -> Repeats:
    """Of no articles."""
    import numpy as np

    nobody = np.zeros(0, np.int64)
    return Repeats(nobody, nobody, nobody, nobody, nobody, nobody)


def repeats(shingles: Rows, change: Change, shingles_before: Rows, before: Repeats) -> Repeats:
    """Those of articles with these shingles. Where few are fresh, only theirs are counted, unless a shingle has become
    boilerplate or ceased to be."""
    if not change.before or len(change.fresh) > _FEW:
        return _all(shingles)
    changed = _Changed(shingles, change, shingles_before)
    return _all(shingles) if changed.has_turned else _renewed(changed, change, before)


def _all(shingles: Rows) -> Repeats:
    import numpy as np

    n = len(shingles)
    hashes, rows = _repeated(shingles)
    sizes = np.diff(np.flatnonzero(hashes[1:] != hashes[:-1]), prepend=-1, append=len(hashes) - 1)
    is_boilerplate, is_sparse = np.repeat(sizes > _BOILERPLATE, sizes), hashes % SPARSE == 0
    lengths = shingles.lengths() - np.bincount(rows[is_boilerplate], minlength=n)
    sampled = _sparse(shingles) - np.bincount(rows[is_boilerplate & is_sparse], minlength=n)
    hashes, rows = hashes[~is_boilerplate], rows[~is_boilerplate]
    pairs, places = _pairs(hashes, rows, n)
    return _counted(pairs, hashes[places] % SPARSE == 0, n, lengths, sampled)


def _counted(pairs: Integers, is_sparse: Flags, n: int, lengths: Integers, sampled: Integers) -> Repeats:
    """Repeats of pairs (later * n + earlier), each as often as it shares a shingle."""
    import numpy as np

    found, counts = np.unique(pairs, return_counts=True)
    found, counts = found[counts >= FEWEST], counts[counts >= FEWEST]
    thin = np.sort(pairs[is_sparse])
    thinned = np.searchsorted(thin, found, side="right") - np.searchsorted(thin, found)
    return Repeats(*np.divmod(found, n), counts, thinned, lengths, sampled)


class _Changed:
    """The shingles of articles that came or went (`hashes`, ascending): which of them are boilerplate now, whether any
    has turned so or is no longer, and where they occur: the place of each occurrence in `hashes`, and its row."""

    def __init__(self, shingles: Rows, change: Change, before: Rows) -> None:
        import numpy as np

        self.shingles, self.fresh = shingles, change.fresh
        came, went = shingles.taken(self.fresh).values, before.taken(change.gone).values
        self.hashes = distinct(np.concatenate([came, went]))
        places = _held(shingles, self.hashes)
        self.places = np.searchsorted(self.hashes, shingles.values[places])
        self.rows = np.searchsorted(shingles.starts, places, side="right") - 1
        now = np.bincount(self.places, minlength=len(self.hashes))
        then = now - self._count(came) + self._count(went)
        self.is_boilerplate = now > _BOILERPLATE
        self.has_turned = bool((self.is_boilerplate != (then > _BOILERPLATE)).any())

    def _count(self, values: NDArray[np.uint32]) -> Integers:
        import numpy as np

        return np.bincount(np.searchsorted(self.hashes, values), minlength=len(self.hashes))

    def own(self) -> tuple[Rows, Rows]:
        """The shingles of the fresh articles that are no boilerplate, and those of the thinner sample."""
        rows = [self.shingles.row(i) for i in self.fresh.tolist()]
        counted = [row[~self.is_boilerplate[self.hashes.searchsorted(row)]] for row in rows]
        return laid(counted, "uint32"), laid([row[row % SPARSE == 0] for row in counted], "uint32")

    def pairs(self) -> tuple[Integers, Flags]:
        """Fresh articles with others that have the same shingle (later * n + earlier), and whether that is of the
        thinner sample."""
        import numpy as np

        n, is_fresh = len(self.shingles), np.zeros(len(self.shingles), np.bool_)
        is_fresh[self.fresh] = True
        counts = ~self.is_boilerplate[self.places]
        pairs, sparse = [np.zeros(0, np.int64)], [np.zeros(0, np.bool_)]
        for i in self.fresh.tolist():
            has = np.zeros(len(self.hashes), np.bool_)
            has[self.hashes.searchsorted(self.shingles.row(i))] = True
            # Two fresh ones are seen from the later one only.
            shared = np.flatnonzero(has[self.places] & counts & (~is_fresh[self.rows] | (self.rows < i)))
            others = self.rows[shared].astype(np.int64)
            pairs.append(np.maximum(others, i) * n + np.minimum(others, i))
            sparse.append(self.hashes[self.places[shared]] % SPARSE == 0)
        return np.concatenate(pairs), np.concatenate(sparse)


def _renewed(changed: _Changed, change: Change, before: Repeats) -> Repeats:
    """What was counted before without what is gone, and with what is fresh."""
    import numpy as np

    own, thin = changed.own()
    sources = change.sources(change.fresh)
    lengths = np.concatenate([before.lengths, own.lengths()])[sources]
    sampled = np.concatenate([before.sampled, thin.lengths()])[sources]
    where = change.where()
    later, earlier = where[before.later], where[before.earlier]
    stays = (later >= 0) & (earlier >= 0)
    new = _counted(*changed.pairs(), len(sources), lengths, sampled)
    return Repeats(
        np.concatenate([later[stays], new.later]),
        np.concatenate([earlier[stays], new.earlier]),
        np.concatenate([before.common[stays], new.common]),
        np.concatenate([before.thinned[stays], new.thinned]),
        lengths,
        sampled,
    )


def _held(shingles: Rows, hashes: Integers) -> Integers:
    """The places of all shingles that are among some hashes, which ascend."""
    import numpy as np

    bits = _FEW_BITS if len(hashes) < _FEW_HASHES else _MARKED_BITS
    marked = np.zeros(1 << bits, np.bool_)  # by a hash's first bits: a look is all that it costs
    marked[hashes >> (32 - bits)] = True
    places = np.flatnonzero(marked[shingles.values >> (32 - bits)])
    if not len(hashes):
        return places
    at = np.minimum(np.searchsorted(hashes, shingles.values[places]), len(hashes) - 1)
    held: Integers = places[hashes[at] == shingles.values[places]]
    return held


def _repeated(shingles: Rows) -> tuple[Integers, Integers]:
    """Every shingle that several articles have, and its row; sorted by hash, then row."""
    import numpy as np

    ascending = np.sort(shingles.values)
    places = _held(shingles, distinct(ascending[1:][ascending[1:] == ascending[:-1]]))
    rows = np.searchsorted(shingles.starts, places, side="right") - 1
    both = np.sort((shingles.values[places].astype(np.int64) << _ROW_BITS) | rows)
    return both >> _ROW_BITS, both & ((1 << _ROW_BITS) - 1)


def _sparse(shingles: Rows) -> Integers:
    """How many of each article's shingles are of those that every text keeps."""
    import numpy as np

    counted = np.concatenate([np.zeros(1, np.int64), np.cumsum(shingles.values % SPARSE == 0)])
    return np.diff(counted[shingles.starts])


def _pairs(hashes: Integers, rows: Integers, n: int) -> tuple[Integers, Integers]:
    """Every two occurrences of one hash as later * n + earlier, and the place of one of the two."""
    import numpy as np

    pairs, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    same = np.arange(len(hashes))
    for apart in range(1, _BOILERPLATE):  # each occurrence with the one so many places on, while it is the same hash
        same = same[: np.searchsorted(same, len(hashes) - apart)]
        same = same[hashes[same + apart] == hashes[same]]
        if not len(same):
            break
        pairs.append(rows[same + apart] * n + rows[same])
        places.append(same)
    return np.concatenate(pairs), np.concatenate(places)
