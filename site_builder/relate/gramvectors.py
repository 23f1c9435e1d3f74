"""The grams of texts and titles as rows of matrices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from site_builder.relate import matrix
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.grams import GRAM_SPACE
from site_builder.relate.matrix import Matrix
from site_builder.relate.rarity import rarity, rough, smallness, steps
from site_builder.relate.rows import Change, Rows, distinct, laid, spliced
from site_builder.relate.usual import gram_shares
from site_builder.relate.vectors import alone_counts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.matrix import Row
    from site_builder.relate.rows import Flags

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_KEPT = 200  # of an article
_USUAL = 0.02  # share of articles in which a gram stands of which nothing else is known
_MANY = GRAM_SPACE // 8  # numbers that are quicker marked than sorted
_IN_TITLE = 0.1  # of the articles that have a gram have it in their title


@dataclass(frozen=True, slots=True)
class Codes:
    """The grams of some texts: those of each, numbers below GRAM_SPACE, and in how many texts each possible one is."""

    each: Rows
    frequency: NDArray[np.int32]

    def __reduce__(self) -> tuple[Callable[..., Codes], tuple[Rows, Integers, Integers]]:
        """Of most that are possible a dossier has none."""
        import numpy as np

        every = np.flatnonzero(self.frequency)
        return _codes, (self.each, every.astype(np.uint32), self.frequency[every])


def _codes(each: Rows, every: Integers, counts: Integers) -> Codes:
    """Codes from the grams that there are, and how many texts have each."""
    import numpy as np

    frequency = np.zeros(GRAM_SPACE, np.int32)
    frequency[every] = counts
    return Codes(each, frequency)


@dataclass(frozen=True, slots=True)
class Grams:
    """`texts`: the grams of whole articles, `titles` those of their titles, rare where few titles have them.
    `in_texts` are the titles again, rare where few texts have them: for finding a title in a text; `in_common` says how
    much of each title any other text has."""

    texts: Matrix
    titles: Matrix
    in_texts: Matrix
    in_common: Floats

    def taken(self, rows: Integers) -> Grams:
        """Those of some articles."""
        texts, titles, in_texts = (one.taken(rows) for one in (self.texts, self.titles, self.in_texts))
        return Grams(texts, titles, in_texts, self.in_common[rows])


@dataclass(frozen=True, slots=True)
class GramVectors:
    """The rows, by code; the grams themselves, and those of titles; which rows are not those of the build before; and
    for each code its column among those that several texts have (0 for all others), for making matrices narrow."""

    texts: Codes
    titles: Codes
    rows: Grams
    is_new: Flags
    columns: NDArray[np.int32]

    def taken(self, rows: Integers) -> GramVectors:
        """Those of some articles."""
        texts, titles = (replace(codes, each=codes.each.taken(rows)) for codes in (self.texts, self.titles))
        return replace(self, texts=texts, titles=titles, rows=self.rows.taken(rows), is_new=self.is_new[rows])

    def narrow(self) -> Grams:
        """The rows by column."""
        width = int(self.columns.max()) + 1
        texts, titles, in_texts = (
            one.with_columns(self.columns, width) for one in (self.rows.texts, self.rows.titles, self.rows.in_texts)
        )
        return replace(self.rows, texts=texts, titles=titles, in_texts=in_texts)

    def every(self, i: int) -> NDArray[np.int32]:
        """All columns of an article, also those of which the matrices keep no weight."""
        every: NDArray[np.int32] = self.columns[self.texts.each.row(i)]
        return every


def no_codes() -> Codes:
    """Of no articles."""
    import numpy as np

    return Codes(laid((), np.uint32), np.zeros(GRAM_SPACE, np.int32))


def no_grams() -> Grams:
    """Of no articles."""
    import numpy as np

    none = matrix.none(GRAM_SPACE)
    return Grams(none, none, none, np.zeros(0))


def gram_matrices(
    prints: Sequence[Fingerprint], change: Change, codes_before: tuple[Codes, Codes], before: Grams
) -> GramVectors:
    """The grams of all articles. `prints` are asked for where a row is made anew only."""
    import numpy as np

    fresh = change.fresh
    texts = _Counted.after(codes_before[0], change, [prints[i].grams for i in fresh.tolist()])
    titles = _Counted.after(codes_before[1], change, [prints[i].title_grams for i in fresh.tolist()])
    is_new = change.origin < 0
    if rough(len(prints)) != rough(change.before):
        is_new[:] = True
    else:
        is_new |= texts.each.with_any(texts.stepped)
        # A title is weighed by texts, too, of which its own need not have all of its grams: see `grams`.
        is_new |= titles.each.with_any(texts.stepped | titles.stepped)
    made = np.flatnonzero(is_new)
    rows = _made(prints, made, texts, titles)
    if len(made) < len(prints):
        sources = change.sources(made)
        rows = Grams(
            before.texts.spliced(sources, rows.texts),
            before.titles.spliced(sources, rows.titles),
            before.in_texts.spliced(sources, rows.in_texts),
            np.concatenate([before.in_common, rows.in_common])[sources],
        )
    shared = np.flatnonzero(texts.frequency > 1)
    columns = np.zeros(GRAM_SPACE, np.int32)
    columns[shared] = np.arange(1, len(shared) + 1, dtype=np.int32)
    return GramVectors(Codes(texts.each, texts.frequency), Codes(titles.each, titles.frequency), rows, is_new, columns)


@dataclass(frozen=True, slots=True)
class _Counted:
    """The grams of some texts, in how many of them each is, and which have become rarer or commoner by a step."""

    each: Rows
    frequency: NDArray[np.int32]
    stepped: Flags

    @classmethod
    def after(cls, before: Codes, change: Change, fresh: Sequence[bytes]) -> _Counted:
        import numpy as np

        new = laid([np.frombuffer(row, np.uint32) for row in fresh], np.uint32)
        gone = before.each.taken(change.gone)
        frequency = before.frequency.copy()
        touched = distinct(np.concatenate([gone.values, new.values])) if change.before else new.values[:0]
        was = frequency[touched]
        np.subtract.at(frequency, gone.values, 1)
        if len(new.values) > GRAM_SPACE:  # then it is quicker to count many at once, of which numpy makes wider copies
            for start in range(0, len(new.values), GRAM_SPACE):
                some = new.values[start : start + GRAM_SPACE]
                frequency += np.bincount(some, minlength=GRAM_SPACE).astype(np.int32)
        else:
            np.add.at(frequency, new.values, 1)
        stepped = np.zeros(GRAM_SPACE, np.bool_)
        now = frequency[touched]
        stepped[touched] = (steps(was) != steps(now)) | ((was > 0) != (now > 0))
        each = spliced(before.each, change.sources(change.fresh), new)
        return cls(each, frequency, stepped)

    def rarity(self, n: int, share: float, wanted: Integers) -> NDArray[np.float32]:
        """How rare the grams that are `wanted` (ascending) are, by code; `share` of the texts with a gram are counted
        here."""
        import numpy as np

        found = np.zeros(GRAM_SPACE, np.float32)
        known = wanted[self.frequency[wanted] > 0]
        found[known] = rarity(self.frequency[known], n, _usual(known) * share)
        return found


def _made(prints: Sequence[Fingerprint], made: Integers, texts: _Counted, titles: _Counted) -> Grams:
    """The rows of some articles."""
    import numpy as np

    n = len(prints)
    all_of, title_of = ([one.each.row(i) for i in made.tolist()] for one in (texts, titles))
    # A title may not be part of the text: Latin words count where there is no Chinese.
    wanted = _distinct([*all_of, *title_of])
    in_texts, in_titles = texts.rarity(n, 1.0, wanted), titles.rarity(n, _IN_TITLE, wanted)
    counts = (np.frombuffer(prints[i].gram_counts, np.uint8).astype(np.float32) for i in made.tolist())
    weights = ((1 + np.log(count)) * in_texts[row] for row, count in zip(all_of, counts, strict=True))

    def rows(of: Iterable[NDArray[np.uint32]], weights: Iterable[Floats], by: _Counted) -> Iterator[Row]:
        for row, weighed in zip(of, weights, strict=True):
            frequency = by.frequency[row]
            used = frequency > 1
            yield row[used], weighed[used], alone_counts(weighed[frequency == 1], smallness(n))

    return Grams(
        matrix.build(rows(all_of, weights, texts), GRAM_SPACE, _KEPT),
        matrix.build(rows(title_of, (in_titles[row] for row in title_of), titles), GRAM_SPACE, _KEPT),
        matrix.build(rows(title_of, (in_texts[row] for row in title_of), texts), GRAM_SPACE, _KEPT),
        np.array([_in_common(in_texts[row], texts.frequency[row], n) for row in title_of]),
    )


def _distinct(rows: Sequence[NDArray[np.uint32]]) -> Integers:
    """Every number below GRAM_SPACE that is in some rows, ascending."""
    import numpy as np

    if sum(map(len, rows)) < _MANY:
        return distinct(np.concatenate([np.zeros(0, np.uint32), *rows]))
    found = np.zeros(GRAM_SPACE, np.bool_)
    for row in rows:
        found[row] = True
    return np.flatnonzero(found)


def _usual(codes: Integers) -> Floats:
    """The share of texts in which each of these grams, ascending, usually stands."""
    import numpy as np

    usual = np.full(len(codes), _USUAL)
    listed, shares = gram_shares()
    places = np.searchsorted(codes, listed)
    is_there = np.append(codes, -1)[places] == listed
    usual[places[is_there]] = shares[is_there]
    return usual


def _in_common(weights: Floats, frequency: Integers, n: int) -> float:
    """The share of some weights that other articles have too; what one has alone counts as in `alone_counts`."""
    shared = float(weights[frequency > 1].sum())
    return shared / (shared + float(weights[frequency == 1].sum()) * smallness(n) or 1.0)
