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

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_KEPT_WORDS = 400  # of an article
_KEPT_GRAMS = 200
_PRIOR = 50.0  # articles' worth of trust in general usage, so that two articles alone can still be compared
_USUAL_WORD = 0.005  # share of articles in which a word stands of which nothing else is known
_USUAL_GRAM = 0.02
_USUAL_TITLE_GRAM = 0.002
_NAME = 1.5  # times that the name of somebody or something counts, beside other words as rare
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
    column = np.full(len(first) + 1, -1)
    column[[first[word] for word, _ in topical]] = np.arange(len(topical))
    df = frequency[[first[word] for word, _ in topical]]
    weight = np.array([_NAME if not kind or kind.startswith(_NAMES) else 1.0 for _, kind in topical])
    rarity = _rarity(df, len(prints), _USUAL_WORD) * weight

    def rows() -> Iterator[tuple[Integers, Floats]]:
        for p, numbers in zip(prints, numbered, strict=True):
            columns = column[numbers]
            used = columns >= 0
            counts = np.frombuffer(p.counts, np.uint16)[used].astype(np.float64)
            yield columns[used], (1 + np.log(counts)) * rarity[columns[used]]

    vocabulary = Vocabulary([word for word, _ in topical], [kind for _, kind in topical], df)
    return build(rows(), len(topical), _KEPT_WORDS), vocabulary


@dataclass(frozen=True, slots=True)
class Grams:
    """`texts`: the grams of whole articles, `titles` those of their titles, rare where few titles have them.
    `in_texts` are the titles again, rare where few texts have them: for finding a title in a text."""

    texts: Matrix
    titles: Matrix
    in_texts: Matrix
    columns: NDArray[np.int32]
    prints: Sequence[Fingerprint]

    def every(self) -> Iterator[NDArray[np.int32]]:
        """All columns of each article, also those of which the matrices keep no weight."""
        import numpy as np

        return (self.columns[np.frombuffer(p.grams, np.uint32)] for p in self.prints)


def gram_matrices(prints: Sequence[Fingerprint]) -> Grams:
    """Grams that a single article or title has are left out: they cannot be shared, and would only lengthen it."""
    import numpy as np

    columns, texts = _columns([p.grams for p in prints])
    _, titles = _columns([p.title_grams for p in prints])
    in_texts = _gram_rarity(texts, len(prints), _USUAL_GRAM)
    in_titles = _gram_rarity(titles, len(prints), _USUAL_TITLE_GRAM)
    width = int(columns.max()) + 1
    all_of = (np.frombuffer(p.grams, np.uint32) for p in prints)
    counts_of = (np.frombuffer(p.gram_counts, np.uint8).astype(np.float64) for p in prints)
    title_of = [np.frombuffer(p.title_grams, np.uint32) for p in prints]
    weighed = ((g, (1 + np.log(n)) * in_texts[g]) for g, n in zip(all_of, counts_of, strict=True))
    return Grams(
        build(_placed(weighed, columns), width, _KEPT_GRAMS),
        build(_placed(((g, in_titles[g]) for g in title_of), columns), width, _KEPT_GRAMS),
        build(_placed(((g, in_texts[g]) for g in title_of), columns), width, _KEPT_GRAMS),
        columns,
        prints,
    )


def _columns(rows: Sequence[bytes]) -> tuple[NDArray[np.int32], Integers]:
    """For each gram its column (0 for all that a single row has), and how many rows have it."""
    import numpy as np

    frequency = np.zeros(GRAM_SPACE, np.int32)
    for row in rows:
        frequency[np.frombuffer(row, np.uint32)] += 1
    shared = frequency > 1
    return np.where(shared, np.cumsum(shared, dtype=np.int32), 0), frequency


def _placed(
    rows: Iterable[tuple[NDArray[np.uint32], Floats]], columns: NDArray[np.int32]
) -> Iterator[tuple[NDArray[np.int32], Floats]]:
    """The entries of each row that weigh anything, in their columns."""
    for grams, weights in rows:
        used = weights > 0
        yield columns[grams[used]], weights[used]


def _gram_rarity(df: Integers, n: int, usual: float) -> NDArray[np.float32]:
    import numpy as np

    rarity = np.zeros(GRAM_SPACE, np.float32)
    shared = df > 1
    rarity[shared] = _rarity(df[shared], n, usual)
    return rarity


def _rarity(df: Integers, n: int, usual: float) -> Floats:
    """ln(N / df) where both are padded with _PRIOR articles in which the word is as common as usual."""
    import numpy as np

    rarity: Floats = np.log((n + _PRIOR) / (df + _PRIOR * usual))
    return rarity
