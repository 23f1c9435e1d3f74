"""Bits of the search index: variable-length codes, and files a page can load.

A file is a script, because pages opened from a disk may load nothing else: `D="..."` in UTF-16 with a byte
order mark, so that no server's charset is in the way and sixteen bits take little more than one unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from site_builder.text import compact

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Small = npt.NDArray[np.int32]
    Units = npt.NDArray[np.uint16]

LOWEST, SKIP = 0x100, 233  # of a list's units; distance that says: none so far, go on from here
LONG = 12  # quotient from which a Rice code gives way to sixteen plain bits
_OPEN, _CLOSE = '\ufeffD="'.encode("utf-16le"), '"'.encode("utf-16le")


def units_of(text: str) -> Units:
    """UTF-16, as JavaScript counts."""
    import numpy as np

    return np.frombuffer(text.encode("utf-16le", "surrogatepass"), dtype="<u2")


def joined(texts: Sequence[str]) -> tuple[Units, Numbers]:
    """Some texts one after the other with a line break after each, in UTF-16, and where each of them ends."""
    import numpy as np

    parts = [text.encode("utf-16le", "surrogatepass") for text in texts]
    ends = np.cumsum([len(part) // 2 + 1 for part in parts]) - 1
    return np.frombuffer(b"\n\0".join((*parts, b"")), dtype="<u2"), ends


# Codes


class Codes:
    """A row of codes (value and number of bits each) that are filled in any order and packed at the end."""

    def __init__(self, size: int) -> None:
        import numpy as np

        self.values = np.zeros(size, np.int32)
        self.bits = np.zeros(size, np.int32)

    def gamma(self, at: Numbers, values: Small) -> None:
        """Elias gamma: one bit fewer zeros than the number has bits, then the number, which is 1 at least."""
        import numpy as np

        self.values[at] = values
        self.bits[at] = 2 * np.frexp(values)[1] - 1

    def rice(self, at: Numbers, values: Small, parameter: Small) -> None:
        """Rice: the quotient in zeros, a one, `parameter` bits; from LONG on LONG zeros and sixteen bits."""
        import numpy as np

        quotient = values >> parameter
        one = np.left_shift(np.int32(1), parameter)
        self.values[at] = (values & (one - 1)) | one
        self.bits[at] = quotient + parameter + 1
        rest = np.flatnonzero(quotient >= LONG)
        self.values[at[rest]] = values[rest]
        self.bits[at[rest]] = LONG + 16

    def packed(self, starts: Numbers) -> list[bytes]:
        """A file's text for each run of codes, which begin at `starts`; every run begins in a new word."""
        import numpy as np

        ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(self.bits, dtype=np.int64)))
        edges = np.append(starts, len(self.bits))
        words = (np.diff(ends[edges]) + 15) // 16
        first = np.concatenate((np.zeros(1, np.int64), np.cumsum(words)))
        offset = ends[:-1] + np.repeat(first[:-1] * 16 - ends[edges[:-1]], np.diff(edges))
        return _files(_pack(self.values, self.bits, offset, int(first[-1])), first)


def _pack(values: Small, bits: Small, offset: Numbers, words: int) -> Units:
    """Codes of at most 33 bits laid end to end into words of sixteen, the first bit on top.

    At first into rows of 64 bits. In every row a code begins, because codes and the space between files are short; what
    reaches into the next row is the end of one code at most.
    """
    import numpy as np

    row = (offset >> 6).astype(np.int32)
    shift = (offset & 63).astype(np.int8)  # of millions of codes: the fewer bytes, the faster
    shift += bits.astype(np.int8)
    np.subtract(64, shift, out=shift)
    is_new = np.ones(len(row), bool)
    np.not_equal(row[1:], row[:-1], out=is_new[1:])
    begins = np.flatnonzero(is_new)
    over = np.flatnonzero(shift < 0)
    beyond = -shift[over].astype(np.int64)
    tail = values[over].astype(np.uint64) << (64 - beyond).astype(np.uint64)
    placed = values.astype(np.uint64)
    placed[over] >>= beyond.astype(np.uint64)
    shift[over] = 0
    np.left_shift(placed, shift, out=placed, dtype=np.uint64, casting="unsafe")
    rows = np.zeros((words + 3) // 4 + 1, np.uint64)
    rows[: len(begins)] = np.add.reduceat(placed, begins) if len(begins) else 0
    rows[row[over] + 1] += tail
    return rows.astype(">u8").view(">u2")[:words].astype(np.uint16)


# Files: a word is one unit. Those that a script must not hold, ASCII and surrogates, change their top bit, and a list
# before them says where: two distances a unit.


def bytes_files(files: Sequence[bytes]) -> list[bytes]:
    """Files that hold an even number of bytes each, the low one of each word first."""
    import numpy as np

    first = np.cumsum([0, *(len(data) // 2 for data in files)])
    return _files(np.frombuffer(b"".join(files), "<u2"), first)


def _is_barred(words: Units) -> npt.NDArray[np.bool_]:
    """Whether a script must not hold a word as it is."""
    barred: npt.NDArray[np.bool_] = (words < 0x80) | (words >> 11 == 0x1B)
    return barred


def _files(words: Units, first: Numbers) -> list[bytes]:
    """Words to files, each with those from `first[n]` to `first[n + 1]`."""
    import numpy as np

    at = np.flatnonzero(_is_barred(words))
    file = np.searchsorted(first, at, "right") - 1
    begins = np.searchsorted(at, first[:-1])  # of each file: its first entry in the list
    gap = np.diff(at, prepend=-1) - 1
    is_first = begins[begins < np.append(begins[1:], len(at))]
    gap[is_first] = at[is_first] - first[file[is_first]]
    digits = np.cumsum(gap // SKIP + 1)  # up to and with each entry
    edges = np.concatenate((np.zeros(1, np.int64), digits))[np.append(begins, len(at))]
    units = (np.diff(edges) + 1) // 2
    listed = np.concatenate((np.zeros(1, np.int64), np.cumsum(units)))
    row = np.full(2 * int(listed[-1]), SKIP)
    row[digits - 1 + (2 * listed[:-1] - edges[:-1])[file]] = gap % SKIP
    body = words.copy()
    body[at] ^= 0x8000
    count = (units + LOWEST).astype("<u2").tobytes()
    head = (LOWEST + row[::2] * (SKIP + 1) + row[1::2]).astype("<u2").tobytes()
    rest = body.astype("<u2").tobytes()
    cuts = zip(pairwise((2 * listed).tolist()), pairwise((2 * first).tolist()), strict=True)
    return [
        b"".join((_OPEN, count[2 * n : 2 * n + 2], head[a:b], rest[c:d], _CLOSE))
        for n, ((a, b), (c, d)) in enumerate(cuts)
    ]


def listed(codes: Iterable[tuple[int, int]]) -> str:
    """(value, bits) one after another, as the text of a string literal."""
    import numpy as np

    rows = np.array([*codes], np.int32).reshape(-1, 2)
    row = Codes(len(rows))
    row.values, row.bits = rows[:, 0], rows[:, 1]
    only = row.packed(np.zeros(1, np.int64))[0]
    return only[len(_OPEN) : -len(_CLOSE)].decode("utf-16le")


def gamma(number: int) -> tuple[int, int]:
    """Elias gamma of a number of 0 or more."""
    return number + 1, 2 * (number + 1).bit_length() - 1


def script(value: object) -> bytes:
    """A file with any JSON value, in UTF-16 or UTF-8, whichever is shorter."""
    text = "\ufeffD=" + compact(value)
    return min((text.encode(coding, "surrogatepass") for coding in ("utf-8", "utf-16le")), key=len)
