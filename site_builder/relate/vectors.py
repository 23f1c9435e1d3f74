"""Fingerprints as rows of matrices: rare words and grams weigh much, common ones little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from site_builder.relate import matrix
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.lexicon import Lexicon, Renumbered, hashed
from site_builder.relate.matrix import Matrix
from site_builder.relate.rarity import rarity, rough, smallness, steps
from site_builder.relate.rows import Change, Rows, ascending
from site_builder.relate.traits import TOPICAL, WEIGHTY
from site_builder.relate.usual import word_shares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.matrix import Row
    from site_builder.relate.rows import Flags

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

TOGETHER = 50  # articles that are weighed at a time: more of them leave the processor's cache
_KEPT_WORDS = 400  # of an article
_USUAL_WORD = 0.005  # share of articles in which a word stands of which nothing else is known
_NAME = 1.6  # times that the name of somebody or something counts, beside other words as rare


@dataclass(frozen=True, slots=True)
class Vectors:
    """One row an article, over the topical words that at least two of them have, by the words' numbers; and which rows
    are not those of the build before."""

    rows: Matrix
    is_new: Flags


def is_column(words: Lexicon) -> Flags:
    """Which words have a column: the topical ones of at least two articles."""
    found: Flags = (words.frequency > 1) & (words.traits & TOPICAL > 0)
    return found


def word_matrix(
    prints: Sequence[Fingerprint], words: Renumbered, change: Change, before: Matrix, before_words: Lexicon
) -> Vectors:
    """The words of all articles. `prints` are asked for where a row is made anew only."""
    import numpy as np

    is_new = change.origin < 0
    if rough(len(prints)) != rough(change.before):
        is_new[:] = True
    else:
        is_new |= words.now.words.with_any(_other_weights(words, before_words))
    made = np.flatnonzero(is_new)
    rows = matrix.build(_rows(prints, made, words.now), len(words.now.hashes), _KEPT_WORDS)
    if len(made) == len(prints):
        return Vectors(rows, is_new)
    kept = before.with_columns(words.numbers, len(words.now.hashes))
    return Vectors(kept.spliced(change.sources(made), rows), is_new)


def _other_weights(words: Renumbered, before: Lexicon) -> Flags:
    """Which words are rarer or commoner than before by a step, or have become a column."""
    now = words.now
    was = words.moved(steps(before.frequency))
    had_column = words.moved(is_column(before))
    there = words.moved(before.frequency) > 0
    others: Flags = there & ((was != steps(now.frequency)) | (had_column != is_column(now)))
    return others


def _rows(prints: Sequence[Fingerprint], made: Integers, words: Lexicon) -> Iterator[Row]:
    import numpy as np

    weight = rarity(words.frequency, len(prints), _usual_words(words))
    topical, small = is_column(words), smallness(len(prints))
    weight[topical & (words.traits & WEIGHTY > 0)] *= _NAME
    for first in range(0, len(made), TOGETHER):
        some = made[first : first + TOGETHER]
        rows = words.words.taken(some)
        owner = np.repeat(np.arange(len(some)), rows.lengths())
        order = ascending(owner * len(words.hashes) + rows.values)
        numbers = rows.values[order]
        counts = np.frombuffer(b"".join(prints[i].counts for i in some.tolist()), np.uint16)[order].astype(np.float64)
        weights = Rows(rows.starts, (1 + np.log(counts)) * weight[numbers])
        used = topical[numbers]
        columns, weighed = Rows(rows.starts, numbers).chosen(used), weights.chosen(used)
        alone = weights.chosen(words.frequency[numbers] == 1)
        for n in range(len(some)):
            yield columns.row(n), weighed.row(n), alone_counts(alone.row(n), small)


def alone_counts(weights: Floats, small: float) -> float:
    """How much counts what an article has for itself alone (see `matrix.build`).

    In a large dossier it says little, as nobody can share it, and counts for next to nothing. Of three articles it is
    nearly all there is, and without it any word in common would make two of them the same.
    """
    return float(weights @ weights) * small


def _usual_words(words: Lexicon) -> Floats:
    """The share of articles in which each word usually stands."""
    import numpy as np

    shares = word_shares()
    usual = np.full(len(words.hashes), _USUAL_WORD)
    if not len(usual):
        return usual
    listed = hashed("\n".join(shares))
    places = np.minimum(np.searchsorted(words.hashes, listed), len(usual) - 1)
    is_there = words.hashes[places] == listed
    usual[places[is_there]] = np.fromiter(shares.values(), np.float64, len(shares))[is_there]
    return usual


@dataclass(frozen=True, slots=True)
class Columns:
    """The words that have a column, numbered among themselves: `places` by the words' numbers, -1 for the others."""

    numbers: Integers
    places: NDArray[np.int32]

    def of(self, rows: Matrix) -> Matrix:
        """The same rows with no columns but these."""
        return replace(rows, columns=self.places[rows.columns], width=len(self.numbers))


def columns(words: Lexicon) -> Columns:
    """Those of a lexicon."""
    import numpy as np

    numbers = np.flatnonzero(is_column(words))
    places = np.full(len(words.hashes), -1, np.int32)
    places[numbers] = np.arange(len(numbers), dtype=np.int32)
    return Columns(numbers, places)
