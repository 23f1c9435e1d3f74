"""Fingerprints as rows of matrices: rare words and grams weigh much, common ones little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.grams import GRAM_SPACE
from site_builder.relate.matrix import Matrix, build
from site_builder.relate.segment import classes
from site_builder.relate.usual import gram_shares, word_shares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.matrix import Row

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_KEPT_WORDS = 400  # of an article
_KEPT_GRAMS = 200
_PRIOR = 50.0  # articles' worth of trust in general usage, so that two articles alone can still be compared
_USUAL_WORD = 0.005  # share of articles in which a word stands of which nothing else is known
_USUAL_GRAM = 0.02
_IN_TITLE = 0.1  # of the articles that have a gram have it in their title
_NAME = 1.6  # times that the name of somebody or something counts, beside other words as rare
_NAMES = ("nr", "ns", "nt", "nz", "eng")  # word classes; what has none is mostly a name too
_TOPICAL = frozenset("nvaijle")  # first letters of the word classes that carry a topic; "eng" are Latin words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The columns of the word matrix in alphabetical order: the word, its class, and in how many articles it is."""

    words: list[str]
    kinds: list[str]
    frequency: Integers


def word_matrix(prints: Sequence[Fingerprint]) -> tuple[Matrix, Vocabulary]:
    """One row a fingerprint, over the topical words that at least two of them have."""
    import numpy as np

    split = [p.words.split("\n") if p.words else [] for p in prints]
    first: defaultdict[str, int] = defaultdict(count().__next__)  # a number for each word when it is first met
    numbered = [np.fromiter(map(first.__getitem__, words), np.int64, len(words)) for words in split]
    frequency = np.bincount(np.concatenate([*numbered, np.zeros(0, np.int64)]), minlength=len(first))
    shared = sorted(word for word, number in first.items() if frequency[number] > 1)
    topical = [(w, kind) for w, kind in zip(shared, classes(shared), strict=True) if kind[:1] in _TOPICAL or not kind]
    at = [first[word] for word, _ in topical]
    column = np.full(len(first), -1)
    column[at] = np.arange(len(topical))
    shares = word_shares()
    usual = np.fromiter((shares.get(word, _USUAL_WORD) for word in first), np.float64, len(first))
    rarity = _rarity(frequency, len(prints), usual)
    rarity[at] *= [_NAME if not kind or kind.startswith(_NAMES) else 1.0 for _, kind in topical]

    def rows() -> Iterator[Row]:
        for p, numbers in zip(prints, numbered, strict=True):
            counts = np.frombuffer(p.counts, np.uint16).astype(np.float64)
            yield _row(column[numbers], (1 + np.log(counts)) * rarity[numbers], frequency[numbers], len(prints))

    vocabulary = Vocabulary([word for word, _ in topical], [kind for _, kind in topical], frequency[at])
    return build(rows(), len(topical), _KEPT_WORDS), vocabulary


@dataclass(frozen=True, slots=True)
class Grams:
    """`texts`: the grams of whole articles, `titles` those of their titles, rare where few titles have them.
    `in_texts` are the titles again, rare where few texts have them: for finding a title in a text; `in_common` says how
    much of each title any other text has."""

    texts: Matrix
    titles: Matrix
    in_texts: Matrix
    in_common: Floats
    columns: NDArray[np.int32]
    prints: Sequence[Fingerprint]

    def every(self) -> Iterator[NDArray[np.int32]]:
        """All columns of each article, also those of which the matrices keep no weight."""
        import numpy as np

        return (self.columns[np.frombuffer(p.grams, np.uint32)] for p in self.prints)


def gram_matrices(prints: Sequence[Fingerprint]) -> Grams:
    """The rows are in the order of `prints`."""
    import numpy as np

    columns, texts = _columns([p.grams for p in prints])
    _, titles = _columns([p.title_grams for p in prints])
    usual = np.full(GRAM_SPACE, _USUAL_GRAM, np.float32)
    codes, shares = gram_shares()
    usual[codes] = shares
    in_texts, in_titles = _gram_rarity(texts, len(prints), usual), _gram_rarity(titles, len(prints), usual * _IN_TITLE)
    width = int(columns.max()) + 1
    all_of = [np.frombuffer(p.grams, np.uint32) for p in prints]
    title_of = [np.frombuffer(p.title_grams, np.uint32) for p in prints]
    counts_of = (np.frombuffer(p.gram_counts, np.uint8).astype(np.float32) for p in prints)

    def rows(of: Iterable[NDArray[np.uint32]], weights: Iterable[Floats], frequency: Integers) -> Iterator[Row]:
        for row, weighed in zip(of, weights, strict=True):
            yield _row(columns[row], weighed, frequency[row], len(prints))

    return Grams(
        build(rows(all_of, ((1 + np.log(n)) * in_texts[g] for g, n in zip(all_of, counts_of, strict=True)), texts),
              width, _KEPT_GRAMS),
        build(rows(title_of, (in_titles[g] for g in title_of), titles), width, _KEPT_GRAMS),
        build(rows(title_of, (in_texts[g] for g in title_of), texts), width, _KEPT_GRAMS),
        np.array([_in_common(in_texts[g], texts[g], len(prints)) for g in title_of]),
        columns,
        prints,
    )  # fmt: skip


def _row(columns: Integers, weights: Floats, frequency: Integers, n: int) -> Row:
    """What of an article others have too, and how much it has for itself alone (see `build`).

    In a large dossier what one article has alone says little, as nobody can share it, and counts for next to nothing.
    Of three articles it is nearly all there is, and without it any word in common would make two of them the same.
    """
    used = (frequency > 1) & (columns >= 0)
    alone = weights[frequency == 1]
    return columns[used], weights[used], float(alone @ alone) * smallness(n)


def _in_common(weights: Floats, frequency: Integers, n: int) -> float:
    """The share of some weights that other articles have too; what one has alone counts as in `_row`."""
    shared = float(weights[frequency > 1].sum())
    return shared / (shared + float(weights[frequency == 1].sum()) * smallness(n) or 1.0)


def smallness(n: int) -> float:
    """How little a dossier of n articles knows of the language by itself: 1 for nothing, towards 0 for all."""
    return _PRIOR / (n + _PRIOR)


def _columns(rows: Sequence[bytes]) -> tuple[NDArray[np.int32], Integers]:
    """For each gram its column (0 for all that a single row has), and how many rows have it."""
    import numpy as np

    frequency = np.zeros(GRAM_SPACE, np.int32)
    for row in rows:
        frequency[np.frombuffer(row, np.uint32)] += 1
    shared = frequency > 1
    return np.where(shared, np.cumsum(shared, dtype=np.int32), 0), frequency


def _gram_rarity(df: Integers, n: int, usual: Floats) -> NDArray[np.float32]:
    import numpy as np

    rarity = np.zeros(GRAM_SPACE, np.float32)
    known = df > 0
    rarity[known] = _rarity(df[known], n, usual[known])
    return rarity


def _rarity(df: Integers, n: int, usual: Floats) -> Floats:
    """ln(N / df) where both are padded with _PRIOR articles in which the word is as common as usual."""
    import numpy as np

    rarity: Floats = np.log((n + _PRIOR) / (df + _PRIOR * usual))
    return rarity
