"""What the search index compares: folded text, and the keys under which an article is found.

Keys are pairs of Han (kana, Hangul ...) characters, and for words their first two letters and every three in a row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from site_builder.exports.search_codes import units_of
from site_builder.text import simplified

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Places = npt.NDArray[np.int64]

Sorted = TypeVar("Sorted", "npt.NDArray[np.int64]", "npt.NDArray[np.uint32]")
_GRAM, _WORD = 1, 2
_WORD_START = 1
# Which folded units make keys: kind, first unit, the one after the last. Others only divide.
KINDS = (
    *((_GRAM, start, end) for start, end in ((0x590, 0x1E00), (0x3005, 0x3008), (0x3040, 0xE000), (0xF900, 0xFB00))),
    *((_WORD, start, end) for start, end in ((0x30, 0x3A), (0x61, 0x7B), (0xC0, 0x250), (0x370, 0x590))),
    (_WORD, 0x1E00, 0x2000),
)
# First unit, the one after the last. To ask for each of all 65,536 would take a build after an edit a while.
_MAY_BE_PLAINER = ((0, 0x590), (0x1E00, 0x2000), (0x3000, 0x3001), (0xFF00, 0xFFF0))
_MAY_BE_SIMPLER = ((0x3400, 0xA000), (0xF900, 0xFB00))


def fold(text: str) -> str:
    """Text as it is compared, unit by unit: simplified, half-width, lower case, without accents."""
    return folding()[units_of(text)].tobytes().decode("utf-16le", "surrogatepass")


@cache
def folding() -> npt.NDArray[np.uint16]:
    """For each UTF-16 unit what it folds to; one outside the first plane stays."""
    import numpy as np

    folded = np.arange(0x10000, dtype=np.uint16)
    for start, end in _MAY_BE_PLAINER:
        folded[start:end] = [ord(_plain(chr(unit))) for unit in range(start, end)]
    for start, end in _MAY_BE_SIMPLER:
        simple = simplified("".join(map(chr, range(start, end)))).encode("utf-32-le")
        units = np.frombuffer(simple, "<u4")
        folded[start:end] = np.where(units < 0x10000, units, folded[start:end])
    return folded


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Whether a unit is, folded, part of a pair, of a word, or neither."""
    import numpy as np

    kinds = np.zeros(0x10000, np.uint8)
    for kind, start, end in KINDS:
        kinds[start:end] = kind
    return kinds[folding()]


def _plain(character: str) -> str:
    """Half-width, without accents, lower case, where that is one unit."""
    code = ord(character)
    if code in {0xA0, 0x3000}:
        return " "
    if 0x80 <= code < 0xC0:
        return character
    lower = unicodedata.normalize("NFKD", character)[0].lower()
    return lower if len(lower) == 1 and ord(lower) < 0x10000 else character


def keys_of(units: npt.NDArray[np.uint16], starts: Places, ends: Places) -> list[npt.NDArray[np.uint32]]:
    """Hashes of all pairs, word starts (two letters) and parts of words (three letters), ascending, of the units from
    each of `starts` to each of `ends`, where something that divides must stand."""
    import numpy as np

    here, kind = folding().take(units).astype(np.uint32), _kinds().take(units)
    gram = kind == _GRAM
    at = np.flatnonzero(gram[:-1] & gram[1:])
    found = [(at, _hash(here.take(at), here.take(at + 1), np.uint32(0)))]
    found += _word_keys(here, np.flatnonzero(kind == _WORD))
    edges = [(keys, np.searchsorted(at, starts).tolist(), np.searchsorted(at, ends).tolist()) for at, keys in found]
    return [
        distinct(np.concatenate([keys[start[n] : end[n]] for keys, start, end in edges])) for n in range(len(starts))
    ]


def _word_keys(folded: npt.NDArray[np.uint32], at: npt.NDArray[np.int64]) -> Iterator[tuple[Any, Any]]:
    """Places and hashes of word starts and of parts of words, whose letters are `at` these places."""
    import numpy as np

    if not len(at):
        return
    letters = np.append(folded.take(at), (np.uint32(0), np.uint32(0)))
    goes_on = np.zeros(len(at) + 1, bool)  # with the letter after this one
    np.equal(at[1:] - at[:-1], 1, out=goes_on[: len(at) - 1])
    starts = np.flatnonzero(~np.append(False, goes_on[: len(at) - 1]))
    second = letters.take(starts + 1) * goes_on.take(starts)
    yield at.take(starts), _hash(np.full(1, _WORD_START, np.uint32), letters.take(starts), second)
    inner = np.flatnonzero(goes_on[:-1] & goes_on[1:])
    yield at.take(inner), _hash(letters.take(inner), letters.take(inner + 1), letters.take(inner + 2))


def distinct(values: Sorted) -> Sorted:
    """Ascending, without repetitions; numpy's own `unique` takes several times as long."""
    import numpy as np

    values.sort()
    is_new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=is_new[1:])
    once: Sorted = values.compress(is_new)
    return once


def _hash(a: Any, b: Any, c: Any) -> npt.NDArray[np.uint32]:
    """Three units to 32 well-mixed bits; all arithmetic wraps."""
    import numpy as np

    mixed: npt.NDArray[np.uint32] = a * np.uint32(0x9E3779B1) + b * np.uint32(0x85EBCA77)
    if np.ndim(c):
        mixed += c * np.uint32(0xC2B2AE3D)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    return mixed ^ (mixed >> np.uint32(12))
