"""What two articles have in common, for saying so: names first, then other words, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Any

from site_builder.model import Reason
from site_builder.relate.fingerprint import PUBLIC, TITLE, Fingerprint
from site_builder.relate.matrix import Matrix
from site_builder.relate.meanings import AT_PLACE, TAGGED, WORD, Meanings
from site_builder.relate.names import KnownNames, folded
from site_builder.relate.rows import Rows
from site_builder.relate.segment import classes
from site_builder.relate.spelling import Spelling
from site_builder.relate.traits import named, says_nothing
from site_builder.relate.units import Places, places, whole, whole_latin

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_SHOWN = 3  # things that one reason names
_SEEN = 12  # shared words that are looked at for that
_NEAR_DAYS = 60  # farther apart than this says nothing
_OFTEN, _LONG_TEXT = 2, 1_500  # times that a text of more than so many characters has a word that it is about
_REMEMBERED = 1_000  # articles
_LATIN = re.compile("[a-zà-ɏ]")
_SHORT_WORD, _LONG_WORD = 3, 6  # letters of a Latin name; of an English word that is no name


_Unit = tuple[int, str, str]  # a word's column, the word, and the whole that it is a part of


@dataclass(frozen=True, slots=True)
class Shared:
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
        words: Matrix,
        columns: Rows,
        meanings: Meanings,
        *,
        names: KnownNames,
    ) -> None:
        """`text_of`: what of each article may be quoted, its title the first line. `words` and `meanings` are by
        column; `columns` are those of each article's words in the order of its fingerprint, -1 for none."""
        import numpy as np

        self._prints, self._names = prints, names
        self._words, self._columns, self._meanings = words, columns, meanings
        self._nameable = np.append(meanings.telling | meanings.spare, np.False_)  # the last: of what has no column
        self._reports = frozenset(meanings.reports.nonzero()[0].tolist())
        self._units: dict[tuple[int, int], tuple[_Unit, ...]] = {}
        self._laid_out = _LaidOut(words.width)
        # Most pairs are of neighbours in time, so that what was worked out for one is soon asked for again.
        self._text = lru_cache(_REMEMBERED)(text_of)
        self._telling_of = lru_cache(_REMEMBERED * 4)(self._weights_of)
        self._places = lru_cache(_REMEMBERED * 8)(self._places_of)
        self._about = lru_cache(_REMEMBERED)(self._about_of)
        self._open = lru_cache(_REMEMBERED * 8)(self._is_open)
        self._flagged = lru_cache(_REMEMBERED * 2)(self._flagged_of)
        self._spelling = lru_cache(_REMEMBERED * 2)(self._spelling_of)
        self._spelled = lru_cache(1)(self._spelled_of)  # one article is asked about at a time
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
            units = self._units[pair] = self._of_pair(*pair, self._spelled(one), is_close=is_close)
        printed = tuple(self._printed(one, word, unit) for _, word, unit in units)
        return Shared(printed, is_thin=len(units) == 1 and self._is_thin(units[0]))

    def _is_thin(self, found: _Unit) -> bool:
        """Neither name nor tag, or a place."""
        column, _, unit = found
        rank = self._meanings.rank[column]
        return bool(rank == AT_PLACE or (rank == WORD and not self._called_in(unit)))

    def _of_pair(self, one: int, other: int, spelled: Mapping[int, str], *, is_close: bool) -> tuple[_Unit, ...]:
        """Words, which are `spelled` by their columns, and what each is a part of; what both mention in passing
        only where there is little else, and a single such word only where they are close."""
        chosen: list[_Unit] = []
        passing: list[_Unit] = []
        called: set[str] = set()
        for column in self.common(one, other, is_close=is_close):
            word = spelled[column]
            unit, is_passing = self._unit(column, word, one, other)
            name = self._called(column, word)
            if not unit or name in called or any(unit in u or u in unit for *_, u in (*chosen, *passing)):
                continue
            called.add(name)
            (passing if is_passing else chosen).append((column, word, unit))
            if len(chosen) == _SHOWN:
                break
        if not chosen and len(passing) == 1 and not is_close:
            return ()
        return tuple(chosen if len(chosen) > 1 else (*chosen, *passing)[:_SHOWN])

    def _unit(self, column: int, word: str, one: int, other: int) -> tuple[str, bool]:
        """The word, or what it is a part of in both articles, "" for a small English word and for half a name; and
        whether it is a place or a plain word that two long articles only mention, not in the title of either."""
        rank = self._meanings.rank[column]
        if rank < AT_PLACE or rank == TAGGED:
            return word, False
        if _LATIN.match(word):
            is_worthy = self._is_worthy(word, one) and self._is_worthy(word, other)
            return self._latin(word, one, other) if is_worthy else "", False
        places = self._places(one, word), self._places(other, word)
        seldom = min(len(found.before) for found in places)  # never: a name under another spelling
        is_passing = seldom < _OFTEN and not any(self._is_for_certain(i, word) for i in (one, other))
        if rank == AT_PLACE:
            return word, is_passing and seldom > 0
        return whole(word, *places, self._may_join), is_passing

    def _latin(self, word: str, one: int, other: int) -> str:
        """The word with what follows it where that is a name; as it is where the two articles spell it differently."""
        spelled = self._spelling(one).of(word)
        if spelled.isupper() or spelled != self._spelling(other).of(word):
            return word
        found = whole_latin(spelled, self._text(one), self._text(other))
        return word + found[len(spelled) :] if found else ""

    def _printed(self, i: int, word: str, unit: str) -> str:
        """The unit around a word as article i spells it."""
        spelled = self._spelling(i).of(word)
        if unit == word or _LATIN.match(word):
            return spelled + unit[len(word) :]
        return self._places(i, word).printed(unit, word, spelled) if self._spelling(i).is_traditional else unit

    def common(self, one: int, other: int, *, is_close: bool) -> list[int]:
        """The columns of the telling words of both that may be named, the heaviest first, names before other words.

        Where they share no such word a rare verb will do, if they are close or it stands in both titles.
        """
        columns = self._telling_of_both(one, other) or self._spare_of(one, other, is_close=is_close)
        for i in (one, other):
            if not self._open(i):
                public = self._flagged(i, PUBLIC)
                columns = [column for column in columns if column in public]
        return sorted(columns[:_SEEN], key=self._meanings.rank.__getitem__)

    def _spelled_of(self, i: int) -> dict[int, str]:
        """The words of article i that may have to be named, by their columns."""
        columns, words = self._columns.row(i), self._prints[i].words.split("\n")
        nameable = self._nameable[columns]
        return dict(zip(columns[nameable].tolist(), compress(words, nameable.tolist()), strict=True))

    def _called_as(self, column: int, word: str) -> str:
        """The name that a word is a spelling of, else the word itself."""
        return (self._called_in(word) or word) if self._meanings.rank[column] <= AT_PLACE else word

    def _called_in(self, word: str) -> str:
        """The name that is meant by a word of the dictionary, "" if it is none."""
        found = named(word, classes((word,))[0], self._names)
        return found[1] if found else ""

    def _telling_of_both(self, one: int, other: int) -> list[int]:
        """The telling words of both, the heaviest first; who reported it only where a title says so."""
        import numpy as np

        mine, (columns, weights) = self._telling_of(one), self._telling_of(other)
        if self._laid_out.columns is columns:
            mine, columns, weights = (columns, weights), *mine
        self._laid_out.show(*mine)
        products = self._laid_out.weights.take(columns) * weights
        shared = np.flatnonzero(products)
        found: list[int] = columns[shared[np.argsort(-products[shared], kind="stable")]].tolist()
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

    def _places_of(self, i: int, word: str) -> Places:
        """Where a word stands in the text of article i; in simplified characters."""
        spelling = self._spelling(i)
        found = places(spelling.of(word), self._text(i))
        return found.folded() if spelling.is_traditional else found

    def _is_for_certain(self, i: int, word: str) -> bool:
        """Whether article i is so short that each of its words is meant, or has the word in its title."""
        is_short, title = self._about(i)
        return is_short or word in title

    def _about_of(self, i: int) -> tuple[bool, str]:
        """Whether article i is short, and its folded title."""
        text = self._text(i)
        return len(text) <= _LONG_TEXT, folded(text.partition("\n")[0])

    def _is_worthy(self, word: str, i: int) -> bool:
        """An acronym or a name; in a text of Latin script also a longer word that looks like a noun."""
        latin, is_latin = self._spelling(i).of(word), self._prints[i].is_latin
        if len(latin) >= _SHORT_WORD and (latin.isupper() or not (is_latin or latin.islower())):
            return True
        return is_latin and len(latin) >= _LONG_WORD and not latin.lower().endswith(("ed", "ing", "ly"))

    def _joins(self, word: str) -> bool:
        """Whether a word may stand for something together with the one beside it."""
        kind = classes((word,))[0]
        if not kind.startswith(("n", "v", "b")) or kind.startswith("nr") or says_nothing(word):
            return False
        return not named(word, kind, self._names)

    def _spelling_of(self, i: int) -> Spelling:
        return Spelling(self._prints[i])

    def _is_open(self, i: int) -> bool:
        """Whether each of the article's words may be named."""
        return not self._prints[i].flags.translate(None, bytes((PUBLIC, PUBLIC | TITLE)))

    def _flagged_of(self, i: int, flag: int) -> frozenset[int]:
        """The columns of the words of article i that have a flag."""
        import numpy as np

        flags = np.frombuffer(self._prints[i].flags, np.uint8)
        return frozenset(self._columns.row(i)[flags & flag > 0].tolist())


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
