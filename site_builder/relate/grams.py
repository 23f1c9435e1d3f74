"""Character pairs and shingles of a text as hashed numbers: the part of a text that needs no dictionary.

A gram is two neighbouring Chinese characters, or in a text of Latin script one word, as a number below GRAM_SPACE.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
_LAST = 0x2FFFF  # beyond are no letters but Han's rarest


def characters(folded: str) -> Numbers:
    """The code points of a text, for `grams` and `shingles`."""
    import numpy as np

    return np.frombuffer(folded.encode("utf-32-le", "replace"), np.uint32)


def grams(folded: str, points: Numbers) -> tuple[Numbers, Numbers]:
    """The distinct grams of a folded text with these code points, ascending, and how often each occurs."""
    import numpy as np

    han = _table(_is_han)[np.minimum(points, _LAST)]
    first = np.flatnonzero(han[:-1] & han[1:])
    hashed = _mixed(points[first] * _SPREAD + points[first + 1]) >> np.uint32(32 - GRAM_BITS)
    number = int(han.sum())
    if number < len(points) // 2:  # in a Chinese text Latin words are names and terms, and compared as words
        latin = _LATIN.findall(folded)
        if number < len(latin):
            words = np.array([crc32(word.encode()) % GRAM_SPACE for word in latin], np.uint32)
            hashed = np.concatenate([hashed, words])
    hashed.sort()
    return distinct(hashed)


def distinct(ascending: Numbers) -> tuple[Numbers, Numbers]:
    """The different values of a sorted array, and how often each occurs."""
    import numpy as np

    starts = np.flatnonzero(
        np.concatenate((np.ones(min(1, len(ascending)), np.bool_), ascending[1:] != ascending[:-1]))
    )
    return ascending[starts], np.diff(starts, append=len(ascending)).astype(np.uint32)


def shingles(points: Numbers) -> Numbers:
    """A sample of the distinct hashes of every SHINGLE letters in a row, punctuation and blanks left out.

    Whether a hash is in the sample depends on the hash alone, so that two texts keep the same ones: multiples
    of SPARSE always, multiples of DENSE only in a short text.
    """
    import numpy as np

    letters = points[_table(_is_letter)[np.minimum(points, _LAST)]]
    if len(letters) < SHINGLE:
        return np.zeros(0, np.uint32)
    rolled = np.zeros(len(letters) - SHINGLE + 1, np.uint32)
    for offset in range(SHINGLE):  # a polynomial of the letters (Karp and Rabin 1987), mixed once at the end
        rolled = rolled * _SPREAD + letters[offset : offset + len(rolled)]
    step = DENSE if len(letters) < _SHORT else SPARSE
    hashes = _mixed(rolled)
    return distinct(np.sort(hashes[hashes % np.uint32(step) == 0]))[0]


@cache
def _table(has: Callable[[NDArray[np.uint32]], NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """What `has` says of each code point up to _LAST, which stands for all beyond."""
    import numpy as np

    return has(np.arange(_LAST + 1, dtype=np.uint32))


def _is_han(c: Numbers) -> NDArray[np.bool_]:
    return ((c >= 0x3400) & (c <= 0x9FFF)) | ((c >= 0xF900) & (c <= 0xFAFF)) | (c >= 0x20000)


def _is_letter(c: Numbers) -> NDArray[np.bool_]:
    import numpy as np

    letters: NDArray[np.bool_] = np.char.isalnum(c.view("<U1"))
    return letters


def _mixed(numbers: Numbers) -> Numbers:
    """Each number's bits spread over all 32 of the result (the finaliser of MurmurHash3, Appleby 2011)."""
    import numpy as np

    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        numbers = (numbers ^ (numbers >> np.uint32(shift))) * np.uint32(factor)
    return numbers ^ (numbers >> np.uint32(16))
