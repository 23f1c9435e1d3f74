"""Fingerprints as rows of matrices: rare words and grams weigh much, common ones little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.grams import GRAM_SPACE
from site_builder.relate.matrix import Matrix, build
from site_builder.relate.segment import classes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

_KEPT_WORDS = 400  # of an article
_KEPT_GRAMS = 200
_PRIOR = 50.0  # articles' worth of trust in general usage, so that two articles alone can still be compared
_USUAL_WORD = 0.005  # share of articles in which a word stands of which nothing else is known
_USUAL_GRAM = 0.02
_TOPICAL = frozenset("nvaijle")  # first letters of the word classes that carry a topic; "eng" are Latin words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The columns of the word matrix in alphabetical order: the word, its class, and ln(N / df), smoothed."""

    words: list[str]
    kinds: list[str]
    rarity: Floats


def word_matrix(prints: Sequence[Fingerprint]) -> tuple[Matrix, Vocabulary]:
    """One row a fingerprint, over the topical words that at least two of them have."""
    import numpy as np

    split = [p.words.split("\n") if p.words else [] for p in prints]
    first: dict[str, int] = {}
    numbered = [np.array([first.setdefault(w, len(first)) for w in words], np.int64) for words in split]
    frequency = np.bincount(np.concatenate([*numbered, np.zeros(0, np.int64)]), minlength=len(first))
    shared = sorted(word for word, number in first.items() if frequency[number] > 1)
    topical = [(w, kind) for w, kind in zip(shared, classes(shared), strict=True) if kind[:1] in _TOPICAL or not kind]
    column = np.full(len(first) + 1, -1)
    column[[first[word] for word, _ in topical]] = np.arange(len(topical))
    df = frequency[[first[word] for word, _ in topical]]
    rarity = _rarity(df, len(prints), _USUAL_WORD)

    def rows() -> Iterator[tuple[Integers, Floats]]:
        for p, numbers in zip(prints, numbered, strict=True):
            columns = column[numbers]
            used = columns >= 0
            counts = np.frombuffer(p.counts, np.uint16)[used].astype(np.float64)
            yield columns[used], (1 + np.log(counts)) * rarity[columns[used]]

    vocabulary = Vocabulary([word for word, _ in topical], [kind for _, kind in topical], rarity)
    return build(rows(), len(topical), _KEPT_WORDS), vocabulary


def gram_matrices(prints: Sequence[Fingerprint]) -> tuple[Matrix, Matrix]:
    """The grams of the whole articles, and those of their titles."""
    import numpy as np

    df = np.zeros(GRAM_SPACE, np.int64)
    for p in prints:
        df[np.frombuffer(p.grams, np.uint32)] += 1
    rarity = np.where(df > 1, _rarity(df, len(prints), _USUAL_GRAM), 0.0)

    def rows() -> Iterator[tuple[Integers, Floats]]:
        for p in prints:
            codes = np.frombuffer(p.grams, np.uint32).astype(np.int64)
            counts = np.frombuffer(p.gram_counts, np.uint8).astype(np.float64)
            yield codes, (1 + np.log(counts)) * rarity[codes]

    def titles() -> Iterator[tuple[Integers, Floats]]:
        for p in prints:
            codes = np.frombuffer(p.title_grams, np.uint32).astype(np.int64)
            yield codes, rarity[codes]

    return build(rows(), GRAM_SPACE, _KEPT_GRAMS), build(titles(), GRAM_SPACE, _KEPT_GRAMS)


def _rarity(df: Integers, n: int, usual: float) -> Floats:
    """ln(N / df) where both are padded with _PRIOR articles in which the word is as common as usual."""
    import numpy as np

    rarity: Floats = np.log((n + _PRIOR) / (df + _PRIOR * usual))
    return rarity
