"""The words of all articles as columns of a matrix, numbered for all of them at once.

Hundreds of words in thousands of articles are too many to be looked up one by one. Each gets a hash instead, worked out
for many in numpy. Of its 64 bits as many make room for the word's place as there are places, so that one sort brings
equal words together; 40 are left for 16 million words in all, and of half a million different ones no two will share
theirs in nine of ten dossiers. If they do, the two are one word for the comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.segment import classes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.integer[Any]]
    Hashes = NDArray[np.uint64]

_TOPICAL = frozenset("nvaijle")  # first letters of the word classes that carry a topic; "eng" are Latin words
_TOGETHER = 500  # articles of which the words are hashed at a time
_NEWLINE = 10
_STEP, _FACTORS = 0x9E3779B97F4A7C15, (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # SplitMix64 (Steele et al. 2014)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The topical words that at least two articles have, in alphabetical order: a column each, with its class and in
    how many articles it is. `columns[starts[i]:starts[i + 1]]` are those of article i's words, in the order of its
    fingerprint; -1 for words that have none."""

    words: list[str]
    kinds: list[str]
    frequency: Integers
    starts: Integers
    columns: NDArray[np.int32]

    def of(self, i: int) -> NDArray[np.int32]:
        """The columns of article i's words."""
        return self.columns[self.starts[i] : self.starts[i + 1]]


@dataclass(frozen=True, slots=True)
class Distinct:
    """Every word of some articles once, known by its hash, ascending (but for the last bits); and in how many articles
    it is. `numbers` are the places of all articles' words among them, one article after the other."""

    hashes: Hashes
    frequency: Integers
    numbers: Integers


def vocabulary(prints: Sequence[Fingerprint]) -> tuple[Vocabulary, Distinct]:
    """The words of all articles."""
    import numpy as np

    words, first = _distinct(np.concatenate([np.zeros(0, np.uint64), *(hashed(text) for text in _texts(prints))]))
    shared = np.flatnonzero(words.frequency > 1)
    shared = shared[np.argsort(first[shared])]
    spelled = _lines(first[shared].tolist(), _texts(prints))
    kinds = classes(spelled)
    topical = [n for n, kind in enumerate(kinds) if kind[:1] in _TOPICAL or not kind]
    kept = sorted(topical, key=spelled.__getitem__)
    at = shared[kept]
    columns = np.full(len(words.hashes), -1, np.int32)
    columns[at] = np.arange(len(kept), dtype=np.int32)
    starts = np.cumsum([0, *(len(p.counts) for p in prints)])
    named, sorted_kinds = [spelled[n] for n in kept], [kinds[n] for n in kept]
    return Vocabulary(named, sorted_kinds, words.frequency[at], starts, columns[words.numbers]), words


def _distinct(hashes: Hashes) -> tuple[Distinct, Integers]:
    """Each of some hashes once, and the place where each stands first."""
    import numpy as np

    bits = np.uint64(len(hashes).bit_length())
    packed = np.sort((hashes >> bits << bits) | np.arange(len(hashes), dtype=np.uint64))
    places, ascending = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64), packed >> bits
    is_new = np.ones(len(packed), np.bool_)
    is_new[1:] = ascending[1:] != ascending[:-1]
    borders = np.flatnonzero(is_new)
    numbers = np.empty(len(packed), np.int64)
    numbers[places] = np.cumsum(is_new) - 1
    return Distinct(hashes[places[borders]], np.diff(borders, append=len(packed)), numbers), places[borders]


def hashed(lines: str) -> Hashes:
    """A hash of each line of a text without empty lines; none of an empty one."""
    import numpy as np

    points = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = points == _NEWLINE
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(points)), np.bool_), ends[:-1])))
    if not len(starts):
        return np.zeros(0, np.uint64)
    place = np.arange(len(points)) - np.repeat(starts, np.diff(starts, append=len(points)))
    signs = points.astype(np.uint64) + place.astype(np.uint64) * np.uint64(_STEP)
    signs = _mixed(signs)
    signs[ends] = 0
    return _mixed(np.add.reduceat(signs, starts))


def _mixed(numbers: Hashes) -> Hashes:
    import numpy as np

    for shift, factor in zip((30, 27), _FACTORS, strict=True):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))


def _texts(prints: Sequence[Fingerprint]) -> Iterator[str]:
    """The words of some articles at a time, a line each."""
    for start in range(0, len(prints), _TOGETHER):
        yield "\n".join(p.words for p in prints[start : start + _TOGETHER] if p.words)


def _lines(lines: Sequence[int], texts: Iterator[str]) -> list[str]:
    """The lines with these numbers, ascending, of texts end to end."""
    found: list[str] = []
    first = 0
    for text in texts:
        words = text.split("\n") if text else []
        while len(found) < len(lines) and lines[len(found)] < first + len(words):
            found.append(words[lines[len(found)] - first])
        first += len(words)
    return found
