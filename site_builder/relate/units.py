"""The whole thing that a word is a part of, where two texts say so: 生物 in 生物识别 is no biology, 国华 is no name.

A word is looked up with its neighbours in both texts. What stands beside it in most places of both belongs to it, as
far as that is made of whole words of the dictionary.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Places:
    """Where a word stands in a text: what precedes it, nearest character first, and what follows it."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    as_printed: Places | None = None

    def folded(self) -> Places:
        """The same in simplified characters, with the printed ones kept aside."""
        return Places(tuple(map(folded, self.before)), tuple(map(folded, self.after)), self)

    def printed(self, unit: str, word: str, spelled: str) -> str:
        """What of these places reads `unit`, a whole around `word`, as the page spells it."""
        left, _, right = unit.partition(word)
        origin = self.as_printed or self
        for i, (before, after) in enumerate(zip(self.before, self.after, strict=True)):
            if before.startswith(left[::-1]) and after.startswith(right):
                return origin.before[i][: len(left)][::-1] + spelled + origin.after[i][: len(right)]
        return unit


def places(word: str, text: str, around: int = _AROUND) -> Places:
    """The first places of a word in a text, with so many neighbouring characters."""
    starts = _starts(word, text)
    ends = [start + len(word) for start in starts]
    return Places(
        tuple(text[max(last, start - around) : start][::-1] for last, start in zip((0, *ends), starts, strict=False)),
        tuple(
            text[end : min(following, end + around)]
            for end, following in zip(ends, (*starts[1:], len(text)), strict=False)
        ),
    )


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
            for after in places(word, text, around=_AROUND_LATIN).after
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
    left, right = _common(one.before, other.before)[::-1], _common(one.after, other.after)
    if not left and not right:
        return "" if _is_piece(word, one, other) else word
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
    return "" if found == word and _is_piece(word, one, other) else found


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


def _is_piece(word: str, one: Places, other: Places) -> bool:
    """Part of a foreign name in most places of either text: beside a dot, or transliterated and going on so; or what
    follows a family name wherever it stands."""
    before = (*one.before, *other.before)
    if before and all(_is_given_name(word, string[:1]) for string in before):
        return True
    beside = _GOING_ON if TRANSLITERATED.issuperset(word) else _DOTS
    for found in (one, other):
        touching = sum(b[:1] in beside or a[:1] in beside for b, a in zip(found.before, found.after, strict=True))
        if touching * 2 > len(found.before):
            return True
    return False


def _common(one: Sequence[str], other: Sequence[str]) -> str:
    """The longest beginning that at least half of each share, as far as it is Chinese."""
    agreed, mine = "", one
    for length in range(1, _AROUND + 1):
        mine = [string for string in mine if len(string) >= length]
        if 2 * len(mine) < max(1, len(one)):
            break
        following = [string[length - 1] for string in mine]
        wider = agreed + max(following, key=following.count)
        mine = [string for string in mine if string.startswith(wider)]
        theirs = sum(string.startswith(wider) for string in other)
        if not "\u3400" <= wider[-1] < "\ua000" or 2 * len(mine) < len(one) or 2 * theirs < max(1, len(other)):
            break
        agreed = wider
    return agreed
