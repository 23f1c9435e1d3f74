"""The words of all articles as numbers, given anew whenever articles come and go.

Hundreds of words in thousands of articles are too many to be looked up one by one. Each gets a hash instead, worked out
for many in numpy, and its number is its hash's place among all of them. Of a hash 40 bits are kept, which leaves room
for the word's place, so that a sort brings equal words together; of half a million different ones no two will share
theirs in nine of ten dossiers. If they do, the two are one word for the comparison.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.rows import Change, Rows, distinct, spliced, starts_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.traits import Traits

    Integers = NDArray[np.integer[Any]]
    Hashes = NDArray[np.uint64]

_TOGETHER = 25  # articles of which the words are hashed at a time: more of them leave the processor's cache
_WORTH_SORTING = 1 << 21  # words; so many at least are sorted at a time: what is different is looked up part by part
_NEWLINE = 10
_BITS = 24  # of 64, for a word's place
_IN_ONE_SORT = 1 << _BITS
_STEP, _FACTORS = 0x9E3779B97F4A7C15, (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # SplitMix64 (Steele et al. 2014)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word once. By its number: its hash (ascending), in how many articles it is, and its traits (see traits.py;
    0 for words of a single article). `words` are the numbers of each article's words, in the order of its fingerprint.
    """

    hashes: Hashes
    frequency: NDArray[np.int32]
    traits: Traits
    words: Rows


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A lexicon; for each number of the one before it what it is now (-1: gone); and the words that had to be `read` to
    know their traits, by number."""

    now: Lexicon
    numbers: NDArray[np.int32]
    read: Mapping[int, str]

    def moved(self, before: NDArray[Any]) -> NDArray[Any]:
        """What was said of each word by its number then, by its number now; 0 of new ones."""
        import numpy as np

        found = np.zeros(len(self.now.hashes), before.dtype)
        kept = self.numbers >= 0
        found[self.numbers[kept]] = before[kept]
        return found


def none() -> Lexicon:
    """The lexicon of no articles."""
    import numpy as np

    empty = Rows(np.zeros(1, np.int64), np.zeros(0, np.int32))
    return Lexicon(np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(0, np.uint16), empty)


def renumbered(
    before: Lexicon, change: Change, fresh: Sequence[Fingerprint], traits_of: Callable[[list[str]], Traits]
) -> Renumbered:
    """The lexicon after a change that brought the articles with these `fresh` fingerprints."""
    import numpy as np

    hashes, counts, numbers, first = _distinct(map(hashed, _texts(fresh)))
    left = before.frequency.copy()
    left -= np.bincount(before.words.taken(change.gone).values, minlength=len(left)).astype(np.int32)
    stays = left > 0
    merged = _merged(before.hashes[stays], hashes)
    now, new = np.searchsorted(merged, before.hashes[stays]), np.searchsorted(merged, hashes)
    moved = np.full(len(left), -1, np.int32)
    moved[stays] = now
    frequency, traits = np.zeros(len(merged), np.int32), np.zeros(len(merged), np.uint16)
    frequency[now], traits[now] = left[stays], before.traits[stays]
    frequency[new] += counts
    unknown = np.flatnonzero((traits[new] == 0) & (frequency[new] > 1))
    unknown = unknown[np.argsort(first[unknown])]
    read = dict(zip(new[unknown].tolist(), _lines(first[unknown].tolist(), fresh), strict=True))
    traits[new[unknown]] = traits_of([*read.values()])
    old = Rows(before.words.starts, moved[before.words.values])
    rows = Rows(starts_of(np.array([len(p.counts) for p in fresh], np.int64)), new.astype(np.int32)[numbers])
    words = spliced(old, change.sources(change.fresh), rows)
    return Renumbered(Lexicon(merged, frequency, traits, words), moved, read)


def _merged(one: Hashes, other: Hashes) -> Hashes:
    """Two ascending arrays as one, without doubles."""
    import numpy as np

    if not len(one):
        return other
    at = np.searchsorted(one, other)
    is_new = one[np.minimum(at, len(one) - 1)] != other
    return np.insert(one, at[is_new], other[is_new])


class _Part(NamedTuple):
    """Some hashes: each once, ascending; how often it occurs; the number of each occurrence; where each is first."""

    each: Hashes
    counts: Integers
    numbers: NDArray[np.int32]
    first: Integers


def _distinct(some: Iterable[Hashes]) -> _Part:
    """All of some arrays of hashes, one behind the other. They are sorted part by part, and what is different then put
    together: of many words that takes less time and far less memory than one sort."""
    import numpy as np

    parts = [_sorted(part[at : at + _IN_ONE_SORT]) for part in _large(some) for at in range(0, len(part), _IN_ONE_SORT)]
    each = distinct(np.concatenate([np.zeros(0, np.uint64), *(part.each for part in parts)]))
    counts, first = np.zeros(len(each), np.int64), np.zeros(len(each), np.int64)
    starts = starts_of(np.array([len(part.numbers) for part in parts], np.int64))
    numbers = np.empty(starts[-1], np.int32)
    for n in reversed(range(len(parts))):  # so that the earliest place of each stays
        at = np.searchsorted(each, parts[n].each)
        counts[at] += parts[n].counts
        first[at] = parts[n].first + starts[n]
        numbers[starts[n] : starts[n + 1]] = at.astype(np.int32)[parts[n].numbers]
    return _Part(each, counts, numbers, first)


def _large(some: Iterable[Hashes]) -> Iterator[Hashes]:
    """The same arrays, put together to such as are worth being sorted."""
    import numpy as np

    held: list[Hashes] = []
    for each in some:
        held.append(each)
        if sum(map(len, held)) >= _WORTH_SORTING:
            yield np.concatenate(held)
            held = []
    if held:
        yield np.concatenate(held)


def _sorted(hashes: Hashes) -> _Part:
    import numpy as np

    packed = np.sort((hashes << np.uint64(_BITS)) | np.arange(len(hashes), dtype=np.uint64))
    places = (packed & np.uint64((1 << _BITS) - 1)).astype(np.int64)
    packed >>= np.uint64(_BITS)
    is_new = np.ones(len(packed), np.bool_)
    is_new[1:] = packed[1:] != packed[:-1]
    borders = np.flatnonzero(is_new)
    numbers = np.empty(len(packed), np.int32)
    numbers[places] = np.cumsum(is_new) - 1
    return _Part(packed[borders], np.diff(borders, append=len(packed)), numbers, places[borders])


def hashed(lines: str) -> Hashes:
    """A hash of 40 bits of each line of a text without empty lines; none of an empty one."""
    import numpy as np

    points = np.frombuffer(lines.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = points == _NEWLINE
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(points)), np.bool_), ends[:-1])))
    if not len(starts):
        return np.zeros(0, np.uint64)
    place = np.arange(len(points)) - np.repeat(starts, np.diff(starts, append=len(points)))
    signs = mixed(points.astype(np.uint64) + place.astype(np.uint64) * np.uint64(_STEP))
    signs[ends] = 0
    return mixed(np.add.reduceat(signs, starts)) >> np.uint64(_BITS)


def mixed(numbers: Hashes) -> Hashes:
    """Each number's bits spread over all 64 of the result."""
    import numpy as np

    for shift, factor in zip((30, 27), _FACTORS, strict=True):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))


def _texts(prints: Sequence[Fingerprint]) -> Iterator[str]:
    """The words of some articles at a time, a line each."""
    for start in range(0, len(prints), _TOGETHER):
        yield "\n".join(p.words for p in prints[start : start + _TOGETHER] if p.words)


def _lines(lines: Sequence[int], prints: Sequence[Fingerprint]) -> Iterator[str]:
    """The words with these numbers, ascending, of all words of some articles one after the other."""
    first, at = 0, 0
    for p in prints:
        end = bisect_left(lines, first + len(p.counts), at)
        if end > at:
            words = p.words.split("\n")
            yield from (words[line - first] for line in lines[at:end])
        first, at = first + len(p.counts), end
