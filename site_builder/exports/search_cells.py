"""The posting lists of one group of articles, as the files of its cells. docs/search.md describes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from site_builder.exports.search_codes import Codes
from site_builder.exports.search_keys import distinct

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

REST_BITS = 12  # of a key inside its cell: with some 200 keys a cell 1 in 20 unknown keys looks like a known one
A_CELL = 850  # postings in a cell at most, about 900 bytes


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

    keys, documents = _laid_out(members)
    count = cell_count(len(keys))
    place = (keys & 0xFFFFFFFF).astype(np.uint64) * np.uint64(count)
    rest = ((place & np.uint64(0xFFFFFFFF)) >> np.uint64(32 - REST_BITS)).astype(np.int64)
    local = ((place >> np.uint64(32)).astype(np.int64) << 16) | ((keys >> 32) << REST_BITS) | rest
    both = distinct((local << 16) | documents)
    key, document = both >> 16, both & 0xFFFF
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(key)), bool), key[1:] != key[:-1])))
    frequency = np.diff(np.append(starts, len(key)))
    cell = key[starts] >> 16
    in_cell = np.bincount(cell, minlength=count)
    codes = Codes(len(key) + 2 * len(starts) + count)
    heads = np.concatenate((np.zeros(1, np.int64), np.cumsum(in_cell)))
    first_posting = np.append(starts, len(key))[heads[:-1]]
    counts_at = first_posting + 2 * heads[:-1] + np.arange(count)
    codes.plain(counts_at, in_cell, 16)
    at = starts + 2 * np.arange(len(starts)) + cell + 1
    entry = key[starts] & 0xFFFF
    codes.rice(
        at,
        _gaps(entry, np.isin(np.arange(len(starts)), heads[:-1])),
        np.repeat(_rice_parameter((1 << REST_BITS) - in_cell, np.maximum(1, in_cell)), in_cell),
    )
    codes.gamma(at + 1, frequency)
    owner = np.repeat(np.arange(len(starts)), frequency)
    parameter = _rice_parameter(len(members) - frequency, frequency)
    codes.rice(
        (at + 2 - starts)[owner] + np.arange(len(key)),
        _gaps(document, np.isin(np.arange(len(key)), starts)),
        parameter[owner],
    )
    return codes.packed(counts_at)


def _laid_out(members: Sequence[tuple[Sequence[int], bytes]]) -> tuple[Numbers, Numbers]:
    """Keys (field above 32 bits of hash) and the number of the article in its group."""
    import numpy as np

    hashes = np.frombuffer(b"".join(keys for _, keys in members), "<u4").astype(np.int64)
    counts = np.array([counts for counts, _ in members], np.int64)
    number, fields = np.indices(counts.shape).reshape(2, -1) if len(members) else np.zeros((2, 0), np.int64)
    return (np.repeat(fields, counts.reshape(-1)) << 32) | hashes, np.repeat(number, counts.reshape(-1))


def _gaps(values: Numbers, is_first: npt.NDArray[np.bool_]) -> Numbers:
    """Ascending values as distances, the first of a run as it is, later ones less one."""
    import numpy as np

    before = np.concatenate((np.zeros(1, np.int64), values[:-1] + 1)) if len(values) else values
    return np.where(is_first, values, values - before)


def _rice_parameter(total: Numbers, parts: Numbers) -> Numbers:
    """The power of two at or below ln 2 times the mean gap (Golomb 1966), in whole numbers so that all agree."""
    import numpy as np

    mean = total * 7 // (10 * parts)
    exponent: Numbers = np.frexp(np.maximum(mean, 1))[1].astype(np.int64) - 1
    return exponent
