"""What two articles have in common, for saying so: names first, then other words, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from site_builder.model import Reason
from site_builder.relate.fingerprint import PUBLIC, TITLE, Fingerprint
from site_builder.relate.found import TRANSLITERATED, Names
from site_builder.relate.gazetteer import is_publisher
from site_builder.relate.generic import CHINESE, ENGLISH
from site_builder.relate.matrix import Matrix
from site_builder.relate.names import fold, folded
from site_builder.relate.spelling import Spelling
from site_builder.relate.units import Places, places, whole, whole_latin
from site_builder.relate.usual import word_shares
from site_builder.relate.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_SHOWN = 3  # things that one reason names
_SEEN = 12  # shared words that are looked at for that
_NEAR_DAYS = 60  # farther apart than this says nothing
_FEW = 4  # what so many articles or fewer have in common is always evidence; beyond, what a larger share has is none
_COMMON, _COMMON_PLACE = 0.35, 0.1
_USUAL = 0.04  # share of articles in which a word usually stands that says nothing by itself
_OFTEN, _LONG_TEXT = 2, 1_500  # times that a text of more than so many characters has a word that it is about
_SELDOM = 0.02  # a verb in fewer articles than this may stand in for a noun
_EVERYWHERE = frozenset(("中国", "美国"))  # say nothing even about two
_ORDER: dict[str | None, int] = {"person": 0, "organisation": 0, "place": 1}
_PLACE, _TAG, _WORD = 1, 2, 3
_REMEMBERED = 1_000  # articles
_LATIN = re.compile("[a-zà-ɏ]")
_SHORT_WORD, _LONG_WORD = 3, 6  # letters of a Latin name; of an English word that is no name


class Evidence:
    """Answers what a pair of articles shares. Articles are numbered as in `prints`."""

    def __init__(
        self,
        prints: Sequence[Fingerprint],
        text_of: Callable[[int], str],
        names: Names,
        words: Matrix,
        vocabulary: Vocabulary,
    ) -> None:
        """`text_of`: what of each article may be quoted, its title the first line."""
        import numpy as np

        self._prints, self._names = prints, names
        self._words, self._vocabulary = words, vocabulary
        self._tags = frozenset(tag for p in prints for tag in p.tags.split("\n"))
        self._kinds = dict(zip(vocabulary.words, vocabulary.kinds, strict=True))
        latin = sum(p.is_latin for p in prints)
        limits = (len(prints), len(prints) - latin, latin)
        counted = zip(vocabulary.words, vocabulary.frequency.tolist(), strict=True)
        self._telling = np.array([self._is_telling(word, n, *limits) for word, n in counted], np.bool_)
        rare = vocabulary.frequency <= max(_FEW, _SELDOM * len(prints))
        self._cited = {n for n, w in enumerate(vocabulary.words) if names.kind(w) and is_publisher(w)}
        self._spare = rare & np.array([self._is_spare(word) for word in vocabulary.words], np.bool_)
        self._spellings = [Spelling(p) for p in prints]
        self._units: dict[tuple[int, int], tuple[tuple[str, str], ...]] = {}
        self._laid_out = _LaidOut(len(vocabulary.words))
        # Most pairs are of neighbours in time, so that what was worked out for one is soon asked for again.
        self._text = lru_cache(_REMEMBERED)(text_of)
        self._telling_of = lru_cache(_REMEMBERED * 4)(self._weights_of)
        self._places = lru_cache(_REMEMBERED * 8)(self._places_of)
        self._about = lru_cache(_REMEMBERED)(self._about_of)
        self._flagged = lru_cache(_REMEMBERED * 2)(self._flagged_of)
        self._is_open = [not p.flags.translate(None, bytes((PUBLIC, PUBLIC | TITLE))) for p in prints]

    def shared(self, one: int, other: int, *, is_close: bool = False) -> tuple[str, ...]:
        """At most three things that both articles write about, as article `one` spells them."""
        pair = (min(one, other), max(one, other))
        units = self._units.pop(pair, None)  # asked for from either side, once each
        if units is None:
            units = self._units[pair] = self._of_pair(*pair, is_close=is_close)
        return tuple(self._printed(one, word, unit) for word, unit in units)

    def is_thin(self, shared: tuple[str, ...]) -> bool:
        """A single word that is neither name nor tag, or a place alone."""
        return len(shared) == 1 and self.rank(fold(shared[0])) in {_PLACE, _WORD}

    def _of_pair(self, one: int, other: int, *, is_close: bool) -> tuple[tuple[str, str], ...]:
        """Words, and what each is a part of; what both mention in passing only where there is little else, and a single
        such word only where they are close."""
        chosen: list[tuple[str, str]] = []
        passing: list[tuple[str, str]] = []
        called: set[str] = set()
        for word in self.common(one, other, is_close=is_close):
            unit, is_passing = self._unit(word, one, other)
            name = self._names.called(word)
            if not unit or name in called or any(unit in u or u in unit for _, u in (*chosen, *passing)):
                continue
            called.add(name)
            (passing if is_passing else chosen).append((word, unit))
            if len(chosen) == _SHOWN:
                break
        if not chosen and len(passing) == 1 and not is_close:
            return ()
        return tuple(chosen if len(chosen) > 1 else (*chosen, *passing)[:_SHOWN])

    def _unit(self, word: str, one: int, other: int) -> tuple[str, bool]:
        """The word, or what it is a part of in both articles, "" for a small English word and for half a name; and
        whether it is a place or a plain word that two long articles only mention, not in the title of either."""
        rank = self.rank(word)
        if rank < _PLACE or rank == _TAG:
            return word, False
        if _LATIN.match(word):
            is_worthy = self._is_worthy(word, one) and self._is_worthy(word, other)
            return self._latin(word, one, other) if is_worthy else "", False
        places = self._places(one, word), self._places(other, word)
        seldom = min(len(found.before) for found in places)  # never: a name under another spelling
        is_passing = seldom < _OFTEN and not any(self._is_for_certain(i, word) for i in (one, other))
        if rank == _PLACE:
            return word, is_passing and seldom > 0
        return whole(word, *places, self._may_join), is_passing

    def _latin(self, word: str, one: int, other: int) -> str:
        """The word with what follows it where that is a name; as it is where the two articles spell it differently."""
        spelled = self._spellings[one].of(word)
        if spelled.isupper() or spelled != self._spellings[other].of(word):
            return word
        found = whole_latin(spelled, self._text(one), self._text(other))
        return word + found[len(spelled) :] if found else ""

    def _printed(self, i: int, word: str, unit: str) -> str:
        """The unit around a word as article i spells it."""
        spelled = self._spellings[i].of(word)
        if unit == word or _LATIN.match(word):
            return spelled + unit[len(word) :]
        return self._places(i, word).printed(unit, word, spelled) if self._spellings[i].is_traditional else unit

    def common(self, one: int, other: int, *, is_close: bool) -> list[str]:
        """The telling words of both that may be named, the heaviest first, names before other words.

        Where they share no such word a rare verb will do, if they are close or it stands in both titles.
        """
        columns = self._telling_of_both(one, other) or self._spare_of(one, other, is_close=is_close)
        for i in (one, other):
            if not self._is_open[i]:
                public = self._flagged(i, PUBLIC)
                columns = [column for column in columns if column in public]
        return sorted((self._vocabulary.words[column] for column in columns[:_SEEN]), key=self.rank)

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
        if self._cited.isdisjoint(found):
            return found
        merely = self._cited - self._flagged(one, TITLE) - self._flagged(other, TITLE)
        return [column for column in found if column not in merely]

    def _weights_of(self, i: int) -> tuple[Integers, Floats]:
        """The telling words of an article by their columns, with their weights."""
        columns, weights = self._words.row(i)
        telling = self._telling[columns]
        return columns[telling], weights[telling].astype("float64")

    def _spare_of(self, one: int, other: int, *, is_close: bool) -> list[int]:
        """The rare verbs of both, the heaviest first; of two that are not close only those of both titles."""
        import numpy as np

        (mine, my_weights), (theirs, their_weights) = self._words.row(one), self._words.row(other)
        columns, here, there = np.intersect1d(mine, theirs, assume_unique=True, return_indices=True)
        spare = self._spare[columns]
        if not is_close:
            both = self._flagged(one, TITLE) & self._flagged(other, TITLE)
            spare &= np.array([column in both for column in columns.tolist()], np.bool_)
        weights = my_weights[here[spare]] * their_weights[there[spare]]
        order: list[int] = columns[spare][np.argsort(-weights, kind="stable")].tolist()
        return order

    def rank(self, word: str) -> int:
        """Names of people and bodies first, then places, then what the articles are tagged with, then other words."""
        name = self._names.kind(word)
        return _ORDER.get(name, _TAG if word in self._tags else _WORD)

    def _places_of(self, i: int, word: str) -> Places:
        """Where a word stands in the text of article i; in simplified characters."""
        spelling = self._spellings[i]
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
        latin, is_latin = self._spellings[i].of(word), self._prints[i].is_latin
        if len(latin) >= _SHORT_WORD and (latin.isupper() or not (is_latin or latin.islower())):
            return True
        return is_latin and len(latin) >= _LONG_WORD and not latin.lower().endswith(("ed", "ing", "ly"))

    def _may_join(self, word: str) -> bool:
        """Whether a word may stand for something together with the one beside it."""
        kind = self._kinds.get(word, "")
        return (
            kind.startswith(("n", "v", "b"))
            and not kind.startswith("nr")
            and not _says_nothing(word)
            and not self._names.kind(word)
        )

    def _is_telling(self, word: str, frequency: int, every: int, chinese: int, latin: int) -> bool:
        """Worth naming: a name or a noun that is neither generic nor in most articles of its script."""
        name = self._names.kind(word)
        if name:
            share = _COMMON_PLACE if name == "place" else _COMMON
            return frequency <= max(_FEW, share * every) and word not in _EVERYWHERE
        if word in self._tags:
            return frequency <= max(_FEW, _COMMON * every)
        if _LATIN.match(word):
            return frequency <= max(_FEW, _COMMON * latin) and word not in ENGLISH
        kind = self._kinds[word]
        if kind.startswith("nr") and (len(word) == 2 or not TRANSLITERATED.issuperset(word)):
            return False  # half of a foreign name, or a Chinese one that was found wanting
        is_noun = kind.startswith("n") and not _says_nothing(word) and word[-1] not in "的了性"
        return is_noun and frequency <= max(_FEW, _COMMON * chinese)

    def _is_spare(self, word: str) -> bool:
        return self._kinds[word].startswith(("v", "i", "l")) and not _says_nothing(word)

    def _flagged_of(self, i: int, flag: int) -> frozenset[int]:
        """The columns of the words of article i that have a flag."""
        import numpy as np

        flags = np.frombuffer(self._prints[i].flags, np.uint8)
        return frozenset(self._vocabulary.of(i)[flags & flag > 0].tolist())


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


def _says_nothing(word: str) -> bool:
    return word in CHINESE or word_shares().get(word, 0.0) > _USUAL


def apart(one: date | None, other: date | None) -> tuple[Reason, ...]:
    """How far apart two articles were published, if that says something."""
    if one is None or other is None:
        return ()
    days = abs((one - other).days)
    if days == 0:
        return (Reason("same-day"),)
    return (Reason("days-apart", (str(days),)),) if days <= _NEAR_DAYS else ()
