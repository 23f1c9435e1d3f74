"""The whole thing that a word is a part of, where two texts say so: 生物 in 生物识别 is no biology, 国华 is no name.

A word is looked up with its neighbours in both texts. What stands beside it in most places of both belongs to it, as
far as that is made of whole words of the dictionary.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate

from site_builder.relate.found import FAMILY, TRANSLITERATED
from site_builder.relate.names import folded
from site_builder.relate.segment import is_guess, tokens

_AROUND = 6  # neighbouring characters that are looked at
_AROUND_LATIN = 24
_CAPITAL = re.compile(r" ([A-ZÀ-Þ][\w’'-]+)")
_MOST = 8  # places in one text
_PROOF = 3  # places that prove what always follows
_LONGEST = 10  # characters of the whole
_DOTS = frozenset("·•・‧")
_GOING_ON = _DOTS | TRANSLITERATED
_ENDINGS = frozenset("者率权案型战级式队团省署厅局部")  # one character that makes another word of the one before
_LITTLE = frozenset(
    "的了在是和与及或等对为从向把被将以于而但也都就还又不没有个这那其该各每某一二三两几多少中上下里外前后时说会能要可"
    "名位条张件次种家只起份座艘辆架批场年月日号至约近达由经据令使让给此本全另更最很太再已正新老大小因若如即均仍称"
)


class Places:
    """The first places of a word in a text, with so many neighbouring characters. `spelled` is the word as it stands
    there; a text in traditional characters is told from others, as all here is simplified but what is `printed`."""

    def __init__(
        self, word: str, text: str, spelled: str = "", *, is_traditional: bool = False, around: int = _AROUND
    ) -> None:
        self._word, self._spelled, self._is_traditional = word, spelled or word, is_traditional
        starts = _starts(self._spelled, text)
        ends = [start + len(self._spelled) for start in starts]
        self._before = [
            text[max(last, start - around) : start][::-1] for last, start in zip((0, *ends), starts, strict=False)
        ]
        self._after = [
            text[end : min(following, end + around)]
            for end, following in zip(ends, (*starts[1:], len(text)), strict=False)
        ]

    def __len__(self) -> int:
        return len(self._before)

    @cached_property
    def before(self) -> list[str]:
        """What precedes it, nearest character first."""
        return list(map(folded, self._before)) if self._is_traditional else self._before

    @cached_property
    def after(self) -> list[str]:
        """What follows it."""
        return list(map(folded, self._after)) if self._is_traditional else self._after

    @cached_property
    def usually_before(self) -> str:
        """What precedes it in at least half of the places, as far as that is Chinese."""
        return _usual(self.before)

    @cached_property
    def usually_after(self) -> str:
        """What follows it in at least half of them."""
        return _usual(self.after)

    @cached_property
    def is_foreign(self) -> bool:
        """Whether it is part of a foreign name in most places: beside a dot, or transliterated and going on so."""
        beside = _GOING_ON if TRANSLITERATED.issuperset(self._word) else _DOTS
        touching = sum(b[:1] in beside or a[:1] in beside for b, a in zip(self.before, self.after, strict=True))
        return touching * 2 > len(self)

    @cached_property
    def is_given_name(self) -> bool:
        """Whether it follows a family name in all places."""
        return all(_is_given_name(self._word, string[:1]) for string in self.before)

    def printed(self, unit: str) -> str:
        """What of these places reads `unit`, a whole around the word, as the page spells it."""
        left, _, right = unit.partition(self._word)
        for i, (before, after) in enumerate(zip(self.before, self.after, strict=True)):
            if before.startswith(left[::-1]) and after.startswith(right):
                return self._before[i][: len(left)][::-1] + self._spelled + self._after[i][: len(right)]
        return unit


def _starts(word: str, text: str) -> list[int]:
    """Where the first places begin; looked for, as taking the text apart would copy it."""
    starts: list[int] = []
    at = text.find(word)
    while at >= 0 and len(starts) < _MOST:
        starts.append(at)
        at = text.find(word, at + len(word))
    return starts


def whole_latin(word: str, one: str, other: str) -> str:
    """A word of Latin script with the capitalised one that follows it in most places of both texts, "" where others
    follow it in most: Magic Leap, and no Kevin of two."""
    following = [
        [
            found[1] if (found := _CAPITAL.match(after)) else ""
            for after in Places(word, text, around=_AROUND_LATIN).after
        ]
        for text in (one, other)
    ]
    named = [max(words, key=words.count, default="") for words in following]
    if named[0] == named[1]:
        return f"{word} {named[0]}".strip()
    is_first_name = all(2 * sum(map(bool, words)) > len(words) for words in following)
    return "" if is_first_name else word


def whole(word: str, one: Places, other: Places, may_join: Callable[[str], bool]) -> str:
    """The word with what belongs to it, "" where it is only a piece of names that differ.

    `may_join` says which words of the dictionary may become a part of the whole.
    """
    left = _common(one.usually_before, other.before)[::-1]
    right = _common(one.usually_after, other.after)
    if not left and not right:
        return "" if _is_piece(one, other) else word
    parts = tokens(left + word + right)
    starts = list(accumulate(map(len, parts), initial=0))
    first, last = bisect_right(starts, len(left)) - 1, bisect_left(starts, len(left + word))
    covering = "".join(parts[first:last])
    if covering != word:  # the dictionary has a longer word here
        return word if last - first > 1 else "" if is_guess(covering) else covering
    if parts[:first][-1:] and _is_given_name(word, parts[first - 1]):
        return parts[first - 1] + word
    beside = {*parts[:first][-1:], *parts[last:][:1]} - _LITTLE
    if beside and is_guess(word):
        return ""
    found = _widened(word, parts[:first], parts[last:], may_join)
    if found == word and parts[last:] and _always(parts[last], (*one.after, *other.after)):
        found += parts[last]
    if found.startswith(word) and parts[:first] and _always(parts[first - 1], (*one.before, *other.before)):
        found = parts[first - 1] + found
    return "" if found == word and _is_piece(one, other) else found


def _is_given_name(word: str, before: str) -> bool:
    return before in FAMILY and len(word) == 2 and TRANSLITERATED.isdisjoint(word)


def _widened(word: str, before: Sequence[str], after: Sequence[str], may_join: Callable[[str], bool]) -> str:
    for part in after:
        if len(word + part) > _LONGEST or not (may_join(part) if len(part) > 1 else part in _ENDINGS):
            break
        word += part
    for part in reversed(before):
        if len(word + part) > _LONGEST or len(part) < 2 or not may_join(part):
            break
        word = part + word
    return word


def _always(part: str, beside: Sequence[str]) -> bool:
    """Whether a character that means something stands there in every place: 区块 is always 区块链, 废水 核废水."""
    is_one = len(part) == 1 and part not in _LITTLE and len(beside) >= _PROOF
    return is_one and all(string.startswith(part) for string in beside)


def _is_piece(one: Places, other: Places) -> bool:
    """Part of a foreign name in either text, or what follows a family name wherever it stands."""
    is_given_name = (len(one) or len(other)) and one.is_given_name and other.is_given_name
    return bool(is_given_name or one.is_foreign or other.is_foreign)


def _usual(beside: Sequence[str]) -> str:
    """The longest beginning that at least half of some strings have, as far as it is Chinese."""
    agreed, least = "", max(1, len(beside)) / 2
    mine = [string for string in beside if string]
    while len(mine) >= least:
        following = [string[len(agreed)] for string in mine]
        wider = agreed + max(following, key=following.count)
        if not "\u3400" <= wider[-1] < "\ua000" or following.count(wider[-1]) < least:
            break
        agreed = wider
        mine = [string for string in mine if len(string) > len(agreed) and string.startswith(agreed)]
    return agreed


def _common(usual: str, other: Sequence[str]) -> str:
    """The longest beginning of what is usual in one text that at least half of the places in the other have, too."""
    for length in range(1, len(usual) + 1):
        if 2 * sum([string.startswith(usual[:length]) for string in other]) < max(1, len(other)):
            return usual[: length - 1]
    return usual
