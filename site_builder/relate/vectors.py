"""Fingerprints as rows of matrices: rare words and grams weigh much, common ones little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.grams import GRAM_SPACE
from site_builder.relate.matrix import Matrix, build
from site_builder.relate.usual import gram_shares, word_shares
from site_builder.relate.vocabulary import Vocabulary, hashed, vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.matrix import Row
    from site_builder.relate.vocabulary import Hashes

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


def word_matrix(prints: Sequence[Fingerprint]) -> tuple[Matrix, Vocabulary]:
    """One row a fingerprint, over the topical words that at least two of them have."""
    import numpy as np

    known, words = vocabulary(prints)
    rarity = _rarity(words.frequency, len(prints), _usual_words(words.hashes))
    names = [_NAME if not kind or kind.startswith(_NAMES) else 1.0 for kind in known.kinds]

    def rows() -> Iterator[Row]:
        factors = np.array([*names, 1.0])  # the last one is that of words without a column
        for i, p in enumerate(prints):
            order = np.argsort(known.of(i))
            columns, counts = known.of(i)[order], np.frombuffer(p.counts, np.uint16)[order].astype(np.float64)
            mine = words.numbers[known.starts[i] : known.starts[i + 1]][order]
            weights = (1 + np.log(counts)) * rarity[mine] * factors[columns]
            yield _row(columns, weights, words.frequency[mine], len(prints))

    return build(rows(), len(known.words), _KEPT_WORDS), known


def _usual_words(hashes: Hashes) -> Floats:
    """The share of articles in which each word usually stands, by the ascending hashes of the words."""
    import numpy as np

    shares = word_shares()
    usual = np.full(len(hashes), _USUAL_WORD)
    listed = hashed("\n".join(shares))
    places = np.minimum(np.searchsorted(hashes, listed), len(hashes) - 1)
    is_there = hashes[places] == listed if len(hashes) else np.zeros(len(listed), np.bool_)
    usual[places[is_there]] = np.fromiter(shares.values(), np.float64, len(shares))[is_there]
    return usual


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
