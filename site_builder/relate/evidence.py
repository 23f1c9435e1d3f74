"""What two articles have in common, for saying so: names first, then other words, the most telling first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder.model import Reason
from site_builder.relate.fingerprint import PUBLIC, TITLE, Fingerprint
from site_builder.relate.meanings import AT_PLACE, TAGGED, WORD
from site_builder.relate.names import KnownNames
from site_builder.relate.quoted import Quoted, is_latin
from site_builder.relate.segment import classes
from site_builder.relate.traits import named, says_nothing
from site_builder.relate.units import whole, whole_latin

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.compared import Compared

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_SHOWN = 3  # things that one reason names
_SEEN = 12  # shared words that are looked at for that
_NEAR_DAYS = 60  # farther apart than this says nothing
_OFTEN = 2  # times that a long text has a word that it is about
_REMEMBERED = 1_000  # articles

_Unit = tuple[int, str, str]  # a word's column, the word, and the whole that it is a part of


class Shared(NamedTuple):
    """Things that two articles both write about, as one of them spells them; and whether that is only a single word
    that is neither name nor tag, or a place alone."""

    things: tuple[str, ...]
    is_thin: bool


class Evidence:
    """Answers what a pair of articles shares. Articles are numbered as in `prints`."""

    def __init__(
        self,
        prints: Sequence[Fingerprint],
        text_of: Callable[[int], str],
        compared: Compared,
        names: KnownNames,
    ) -> None:
        """`text_of`: what of each article may be quoted, its title the first line."""
        self._prints, self._names = prints, names
        self._words, self._meanings = compared.words, compared.meanings
        self._columns_of, self._word_of = compared.columns_of, compared.word_of
        self._rank = self._meanings.rank.tobytes()  # by column, and quicker to look up
        self._reports = frozenset(self._meanings.reports.nonzero()[0].tolist())
        self._units: dict[tuple[int, int], tuple[_Unit, ...]] = {}
        self._spelled: dict[int, str] = {}  # words by their columns, of those that were asked for
        self._laid_out = _LaidOut(self._words.width)
        # Most pairs are of neighbours in time, so that what was worked out for one is soon asked for again.
        self._quoted = lru_cache(_REMEMBERED * 2)(lambda i: Quoted(prints[i], partial(text_of, i)))
        self._telling_of = lru_cache(_REMEMBERED * 4)(self._weights_of)
        self._open = lru_cache(_REMEMBERED * 8)(self._is_open)
        self._flagged = lru_cache(_REMEMBERED * 2)(self._flagged_of)
        self._listed = lru_cache(1)(lambda i: (compared.columns_of(i), prints[i].words.split("\n")))
        self._called = lru_cache(_REMEMBERED * 8)(self._called_as)
        self._may_join = lru_cache(_REMEMBERED * 8)(self._joins)

    def forget(self) -> None:
        """Let go of everything: what it remembers of its own methods makes circles, and a build goes without a garbage
        collector."""
        self.__dict__.clear()

    def shared(self, one: int, other: int, *, is_close: bool = False) -> Shared:
        """At most three things that both articles write about, as article `one` spells them."""
        pair = (min(one, other), max(one, other))
        units = self._units.pop(pair, None)  # asked for from either side, once each
        if units is None:
            units = self._units[pair] = self._of_pair(*pair, is_close=is_close)
        quoted = self._quoted(one) if units else None
        printed = [quoted.printed(word, unit) for _, word, unit in units] if quoted else ()
        return Shared(tuple(printed), is_thin=len(units) == 1 and self._is_thin(units[0]))

    def _is_thin(self, found: _Unit) -> bool:
        """Neither name nor tag, or a place."""
        column, _, unit = found
        rank = self._rank[column]
        return rank == AT_PLACE or (rank == WORD and not self._called_in(unit))

    def _of_pair(self, one: int, other: int, *, is_close: bool) -> tuple[_Unit, ...]:
        """Words by their columns, and what each is a part of; what both mention in passing only where there is little
        else, and a single such word only where they are close."""
        both = self._quoted(one), self._quoted(other)
        chosen: list[_Unit] = []
        passing: list[_Unit] = []
        called: set[str] = set()
        units: list[str] = []
        for column in self.common(one, other, is_close=is_close):
            word = self._spelled.get(column) or self._word(column, one)
            name = self._called(column, word)
            if name in called:
                continue
            unit, is_passing = self._unit(column, word, *both)
            if not unit or any(unit in u or u in unit for u in units):
                continue
            called.add(name)
            units.append(unit)
            (passing if is_passing else chosen).append((column, word, unit))
            if len(chosen) == _SHOWN:
                break
        if not chosen and len(passing) == 1 and not is_close:
            return ()
        return tuple(chosen if len(chosen) > 1 else (*chosen, *passing)[:_SHOWN])

    def _word(self, column: int, i: int) -> str:
        """The word of a column, which article i has."""
        word = self._word_of(column)
        if word is None:
            columns, words = self._listed(i)
            word = words[int((columns == column).argmax())]
        self._spelled[column] = word
        return word

    def _unit(self, column: int, word: str, one: Quoted, other: Quoted) -> tuple[str, bool]:
        """The word, or what it is a part of in both articles, "" for a small English word and for half a name; and
        whether it is a place or a plain word that two long articles only mention, not in the title of either."""
        rank = self._rank[column]
        if rank < AT_PLACE or rank == TAGGED:
            return word, False
        if is_latin(word):
            return self._latin(word, one, other) if one.is_worthy(word) and other.is_worthy(word) else "", False
        mine, theirs = one.places(word), other.places(word)
        seldom = min(len(mine), len(theirs))  # never: a name under another spelling
        is_passing = seldom < _OFTEN and not one.means(word) and not other.means(word)
        if rank == AT_PLACE:
            return word, is_passing and seldom > 0
        return whole(word, mine, theirs, self._may_join), is_passing

    def _latin(self, word: str, one: Quoted, other: Quoted) -> str:
        """The word with what follows it where that is a name; as it is where the two articles spell it differently."""
        spelled = one.spelled(word)
        if spelled.isupper() or spelled != other.spelled(word):
            return word
        found = whole_latin(spelled, one.text, other.text)
        return word + found[len(spelled) :] if found else ""

    def common(self, one: int, other: int, *, is_close: bool) -> list[int]:
        """The columns of the telling words of both that may be named, the heaviest first, names before other words.

        Where they share no such word a rare verb will do, if they are close or it stands in both titles.
        """
        columns = self._telling_of_both(one, other) or self._spare_of(one, other, is_close=is_close)
        for i in (one, other):
            if not self._open(i):
                public = self._flagged(i, PUBLIC)
                columns = [column for column in columns if column in public]
        return sorted(columns[:_SEEN], key=self._rank.__getitem__)

    def _called_as(self, column: int, word: str) -> str:
        """The name that a word is a spelling of, else the word itself."""
        return (self._called_in(word) or word) if self._rank[column] <= AT_PLACE else word

    def _called_in(self, word: str) -> str:
        """The name that is meant by a word of the dictionary, "" if it is none."""
        found = named(word, classes((word,))[0], self._names)
        return found[1] if found else ""

    def _telling_of_both(self, one: int, other: int) -> list[int]:
        """The telling words of both, the heaviest first; who reported it only where a title says so."""
        mine, (columns, weights) = self._telling_of(one), self._telling_of(other)
        if self._laid_out.columns is columns:
            mine, columns, weights = (columns, weights), *mine
        self._laid_out.show(*mine)
        products = self._laid_out.weights.take(columns) * weights
        shared = (products != 0).nonzero()[0]  # of flags much quicker than of figures
        found: list[int] = columns[shared[(-products[shared]).argsort(kind="stable")]].tolist()
        if self._reports.isdisjoint(found):
            return found
        merely = self._reports - self._flagged(one, TITLE) - self._flagged(other, TITLE)
        return [column for column in found if column not in merely]

    def _weights_of(self, i: int) -> tuple[Integers, Floats]:
        """The telling words of an article by their columns, with their weights."""
        columns, weights = self._words.row(i)
        telling = self._meanings.telling[columns]
        return columns[telling], weights[telling].astype("float64")

    def _spare_of(self, one: int, other: int, *, is_close: bool) -> list[int]:
        """The rare verbs of both, the heaviest first; of two that are not close only those of both titles."""
        import numpy as np

        (mine, my_weights), (theirs, their_weights) = self._words.row(one), self._words.row(other)
        columns, here, there = np.intersect1d(mine, theirs, assume_unique=True, return_indices=True)
        spare = self._meanings.spare[columns]
        if not is_close:
            both = self._flagged(one, TITLE) & self._flagged(other, TITLE)
            spare &= np.array([column in both for column in columns.tolist()], np.bool_)
        weights = my_weights[here[spare]] * their_weights[there[spare]]
        order: list[int] = columns[spare][np.argsort(-weights, kind="stable")].tolist()
        return order

    def _joins(self, word: str) -> bool:
        """Whether a word may stand for something together with the one beside it."""
        kind = classes((word,))[0]
        if not kind.startswith(("n", "v", "b")) or kind.startswith("nr") or says_nothing(word):
            return False
        return not named(word, kind, self._names)

    def _is_open(self, i: int) -> bool:
        """Whether each of the article's words may be named."""
        return not self._prints[i].flags.translate(None, bytes((PUBLIC, PUBLIC | TITLE)))

    def _flagged_of(self, i: int, flag: int) -> frozenset[int]:
        """The columns of the words of article i that have a flag."""
        import numpy as np

        flags = np.frombuffer(self._prints[i].flags, np.uint8)
        return frozenset(self._columns_of(i)[flags & flag > 0].tolist())


class _LaidOut:
    """The weights of one article at a time with a place for every column."""

    def __init__(self, width: int) -> None:
        import numpy as np

        self.weights = np.zeros(width)
        self.columns: Integers = np.zeros(0, np.int32)

    def show(self, columns: Integers, weights: Floats) -> None:
        if self.columns is not columns:  # most pairs are asked for article by article
            self.weights[self.columns] = 0.0
            self.weights[columns], self.columns = weights, columns


def apart(one: date | None, other: date | None) -> tuple[Reason, ...]:
    """How far apart two articles were published, if that says something."""
    if one is None or other is None:
        return ()
    days = abs((one - other).days)
    if days == 0:
        return (Reason("same-day"),)
    return (Reason("days-apart", (str(days),)),) if days <= _NEAR_DAYS else ()
