"""The posting lists of one group of articles, as the files of its cells. docs/search.md describes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.exports.search_codes import Codes
from site_builder.exports.search_keys import distinct

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Small = npt.NDArray[np.int32]

FIELDS = 3  # of keys: 0 anywhere in the article, 1 above the text, 2 in the title; each holds the next
REST_BITS = 12  # of a key inside its cell: with some 200 keys a cell 1 in 20 unknown keys looks like a known one
A_CELL = 1000  # postings in a cell at most, about 1 KB
_DOCUMENT_BITS = 16
_CELL_BIT = REST_BITS + _DOCUMENT_BITS  # from which on a place says the cell
TOGETHER = 256  # cells written at a time: what is worked on stays near the processor


def cell_count(postings: int) -> int:
    """The smallest of 1, 2, 3, 4, 6, 8, 12 ... with A_CELL postings a cell at most: small changes keep it."""
    power = 1
    while power * A_CELL < postings:
        power *= 2
    return power * 3 // 4 if power >= 4 and power * 3 // 4 * A_CELL >= postings else power


def cells(members: Sequence[tuple[Sequence[int], bytes]]) -> list[bytes]:
    """The file of each cell. A member is an article: how many keys of each field, and these keys as hashes of 32 bits,
    ascending within a field."""
    import numpy as np

    count = cell_count(sum(sum(counts) for counts, _ in members))
    places = [_places(members, field, count) for field in range(FIELDS)]
    firsts = np.arange(0, count + TOGETHER, TOGETHER)
    edges = [np.searchsorted(place, firsts << _CELL_BIT).tolist() for place in places]
    files: list[bytes] = []
    for n, first in enumerate(firsts[:-1].tolist()):
        some = [place[at[n] : at[n + 1]] - (first << _CELL_BIT) for place, at in zip(places, edges, strict=True)]
        files += _files(some, min(TOGETHER, count - first), len(members))
    return files


def _files(places: Sequence[Numbers], count: int, articles: int) -> list[bytes]:
    """Of so many cells, numbered from 0, given the places of each field."""
    import numpy as np

    lists = [*_lists(places, count, articles)]
    sizes = np.array([1 + 2 * some.entries + some.postings for some in lists])  # codes by field and cell
    begins = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes.T)))
    codes = Codes(int(begins[-1]))
    for field, some in enumerate(lists):
        some.write(codes, begins[field:-1:FIELDS])
    return codes.packed(begins[:-1:FIELDS])


@dataclass(frozen=True, slots=True)
class _Lists:
    """One field of every cell, ready to be written. Entries are the keys of all cells one after another, each with its
    articles; `entry` and `article` are what the reader sees of them: numbers below `entry_total` of the cell and
    `article_total` of the entry."""

    place: Numbers  # of each posting: cell, rest of the key and article in one number, ascending
    starts: Numbers  # of each entry: its first posting
    cell: Small  # of each entry
    frequency: Small  # of each entry
    entries: Small  # how many each cell has
    postings: Numbers  # how many each cell has
    entry: Small
    entry_total: Small
    article: Small
    article_total: Small

    def write(self, codes: Codes, begins: Numbers) -> None:
        """`begins` is the place of each cell's first code."""
        import numpy as np

        codes.gamma(begins, self.entries + 1)
        heads = np.cumsum(self.entries) - self.entries
        before = np.cumsum(self.postings) - self.postings + 2 * heads
        at = (begins + 1 - before)[self.cell] + self.starts + 2 * np.arange(len(self.starts))
        of_cell = rice_parameter(self.entry_total, self.entries)[self.cell]
        codes.rice(at, _gaps(self.entry, heads[self.entries > 0]), of_cell)
        codes.gamma(at + 1, self.frequency)
        of_entry = rice_parameter(self.article_total, self.frequency)
        at = np.repeat(at + 2 - self.starts, self.frequency)
        at += np.arange(len(at))
        codes.rice(at, _gaps(self.article, self.starts), np.repeat(of_entry, self.frequency))


def _lists(places: Sequence[Numbers], cell_count: int, articles: int) -> Iterator[_Lists]:
    """Field after field; from the second on in terms of the one before."""
    import numpy as np

    outer: _Lists | None = None
    for place in places:
        key = place >> _DOCUMENT_BITS
        starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(key)), bool), key[1:] != key[:-1])))
        frequency = np.diff(np.append(starts, len(key))).astype(np.int32)
        cell = (key[starts] >> REST_BITS).astype(np.int32)
        entries = np.bincount(cell, minlength=cell_count).astype(np.int32)
        postings = np.bincount(cell, frequency, minlength=cell_count).astype(np.int64)
        if outer is None:
            entry, entry_total = key[starts] & ((1 << REST_BITS) - 1), np.full(cell_count, 1 << REST_BITS, np.int32)
            article, article_total = place & 0xFFFF, np.full(len(starts), articles, np.int32)
        else:
            found = np.searchsorted(outer.place, place)
            owner = np.searchsorted(outer.starts, found[starts], "right") - 1
            entry, entry_total = owner - (np.cumsum(outer.entries) - outer.entries)[cell], outer.entries
            article, article_total = found - np.repeat(outer.starts[owner], frequency), outer.frequency[owner]
        outer = _Lists(
            place, starts, cell, frequency, entries, postings,
            entry.astype(np.int32), entry_total, article.astype(np.int32), article_total,
        )  # fmt: skip
        yield outer


def _places(members: Sequence[tuple[Sequence[int], bytes]], field: int, cell_count: int) -> Numbers:
    """Cell, rest of the key and number of the article, ascending: REST_BITS and 16 bits below the cell."""
    import numpy as np

    spans = [(4 * sum(counts[:field]), 4 * sum(counts[: field + 1])) for counts, _ in members]
    joined = b"".join(keys[start:end] for (start, end), (_, keys) in zip(spans, members, strict=True))
    place = np.frombuffer(joined, "<u4").astype(np.uint64)
    place *= np.uint64(cell_count)
    place >>= np.uint64(32 - REST_BITS)
    place <<= np.uint64(_DOCUMENT_BITS)
    place |= np.repeat(np.arange(len(members), dtype=np.uint64), [(end - start) // 4 for start, end in spans])
    return distinct(place.view(np.int64))


def _gaps(values: Small, firsts: Numbers) -> Small:
    """Ascending values as distances less one; those at `firsts` begin a run and stay as they are."""
    gaps = values.copy()
    gaps[1:] -= values[:-1] + 1
    gaps[firsts] = values[firsts]
    return gaps


def rice_parameter(total: Small, parts: Small) -> Small:
    """The power of two at or below ln 2 times the mean gap (Golomb 1966), in whole numbers so that all agree."""
    import numpy as np

    mean = (total - parts) * 7 // (10 * np.maximum(parts, 1))
    exponent: Small = np.frexp(np.maximum(mean, 1))[1] - np.int32(1)
    return exponent
