"""Bits of the search index: variable-length codes, text under the static vocabulary, and files a page can load.

A file is a script, because pages opened from a disk may load nothing else: `D="..."` in UTF-16 with a byte
order mark, so that no server's charset is in the way and sixteen bits take little more than one unit.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import site_builder.exports.search_model as vocabulary

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]

LONG = 12  # quotient from which a Rice code gives way to sixteen plain bits
_OPEN, _CLOSE = '\ufeffD="'.encode("utf-16le"), '"'.encode("utf-16le")


def units_of(text: str) -> Units:
    """UTF-16, as JavaScript counts."""
    import numpy as np

    return np.frombuffer(text.encode("utf-16le", "surrogatepass"), dtype="<u2")


# Codes


class Codes:
    """A row of codes (value and number of bits each) that are filled in any order and packed at the end."""

    def __init__(self, size: int) -> None:
        import numpy as np

        self.values: Numbers = np.zeros(size, np.int64)
        self.bits: Numbers = np.zeros(size, np.int64)

    def plain(self, at: Numbers, values: Numbers, bits: int) -> None:
        self.values[at] = values
        self.bits[at] = bits

    def gamma(self, at: Numbers, values: Numbers) -> None:
        """Elias gamma: one bit fewer zeros than the number has bits, then the number, which is 1 at least."""
        import numpy as np

        self.values[at] = values
        self.bits[at] = 2 * np.frexp(values)[1].astype(np.int64) - 1

    def rice(self, at: Numbers, values: Numbers, parameter: Numbers) -> None:
        """Rice: the quotient in zeros, a one, `parameter` bits; from LONG on LONG zeros and sixteen bits."""
        import numpy as np

        quotient = values >> parameter
        is_short = quotient < LONG
        one = np.left_shift(1, parameter)
        self.values[at] = np.where(is_short, one | (values & (one - 1)), values)
        self.bits[at] = np.where(is_short, quotient + 1 + parameter, LONG + 16)

    def packed(self, starts: Numbers) -> list[bytes]:
        """A file's text for each run of codes, which begin at `starts`; every run begins in a new word."""
        import numpy as np

        ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(self.bits)))
        edges = np.append(starts, len(self.bits))
        words = (np.diff(ends[edges]) + 15) // 16
        first = np.concatenate((np.zeros(1, np.int64), np.cumsum(words)))
        offset = ends[:-1] + np.repeat(first[:-1] * 16 - ends[edges[:-1]], np.diff(edges))
        packed = _pack(self.values, self.bits, offset, int(first[-1]))
        is_wide = packed >= 0xF700
        place = np.concatenate((np.zeros(1, np.int64), np.cumsum(1 + is_wide)))
        data = _escaped(packed, is_wide, place).tobytes()
        cuts = (place[first] * 2).tolist()
        return [_OPEN + data[a:b] + _CLOSE for a, b in pairwise(cuts)]


def _pack(values: Numbers, bits: Numbers, offset: Numbers, words: int) -> Numbers:
    """Codes of at most 33 bits laid end to end into words of sixteen, the first bit on top."""
    import numpy as np

    word = offset >> 4
    placed = values << (48 - bits - (offset & 15))
    total = np.zeros(words + 2)
    for n in range(3):
        total[n:] += np.bincount(word, (placed >> (32 - 16 * n)) & 0xFFFF, minlength=words + 2)[: words + 2 - n]
    return total[:words].astype(np.int64)


def _escaped(words: Numbers, is_wide: npt.NDArray[np.bool_], place: Numbers) -> Units:
    """Words to units that are neither ASCII nor surrogates; 9 in 256 words need two."""
    import numpy as np

    units = np.zeros(int(place[-1]), np.uint16)
    single = np.where(words < 0xD700, words + 0x100, words + 0x900)
    units[place[:-1]] = np.where(is_wide, (words >> 8) - 0xF7 + 0x80, single)
    units[place[:-1][is_wide] + 1] = (words[is_wide] & 0xFF) + 0x100
    return units


def listed(codes: Iterable[tuple[int, int]]) -> str:
    """(value, bits) one after another, as the text of a string literal."""
    import numpy as np

    rows = np.array([*codes], np.int64).reshape(-1, 2)
    row = Codes(len(rows))
    row.values, row.bits = rows[:, 0], rows[:, 1]
    only = row.packed(np.zeros(1, np.int64))[0]
    return only[len(_OPEN) : -len(_CLOSE)].decode("utf-16le")


def gamma(number: int) -> tuple[int, int]:
    """Elias gamma of a number of 0 or more."""
    return number + 1, 2 * (number + 1).bit_length() - 1


def script(value: object) -> bytes:
    """A file with any JSON value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"\ufeffD={text}".encode("utf-16le", "surrogatepass")


# Text
#
# Tokens of the static vocabulary become bytes: below SHORT the commonest by themselves, then ROWS first bytes with a
# second one, then first bytes for the Han characters from U+4E00 on, and ESCAPE before any other unit. DEFLATE does the
# rest. Per text of 5,000 characters this takes 7.3 bits a character, where DEFLATE alone takes 9.1 over GB 18030.

SHORT, ROWS, ESCAPE = 148, 25, 255
_HAN_FROM, _HAN_BYTE = 0x4E00, SHORT + ROWS


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """How units are written: `codes` as up to three bytes in one number, `sizes` how many; for each unit by itself, and
    for the sequences of n units that are tokens (`keys[n]`, ascending). `may_start[n]` tells for a digest of two units
    whether a token of n units can begin with them: it spares most searches."""

    unit_codes: Numbers
    unit_sizes: Numbers
    keys: dict[int, npt.NDArray[np.uint64]]
    codes: dict[int, Numbers]
    sizes: dict[int, Numbers]
    may_start: dict[int, npt.NDArray[np.bool_]]


@cache
def _vocabulary() -> _Vocabulary:
    import numpy as np

    every = np.arange(0x10000)
    unit_codes, unit_sizes = (ESCAPE << 16) | every, np.full(0x10000, 3)
    han = every[_HAN_FROM : _HAN_FROM + 256 * (ESCAPE - _HAN_BYTE)]
    unit_codes[han], unit_sizes[han] = (_HAN_BYTE << 8) + han - _HAN_FROM, 2
    known = _tokens()
    for token, code in known.items():
        if len(token) == 1:
            unit_codes[ord(token)], unit_sizes[ord(token)] = code, 1 + (code > 255)
    keys, codes, sizes, may_start = {}, {}, {}, {}
    for length in (2, 3, 4):
        some = sorted(token for token in known if len(token) == length)
        rows = units_of("".join(some)).reshape(-1, length).astype(np.uint64)
        keys[length] = _joined([rows[:, n] for n in range(length)])
        codes[length] = np.array([known[token] for token in some])
        sizes[length] = 1 + (codes[length] > 255)
        may_start[length] = np.zeros(0x10000, bool)
        may_start[length][_digest(rows[:, 0], rows[:, 1])] = True
    return _Vocabulary(unit_codes, unit_sizes, keys, codes, sizes, may_start)


def _tokens() -> dict[str, int]:
    """Each token and the one or two bytes it is written as."""
    known: dict[str, int] = {}
    for number, row in enumerate(vocabulary.MODEL):
        some = [t[at : at + n] for n, t in enumerate(row.split("\t"), 1) for at in range(0, len(t), n)]
        start = (SHORT + number - 1) << 8 if number else 0
        known |= {token: start + place for place, token in enumerate(some)}
    return known


def _joined(columns: Sequence[npt.NDArray[np.uint64]]) -> npt.NDArray[np.uint64]:
    import numpy as np

    key = columns[0]
    for column in columns[1:]:
        key = (key << np.uint64(16)) | column
    return key


def _digest(a: npt.NDArray[np.uint64], b: npt.NDArray[np.uint64]) -> Numbers:
    import numpy as np

    return ((a * np.uint64(40503) + b * np.uint64(30011)) & np.uint64(0xFFFF)).astype(np.int64)


def packed_text(text: str) -> bytes:
    """The file of one text: its tokens, the longest that fits at each place, as bytes, deflated."""
    import numpy as np

    units = units_of(text)
    known = _vocabulary()
    code, size, step = known.unit_codes[units], known.unit_sizes[units], np.ones(len(units), np.int64)
    wide = units.astype(np.uint64)
    digest = _digest(wide[:-1], wide[1:])
    for length in (2, 3, 4):
        at = np.flatnonzero(known.may_start[length][digest[: max(0, len(units) - length + 1)]])
        key = _joined([wide[at + n] for n in range(length)])
        index = np.minimum(np.searchsorted(known.keys[length], key), len(known.keys[length]) - 1)
        is_known = known.keys[length][index] == key
        at, index = at[is_known], index[is_known]
        code[at], size[at], step[at] = known.codes[length][index], known.sizes[length][index], length
    chosen = np.array(_walk(step.tolist()), np.int64)
    code, size = code[chosen], size[chosen]
    rows = (code << (32 - 8 * size)).astype(">u4").view(np.uint8).reshape(-1, 4)
    plain = rows[np.arange(4) < size[:, None]].tobytes()
    return _file(_deflated(plain))


def _walk(steps: list[int]) -> list[int]:
    """The places where a token begins."""
    places: list[int] = []
    at, end, add = 0, len(steps), places.append
    while at < end:
        add(at)
        at += steps[at]
    return places


def _deflated(data: bytes) -> bytes:
    """A zlib stream with an even number of bytes: where it is odd, a zero stands before its first byte, 0x78."""
    packed = zlib.compress(data)
    return b"\0" * (len(packed) % 2) + packed


def _file(data: bytes) -> bytes:
    import numpy as np

    words = np.frombuffer(data, ">u2").astype(np.int64)
    is_wide = words >= 0xF700
    place = np.concatenate((np.zeros(1, np.int64), np.cumsum(1 + is_wide)))
    return _OPEN + _escaped(words, is_wide, place).tobytes() + _CLOSE
