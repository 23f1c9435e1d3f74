"""Character pairs and shingles of a text as hashed numbers: the part of a text that needs no dictionary.

A gram is two neighbouring Chinese characters, or in a text of Latin script one word, as a number below GRAM_SPACE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

GRAM_SPACE = 1 << 20
SHINGLE = 5  # characters; Manku et al. 2007 and most after them use 3 to 8 words, which is about this in Chinese
DENSE, SPARSE = 4, 16  # of a text's shingles every 4th is kept where it is short, every 16th where it is long
_SHORT = 2_000  # characters
_LATIN = re.compile(r"[a-zà-ɏ][a-zà-ɏ0-9]+")
_MIX = 0x9E3779B97F4A7C15  # 2^64 / golden ratio: spreads neighbouring numbers (Knuth 6.4)


def grams(folded: str) -> tuple[Numbers, Numbers]:
    """The distinct grams of a folded text in ascending order, and how often each occurs."""
    import numpy as np

    characters = _numbers(folded)
    han = _is_han(characters)
    pairs = (characters[:-1] << np.uint64(21)) | characters[1:]
    hashed = _mixed(pairs[han[:-1] & han[1:]]) & np.uint64(GRAM_SPACE - 1)
    latin = _LATIN.findall(folded)
    if han.sum() >= len(latin):  # in a Chinese text they are names and terms, and compared as words
        latin = []
    words = np.array([crc32(word.encode()) % GRAM_SPACE for word in latin], np.uint64)
    found, counts = np.unique(np.concatenate([hashed, words]).astype(np.uint32), return_counts=True)
    return found, counts.astype(np.uint32)


def shingles(folded: str) -> Numbers:
    """A sample of the distinct hashes of every SHINGLE letters in a row, punctuation and blanks left out.

    Whether a hash is in the sample depends on the hash alone, so that two texts keep the same ones: multiples
    of SPARSE always, multiples of DENSE only in a short text.
    """
    import numpy as np

    letters = _numbers("".join(_letters(folded)))
    if len(letters) < SHINGLE:
        return np.zeros(0, np.uint32)
    rolled = np.zeros(len(letters) - SHINGLE + 1, np.uint64)
    for offset in range(SHINGLE):
        rolled = _mixed(rolled ^ letters[offset : offset + len(rolled)])
    hashes = rolled.astype(np.uint32)
    step = DENSE if len(letters) < _SHORT else SPARSE
    return np.unique(hashes[hashes % step == 0])


def _letters(string: str) -> Iterable[str]:
    return re.findall(r"[^\W_]+", string)


def _numbers(string: str) -> NDArray[np.uint64]:
    import numpy as np

    return np.frombuffer(string.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)


def _is_han(c: NDArray[np.uint64]) -> NDArray[np.bool_]:
    return ((c >= 0x3400) & (c <= 0x9FFF)) | ((c >= 0xF900) & (c <= 0xFAFF)) | (c >= 0x20000)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A hash whose low bits depend on all bits of the number; wraps around at 64 bits."""
    import numpy as np

    return ((numbers + np.uint64(1)) * np.uint64(_MIX)) >> np.uint64(20)
