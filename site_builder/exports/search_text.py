"""Text under the static vocabulary of the search index.

Tokens of the vocabulary become bytes: below SHORT the commonest by themselves, then ROWS first bytes with a second one,
then first bytes for the Han characters from U+4E00 on, and ESCAPE before any other unit. DEFLATE does the rest. Per
text of 5,000 characters this takes 7.3 bits a character, where DEFLATE alone takes 9.1 over GB 18030.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from site_builder.exports.search_codes import bytes_file, units_of
from site_builder.exports.search_model import MODEL

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]

SHORT, ROWS, ESCAPE = 148, 25, 255
_HAN_FROM, _HAN_BYTE = 0x4E00, SHORT + ROWS
_LENGTHS = (4, 3, 2)  # of tokens that are sequences


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """How units are written: `codes` as up to three bytes on top of 32 bits, `sizes` how many; for each unit by itself,
    and for the sequences of n units that are tokens (`keys[n]`, ascending). `may_start` has bit n set for a digest of
    two units if a token of n units can begin with them: it spares most searches."""

    unit_codes: npt.NDArray[np.uint32]
    unit_sizes: npt.NDArray[np.uint8]
    keys: dict[int, npt.NDArray[np.uint64]]
    codes: dict[int, npt.NDArray[np.uint32]]
    sizes: dict[int, npt.NDArray[np.uint8]]
    may_start: npt.NDArray[np.uint8]


@cache
def _vocabulary() -> _Vocabulary:
    import numpy as np

    every = np.arange(0x10000)
    codes, sizes = (ESCAPE << 16) | every, np.full(0x10000, 3)
    han = every[_HAN_FROM : _HAN_FROM + 256 * (ESCAPE - _HAN_BYTE)]
    codes[han], sizes[han] = (_HAN_BYTE << 8) + han - _HAN_FROM, 2
    known = _tokens()
    for token, code in known.items():
        if len(token) == 1:
            codes[ord(token)], sizes[ord(token)] = code, 1 + (code > 255)
    vocabulary = _Vocabulary(_on_top(codes, sizes), sizes.astype(np.uint8), {}, {}, {}, np.zeros(0x10000, np.uint8))
    for length in _LENGTHS:
        some = sorted(token for token in known if len(token) == length)
        rows = units_of("".join(some)).reshape(-1, length)
        codes = np.array([known[token] for token in some])
        sizes = 1 + (codes > 255)
        vocabulary.keys[length] = _joined([rows[:, n] for n in range(length)])
        vocabulary.codes[length], vocabulary.sizes[length] = _on_top(codes, sizes), sizes.astype(np.uint8)
        vocabulary.may_start[_digest(rows[:, 0], rows[:, 1])] |= 1 << length
    return vocabulary


def _on_top(codes: Numbers, sizes: Numbers) -> npt.NDArray[np.uint32]:
    import numpy as np

    return (codes << (32 - 8 * sizes)).astype(np.uint32)


def _tokens() -> dict[str, int]:
    """Each token and the one or two bytes it is written as."""
    known: dict[str, int] = {}
    for number, row in enumerate(MODEL):
        some = [t[at : at + n] for n, t in enumerate(row.split("\t"), 1) for at in range(0, len(t), n)]
        start = (SHORT + number - 1) << 8 if number else 0
        known |= {token: start + place for place, token in enumerate(some)}
    return known


def _joined(columns: Sequence[Units]) -> npt.NDArray[np.uint64]:
    import numpy as np

    key = columns[0].astype(np.uint64)
    for column in columns[1:]:
        key <<= np.uint64(16)
        key |= column
    return key


def _digest(a: Units, b: Units) -> Units:
    """Sixteen bits; arithmetic wraps."""
    import numpy as np

    return a * np.uint16(40503) + b * np.uint16(30011)


def packed_text(text: str) -> bytes:
    """The file of one text: its tokens as bytes, deflated."""
    import numpy as np

    units = units_of(text)
    known = _vocabulary()
    code, size = known.unit_codes[units], known.unit_sizes[units]
    for at, length, codes, sizes in _chosen(units, known):
        code[at], size[at] = codes, sizes
        for n in range(1, length):
            size[at + n] = 0
    rows = code.astype(">u4").view(np.uint8).reshape(-1, 4)
    return bytes_file(_deflated(rows[np.arange(4, dtype=np.uint8) < size[:, None]].tobytes()))


def _chosen(
    units: Units, known: _Vocabulary
) -> Iterator[tuple[Numbers, int, npt.NDArray[np.uint32], npt.NDArray[np.uint8]]]:
    """Sequences to be written as one token: places, length, codes and their sizes. The longest go first."""
    import numpy as np

    may_start = known.may_start[_digest(units[:-1], units[1:])]
    is_free = np.ones(len(units) + _LENGTHS[0], bool)
    is_free[len(units) :] = False
    for length in _LENGTHS:
        at = np.flatnonzero(may_start & np.uint8(1 << length))
        at = at[is_free[at] & is_free[at + length - 1]]  # what is taken is not shorter
        key = _joined([units[at + n] for n in range(length)])
        index = np.minimum(np.searchsorted(known.keys[length], key), len(known.keys[length]) - 1)
        fits = np.flatnonzero(known.keys[length][index] == key)
        fits = fits[_apart(at[fits], length)]
        at, index = at[fits], index[fits]
        for n in range(length):
            is_free[at + n] = False
        yield at, length, known.codes[length][index], known.sizes[length][index]


def _apart(at: Numbers, length: int) -> npt.NDArray[np.bool_]:
    """Which of the places to take, so that sequences of `length` do not overlap: of each cluster the first, and then
    each that is free."""
    import numpy as np

    taken = np.ones(len(at), bool)
    np.greater_equal(at[1:] - at[:-1], length, out=taken[1:])
    if length == 2:
        number = np.arange(len(at))
        number -= np.maximum.accumulate(number * taken)  # the place in its cluster
        np.equal(number & 1, 0, out=taken)
        return taken
    free = 0
    for n in np.flatnonzero(~taken).tolist():
        if taken[n - 1]:
            free = at[n - 1] + length
        taken[n] = at[n] >= free
    return taken


def _deflated(data: bytes) -> bytes:
    """A zlib stream with an even number of bytes: where it is odd, a zero stands before its first byte, 0x78."""
    packed = zlib.compress(data)
    return b"\0" * (len(packed) % 2) + packed
