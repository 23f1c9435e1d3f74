"""The grams of texts and titles as rows of matrices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from site_builder.relate import matrix
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.grams import GRAM_SPACE
from site_builder.relate.matrix import Matrix
from site_builder.relate.rarity import rarity, rough, smallness, steps
from site_builder.relate.rows import Change, Rows, distinct, laid, spliced
from site_builder.relate.usual import gram_shares
from site_builder.relate.vectors import TOGETHER, alone_counts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.matrix import Row
    from site_builder.relate.rows import Flags

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_KEPT = 200  # of an article
_USUAL = 0.02  # share of articles in which a gram stands of which nothing else is known
_MANY = GRAM_SPACE // 8  # grams that are more to sort than all there are to look through
_FEW = 20_000  # grams that are quicker looked up than spread over all that are possible
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

    def rarity(self, n: int, share: float, wanted: Integers) -> Callable[[Integers], NDArray[np.float32]]:
        """How rare each of some grams is, all of them among those that are `wanted` (ascending); `share` of the texts
        with a gram are counted here."""
        import numpy as np

        frequency = self.frequency[wanted]
        found = np.where(frequency > 0, rarity(frequency, n, _usual(wanted) * share), 0).astype(np.float32)
        if len(wanted) < _FEW:
            return lambda codes: found[np.searchsorted(wanted, codes)]
        every = np.zeros(GRAM_SPACE, np.float32)
        every[wanted] = found
        return lambda codes: every[codes]


def _made(prints: Sequence[Fingerprint], made: Integers, texts: _Counted, titles: _Counted) -> Grams:
    """The rows of some articles."""
    import numpy as np

    n = len(prints)
    title_of = titles.each.taken(made)
    wanted = _needed(made, texts, titles)
    in_texts, in_titles = texts.rarity(n, 1.0, wanted), titles.rarity(n, _IN_TITLE, wanted)

    def of_texts() -> Iterator[_Weighed]:
        for first in range(0, len(made), TOGETHER):
            some = made[first : first + TOGETHER]
            rows = texts.each.taken(some)
            counts = np.frombuffer(b"".join(prints[i].gram_counts for i in some.tolist()), np.uint8).astype(np.float32)
            yield _Weighed(rows, (1 + np.log(counts)) * in_texts(rows.values), texts)

    of_titles = _Weighed(title_of, in_titles(title_of.values), titles)
    titles_in_texts = _Weighed(title_of, in_texts(title_of.values), texts)
    return Grams(
        matrix.build((row for some in of_texts() for row in some.rows(n)), GRAM_SPACE, _KEPT),
        matrix.build(of_titles.rows(n), GRAM_SPACE, _KEPT),
        matrix.build(titles_in_texts.rows(n), GRAM_SPACE, _KEPT),
        np.array([titles_in_texts.in_common(i, n) for i in range(len(made))]),
    )


class _Weighed:
    """Some rows of grams with their weights: those that other articles have too, and the weights of those alone."""

    def __init__(self, rows: Rows, weights: Floats, by: _Counted) -> None:
        frequency = by.frequency[rows.values]
        used, weighed = frequency > 1, Rows(rows.starts, weights)
        self._columns, self._weights = rows.chosen(used), weighed.chosen(used)
        self._alone = weighed.chosen(frequency == 1)

    def rows(self, n: int) -> Iterator[Row]:
        """For a matrix of n articles."""
        for i in range(len(self._columns)):
            alone = alone_counts(self._alone.row(i), smallness(n))
            yield self._columns.row(i), self._weights.row(i), alone

    def in_common(self, i: int, n: int) -> float:
        """The share of weights that other articles have too; what one has alone counts as in `alone_counts`."""
        shared = float(self._weights.row(i).sum())
        return shared / (shared + float(self._alone.row(i).sum()) * smallness(n) or 1.0)


def _needed(made: Integers, texts: _Counted, titles: _Counted) -> Integers:
    """The grams of some articles, ascending; of many articles rather all that there are. A title may not be part of the
    text: Latin words count where there is no Chinese."""
    import numpy as np

    if texts.each.lengths()[made].sum() > _MANY:
        return np.flatnonzero(texts.frequency | titles.frequency)
    return distinct(np.concatenate([one.each.taken(made).values for one in (texts, titles)]))


def _usual(codes: Integers) -> Floats:
    """The share of texts in which each of these grams, ascending, usually stands."""
    import numpy as np

    usual = np.full(len(codes), _USUAL)
    listed, shares = gram_shares()
    places = np.searchsorted(codes, listed)
    is_there = np.append(codes, -1)[places] == listed
    usual[places[is_there]] = shares[is_there]
    return usual
