"""How close any two articles are, by what stands in them and when.

score = (words + 0.7 grams) / 1.7 * (1 + 2.5 alike + 2 returning + 7 alike returning) * time. Words, grams and alike
(the grams of the titles) are cosines of tf-idf vectors with tf = 1 + ln(3 title + body); returning is how much of one
title stands in the other article, averaged over both directions; time falls from 1 on one day to 0.6 years apart.
How the weights were found, and what each adds: docs/related.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from site_builder.relate.gramvectors import Grams, GramVectors
from site_builder.relate.matrix import Matrix, joined, totals
from site_builder.relate.rows import Change, Rows, distinct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.rows import Flags

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_GRAM_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles (low < high), ascending by low, then high. `borders[i]:borders[i + 1]` are those with low i."""

    low: Integers
    high: Integers
    borders: Integers

    def partners(self) -> Iterator[Integers]:
        """For each article as the lower one, the others."""
        for start, end in zip(self.borders[:-1].tolist(), self.borders[1:].tolist(), strict=True):
            yield self.high[start:end]


def pairs_of(lists: Rows) -> Pairs:
    """All pairs of which one is on the other's list."""
    import numpy as np

    n = len(lists)
    owners = np.repeat(np.arange(n), lists.lengths())
    others = lists.values.astype(np.int64)
    return _ordered(distinct(np.minimum(owners, others) * n + np.maximum(owners, others)), n)


def _ordered(numbers: Integers, n: int) -> Pairs:
    """The pairs low * n + high, which ascend."""
    import numpy as np

    low, high = np.divmod(numbers, n)
    return Pairs(low, high, np.searchsorted(low, np.arange(n + 1)))


@dataclass(frozen=True, slots=True)
class Close:
    """Some pairs, and how close the two articles of each are."""

    pairs: Pairs
    scores: Floats


def closer(
    pairs: Pairs,
    days: Sequence[date | None],
    words: Matrix,
    grams: GramVectors,
    *,
    change: Change,
    is_new: Flags,
    before: Close,
) -> Close:
    """How close the two articles of each pair are: looked up, where neither is new and they were a pair before."""
    import numpy as np

    n, where = len(is_new), change.where()
    low, high = where[before.pairs.low], where[before.pairs.high]
    kept = (low >= 0) & (high >= 0) & ~np.append(is_new, np.True_)[low] & ~np.append(is_new, np.True_)[high]
    known = low[kept].astype(np.int64) * n + high[kept]
    numbers = pairs.low * n + pairs.high
    scores, at = np.zeros(len(numbers)), np.searchsorted(known, numbers)
    is_known = np.append(known, -1)[at] == numbers
    scores[is_known] = before.scores[kept][at[is_known]]
    scores[~is_known] = _close(numbers[~is_known], days, words, grams)
    return Close(pairs, scores)


def _close(numbers: Integers, days: Sequence[date | None], words: Matrix, grams: GramVectors) -> Floats:
    """How close the articles of the pairs low * n + high are, which ascend."""
    import numpy as np

    n = len(days)
    low, high = np.divmod(numbers, n)
    some = distinct(np.concatenate([low, high]))
    if len(some) * 2 > n:
        return closeness(_ordered(numbers, n), days, words, grams)
    # After an edit they are few, and the others' rows would only be in the way.
    pairs = _ordered(np.searchsorted(some, low) * len(some) + np.searchsorted(some, high), len(some))
    return closeness(pairs, [days[i] for i in some.tolist()], words.taken(some), grams.taken(some))


def closeness(pairs: Pairs, days: Sequence[date | None], words: Matrix, vectors: GramVectors) -> Floats:
    """How close the two articles of each pair are. Articles are numbered as the rows of `words` and `vectors`."""
    import numpy as np

    if not len(pairs.low):
        return np.zeros(0)
    grams = vectors.narrow()
    text = joined(words, grams.texts, np.sqrt(_GRAM_WEIGHT)).products(pairs.partners()) / (1 + _GRAM_WEIGHT)
    alike = grams.titles.products(pairs.partners())
    returning = _returning(pairs, grams, vectors.every)
    title = 2.5 * alike + 2 * returning + 7 * alike * returning
    ordinal = np.array([day.toordinal() if day else np.nan for day in days])
    near = _nearness(np.abs(ordinal[pairs.low] - ordinal[pairs.high]))
    close: Floats = text * (1 + title) * near
    return close


def _returning(pairs: Pairs, grams: Grams, every: Callable[[int], Integers]) -> Floats:
    """How much of the title of each returns in the text of the other, on average."""
    import numpy as np

    titles, n = grams.in_texts, len(grams.in_texts)
    title_of = np.repeat(np.arange(n), np.diff(titles.starts))
    sums = totals(title_of, titles.weights, n)
    shares = titles.weights * (grams.in_common / np.maximum(sums, 1e-9))[title_of]
    order = np.argsort(pairs.high, kind="stable")
    borders = np.searchsorted(pairs.high[order], np.arange(n + 1))
    found = np.zeros(len(pairs.low))
    has = np.zeros(titles.width, np.bool_)
    for i in range(n):
        above = np.arange(pairs.borders[i], pairs.borders[i + 1])
        below = order[borders[i] : borders[i + 1]]
        if not len(above) + len(below):
            continue
        columns = every(i)
        has[columns] = True
        positions, lengths = titles.entries(np.concatenate([pairs.high[above], pairs.low[below]]))
        owner = np.repeat(np.arange(len(lengths)), lengths)
        stands = totals(owner, has[titles.columns[positions]] * shares[positions], len(lengths))
        found[np.concatenate([above, below])] += stands
        has[columns] = False
    return found / 2


def _nearness(days: Floats) -> Floats:
    """1 on the same day, 0.6 years apart; 1 also where a date is missing."""
    import numpy as np

    near: Floats = 0.6 + 0.2 * np.exp(-days / 7) + 0.2 * np.exp(-days / 120)
    return np.where(np.isnan(near), 1.0, near)
