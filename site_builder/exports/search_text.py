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

from site_builder.exports.search_codes import bytes_files, units_of
from site_builder.exports.search_model import MODEL

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]
    Codes = npt.NDArray[np.uint32]

SHORT, ROWS, ESCAPE = 148, 25, 255
_HAN_FROM, _HAN_BYTE = 0x4E00, SHORT + ROWS
_END = 3  # after the bits of tokens that begin those of tokens that end
_SEVERAL = 0xFFFF  # tokens with the same digest
_LENGTHS = (4, 3, 2)  # of tokens that are sequences


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """How units are written: up to three bytes on top of 32 bits, and how many in the lowest one. `unit_codes` has that
    for each unit by itself, `codes[n]` for the sequences of n units that are tokens (`keys[n]`, ascending).

    `may_be` has bit n set for a digest of two units if a token of n units can begin with them, bit n + _END if it can
    end with them: it spares most searches. `only[n]` has for a digest of n units the place among their keys of the only
    token that may have it, or _SEVERAL."""

    unit_codes: Codes
    keys: dict[int, npt.NDArray[np.uint64]]
    codes: dict[int, Codes]
    may_be: npt.NDArray[np.uint8]
    only: dict[int, Units]


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
    vocabulary = _Vocabulary(_sized(codes, sizes), {}, {}, np.zeros(0x10000, np.uint8), {})
    for length in _LENGTHS:
        some = sorted(token for token in known if len(token) == length)
        rows = units_of("".join(some)).reshape(-1, length)
        codes = np.array([known[token] for token in some])
        vocabulary.keys[length] = _joined([rows[:, n] for n in range(length)])
        vocabulary.codes[length] = _sized(codes, 1 + (codes > 255))
        digest = _digest(rows[:, 0], rows[:, 1])
        vocabulary.may_be[digest] |= 1 << length
        vocabulary.may_be[_digest(rows[:, -2], rows[:, -1])] |= 1 << length + _END
        vocabulary.only[length] = _only(_whole(digest, rows[:, -1]))
    return vocabulary


def _only(digests: Units) -> Units:
    """For each digest its place among these; _SEVERAL if it is there more than once, any place if it is not."""
    import numpy as np

    only = np.zeros(0x10000, np.uint16)
    only[digests] = np.arange(len(digests))
    only[np.bincount(digests, minlength=len(only)) > 1] = _SEVERAL
    return only


def _sized(codes: Numbers, sizes: Numbers) -> Codes:
    import numpy as np

    return (codes << (32 - 8 * sizes) | sizes).astype(np.uint32)


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


def _whole(first: Units, last: Units) -> Units:
    """The same of a token, given that of its first two units, and its last unit. Even, so that of two units it takes
    nothing away."""
    import numpy as np

    return first + last * np.uint16(46498)


def packed_texts(units: Units, ends: Numbers) -> list[bytes]:
    """The file of each text: its tokens as bytes, deflated. The texts, as `joined` gives them, are looked at together:
    no token reaches over a line break."""
    import numpy as np

    known = _vocabulary()
    code = known.unit_codes.take(units)
    for at, length, codes in _chosen(units, known):
        code[at] = codes
        for n in range(1, length):
            code[at + n] = 0
    sizes = code & np.uint32(3)
    filled = np.array((0, 1, 0x101, 0x10101), "<u4").take(sizes).view(bool)  # of each code's four bytes
    written = code.astype(">u4").view(np.uint8).compress(filled).tobytes()
    every = np.add.reduceat(sizes, (0, *ends[:-1] + 1))  # with the line break behind a text, which is none of its own
    after, breaks = np.cumsum(every).tolist(), sizes.take(ends).tolist()
    starts = (0, *after[:-1])
    texts = (written[start : end - one] for start, end, one in zip(starts, after, breaks, strict=True))
    return bytes_files([*map(_deflated, texts)])


def _chosen(units: Units, known: _Vocabulary) -> Iterator[tuple[Numbers, int, Codes]]:
    """Sequences to be written as one token: places, length and codes. The longest go first."""
    import numpy as np

    digest = _digest(units[:-1], units[1:])
    may_be = known.may_be.take(digest)
    is_free = np.ones(len(units), bool)
    for length in _LENGTHS:
        places = max(len(units) - length + 1, 0)
        may = (may_be[:places] >> length) & (may_be[length - 2 :] >> length + _END) & is_free[:places]
        may &= is_free[length - 1 :]  # what is taken is not shorter
        at = np.flatnonzero(may.view(bool))  # of numbers it takes ten times as long
        columns = [units.take(at + n) for n in range(length)]
        key = _joined(columns)
        index = _index(_whole(digest.take(at), columns[-1]), key, known, length)
        fits = np.flatnonzero(known.keys[length].take(index) == key)
        fits = fits.take(_apart(at.take(fits), length))
        at, index = at.take(fits), index.take(fits)
        if length > _LENGTHS[-1]:  # nobody asks after the last ones
            for n in range(length):
                is_free[at + n] = False
        yield at, length, known.codes[length].take(index)


def _index(digest: Units, key: npt.NDArray[np.uint64], known: _Vocabulary, length: int) -> Units:
    """Where each key, of which this is the digest, stands among those of so many units, if it does."""
    import numpy as np

    index = known.only[length].take(digest)
    rest = np.flatnonzero(index == _SEVERAL)
    keys = known.keys[length]
    index[rest] = np.minimum(np.searchsorted(keys, key.take(rest)), len(keys) - 1)
    return index


def _apart(at: Numbers, length: int) -> Numbers:
    """Which of the places to take, so that sequences of `length` do not overlap: the first, and then each that is
    free."""
    import numpy as np

    if length == 2:
        number = np.arange(len(at), dtype=np.int32)
        is_first = np.ones(len(at), bool)  # of a cluster
        np.greater(at[1:] - at[:-1], 1, out=is_first[1:])
        number -= np.maximum.accumulate(number * is_first)  # the place in its cluster
        return np.flatnonzero(number & 1 == 0)
    free = 0
    taken = []
    for n, place in enumerate(at.tolist()):  # few: no array is worth it
        if place >= free:
            taken.append(n)
            free = place + length
    return np.array(taken, np.int64)


def _deflated(data: bytes) -> bytes:
    """A zlib stream with an even number of bytes: where it is odd, a zero stands before its first byte, 0x78."""
    packed = zlib.compress(data)
    return b"\0" * (len(packed) % 2) + packed
