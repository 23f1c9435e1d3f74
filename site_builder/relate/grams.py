"""Character pairs and shingles of a text as hashed numbers: the part of a text that needs no dictionary.

A gram is two neighbouring Chinese characters, or in a text of Latin script one word, as a number below GRAM_SPACE.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

GRAM_BITS = 22
GRAM_SPACE = 1 << GRAM_BITS
SHINGLE = 5  # characters; Manku et al. 2007 and most after them use 3 to 8 words, which is about this in Chinese
DENSE, SPARSE = 4, 16  # of a text's shingles every 4th is kept where it is short, every 16th where it is long
_SHORT = 2_000  # characters
_LATIN = re.compile(r"[a-zà-ɏ][a-zà-ɏ0-9]+")
_SPREAD = 0x9E3779B1  # 2^32 / golden ratio: spreads neighbouring numbers (Knuth 6.4); all arithmetic wraps at 32 bits
_HAN, _LETTER = 1, 2  # what a character is
_LAST = 0x2FFFF  # beyond are no letters but Han's rarest


def characters(folded: str) -> Numbers:
    """The code points of a text, for `grams` and `shingles`."""
    import numpy as np

    return np.frombuffer(folded.encode("utf-32-le", "replace"), np.uint32)


def grams(folded: str, points: Numbers, head: int = 0) -> tuple[Numbers, Numbers, Numbers]:
    """The distinct grams of a folded text with these code points, ascending, how often each occurs, and the distinct
    ones of its first `head` characters, which end in front of something that divides."""
    import numpy as np

    han = (_kinds().take(points, mode="clip") & _HAN).view(np.bool_)
    paired = han[:-1] & han[1:]
    hashed = points[:-1] * _SPREAD
    hashed += points[1:]
    hashed = _mix(hashed).compress(paired)  # twice as fast as [paired]
    hashed >>= np.uint32(32 - GRAM_BITS)
    first = hashed[: np.count_nonzero(paired[: max(head - 1, 0)])]
    hashed = _with_latin(hashed, folded, int(np.count_nonzero(han)))
    first = _with_latin(first, folded[:head], int(np.count_nonzero(han[:head])))
    return *distinct(np.sort(hashed)), distinct(np.sort(first))[0]


def _with_latin(hashed: Numbers, folded: str, number: int) -> Numbers:
    """Grams with those of the Latin words of their text, which has that `number` of Chinese characters."""
    if number >= len(folded) // 2:  # in a Chinese text Latin words are names and terms, and compared as words
        return hashed
    import numpy as np

    latin = _LATIN.findall(folded)
    if number >= len(latin):
        return hashed
    words = np.fromiter(map(crc32, map(str.encode, latin)), np.uint32, len(latin))
    return np.concatenate([hashed, words % np.uint32(GRAM_SPACE)])


def distinct(ascending: Numbers) -> tuple[Numbers, Numbers]:
    """The different values of a sorted array, and how often each occurs."""
    import numpy as np

    if not len(ascending):
        return ascending, ascending
    edges = np.flatnonzero(ascending[1:] != ascending[:-1])
    bounds = np.empty(len(edges) + 2, np.uint32)
    bounds[0], bounds[-1] = 0, len(ascending)
    np.add(edges, 1, out=bounds[1:-1], casting="unsafe")
    return ascending[bounds[:-1]], bounds[1:] - bounds[:-1]


def shingles(points: Numbers) -> Numbers:
    """A sample of the distinct hashes of every SHINGLE letters in a row, punctuation and blanks left out.

    Whether a hash is in the sample depends on the hash alone, so that two texts keep the same ones: multiples
    of SPARSE always, multiples of DENSE only in a short text.
    """
    import numpy as np

    letters = points.compress(_kinds().take(points, mode="clip") >= _LETTER)
    if len(letters) < SHINGLE:
        return np.zeros(0, np.uint32)
    rolled = letters[: 1 - SHINGLE].copy()
    for offset in range(1, SHINGLE):  # a polynomial of the letters (Karp and Rabin 1987), mixed once at the end
        rolled *= _SPREAD
        rolled += letters[offset : offset + len(rolled)]
    step = DENSE if len(letters) < _SHORT else SPARSE
    _mix(rolled)
    return distinct(np.sort(rolled.compress(rolled & np.uint32(step - 1) == 0)))[0]


@cache
def _kinds() -> NDArray[np.uint8]:
    """_HAN, _LETTER or both of each code point up to _LAST, which stands for all beyond."""
    import numpy as np

    every = np.arange(_LAST + 1, dtype=np.uint32)
    return _is_han(every) * np.uint8(_HAN) + _is_letter(every) * np.uint8(_LETTER)


def _is_han(c: Numbers) -> NDArray[np.bool_]:
    return ((c >= 0x3400) & (c <= 0x9FFF)) | ((c >= 0xF900) & (c <= 0xFAFF)) | (c >= 0x20000)


def _is_letter(c: Numbers) -> NDArray[np.bool_]:
    import numpy as np

    letters: NDArray[np.bool_] = np.char.isalnum(c.view("<U1"))
    return letters


def _mix(numbers: Numbers) -> Numbers:
    """Spread each number's bits over all 32, in place (the finaliser of MurmurHash3, Appleby 2011)."""
    import numpy as np

    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        numbers ^= numbers >> np.uint32(shift)
        numbers *= np.uint32(factor)
    numbers ^= numbers >> np.uint32(16)
    return numbers
