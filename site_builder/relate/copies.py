"""同稿: articles that are one text under several addresses, folded under the earliest.

Two texts are copies when most of the shingles (see grams.py) of the shorter one stand in the longer one, and the
longer one is not a round-up of many texts. Shingles that many articles share are boilerplate and count for nobody.
What is folded repeats the very text that it is folded under: the ends of a chain of copies may share no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from site_builder.relate.grams import SPARSE
from site_builder.relate.rows import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.integer[Any]]

_CONTAINED = 0.6  # share of the shorter text; every 25th character changed leaves 0.96 ** 5 = 0.82
_ROUND_UP = 0.3  # of the longer text; what is less of it is a piece of news among others
_FEWEST = 6  # shingles in common that prove anything
_BOILERPLATE = 30  # articles with the same shingle
_MARKED_BITS = 22
_ROW_BITS = 24  # of a number that holds a shingle and its row


def duplicates(ids: Sequence[str], shingles: Rows) -> dict[str, str]:
    """Id of each copy -> id of the text it is folded under. The articles come oldest first."""
    import numpy as np

    n = len(ids)
    hashes, rows = _repeated(shingles)
    sizes = np.diff(np.flatnonzero(hashes[1:] != hashes[:-1]), prepend=-1, append=len(hashes) - 1)
    is_boilerplate, is_sparse = np.repeat(sizes > _BOILERPLATE, sizes), hashes % SPARSE == 0
    lengths = shingles.lengths() - np.bincount(rows[is_boilerplate], minlength=n)
    sampled = _sparse(shingles) - np.bincount(rows[is_boilerplate & is_sparse], minlength=n)
    is_sparse, hashes, rows = (each[~is_boilerplate] for each in (is_sparse, hashes, rows))
    is_short = lengths > sampled  # only short texts keep the hashes between
    pairs, places = _pairs(hashes, rows, n)
    shared, thinned = _counted(pairs), _counted(pairs[is_sparse[places]])
    folded: dict[int, tuple[int, int]] = {}
    for pair, common in sorted(shared.items()):  # so that all of what is earlier is settled
        later, earlier = divmod(pair, n)
        if earlier in folded:
            continue
        if is_short[later] and is_short[earlier]:
            both, of_one, of_other = common, lengths[later], lengths[earlier]
        else:
            both, of_one, of_other = thinned.get(pair, 0), sampled[later], sampled[earlier]
        smaller, larger = sorted((of_one, of_other))
        is_copy = both >= max(_FEWEST, _CONTAINED * smaller) and smaller >= _ROUND_UP * larger
        if is_copy and both > folded.get(later, (0, 0))[1]:
            folded[later] = (earlier, both)
    return {ids[later]: ids[earlier] for later, (earlier, _) in sorted(folded.items())}


def families(folded: Mapping[str, str], order: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Per article with copies all the others of its text, in `order`."""
    members: dict[str, list[str]] = {}
    for article in order:
        members.setdefault(folded.get(article, article), []).append(article)
    return {
        one: tuple(other for other in family if other != one)
        for family in members.values()
        if len(family) > 1
        for one in family
    }


def _repeated(shingles: Rows) -> tuple[Integers, Integers]:
    """Every shingle that several articles have (and few others), and its row; sorted by hash, then row."""
    import numpy as np

    ascending = np.sort(shingles.values)
    again = ascending[1:][ascending[1:] == ascending[:-1]]
    marked = np.zeros(1 << _MARKED_BITS, np.bool_)  # by a hash's first bits: a look is all that it costs
    marked[again >> np.uint32(32 - _MARKED_BITS)] = True
    places = np.flatnonzero(marked[shingles.values >> np.uint32(32 - _MARKED_BITS)])
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


def _counted(pairs: Integers) -> dict[int, int]:
    """How often each pair occurs, if that proves anything."""
    import numpy as np

    found, counts = np.unique(pairs, return_counts=True)
    enough = counts >= _FEWEST
    return dict(zip(found[enough].tolist(), counts[enough].tolist(), strict=True))
