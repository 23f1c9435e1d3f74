"""The whole thing that a word is a part of, where two texts say so: 生物 in 生物识别 is no biology, 国华 is no name.

A word is looked up with its neighbours in both texts. What stands beside it in most places of both belongs to it, as
far as that is made of whole words of the dictionary.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from site_builder.relate.found import FAMILY, TRANSLITERATED
from site_builder.relate.names import folded
from site_builder.relate.segment import is_guess, tokens

_NOTHING = "\0"  # which no text has
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
    there; a text in traditional characters is told from others, as all here is simplified but what is `printed`.

    `touching` are the characters right before and right after each place, _NOTHING where there is none: most words are
    a part of nothing, and these alone tell it.
    """

    def __init__(self, word: str, text: str, spelled: str = "", *, is_traditional: bool = False) -> None:
        self._word, self._text, self._spelled, self._is_traditional = word, text, spelled or word, is_traditional
        self._starts = _starts(self._spelled, text)
        if is_traditional:
            self.touching = (_first_of(self.before), _first_of(self.after))
        else:
            self.touching = _touching(self._starts, len(self._spelled), text)

    def __len__(self) -> int:
        return len(self._starts)

    @cached_property
    def before(self) -> list[str]:
        """What precedes it, nearest character first."""
        return list(map(folded, self._before)) if self._is_traditional else self._before

    @cached_property
    def after(self) -> list[str]:
        """What follows it."""
        return list(map(folded, self._after)) if self._is_traditional else self._after

    @property
    def _before(self) -> list[str]:
        borders = (0, *(start + len(self._spelled) for start in self._starts))
        text, pairs = self._text, zip(borders, self._starts, strict=False)
        return [text[max(last, start - _AROUND) : start][::-1] for last, start in pairs]

    @property
    def _after(self) -> list[str]:
        text, pairs = self._text, _ends(self._starts, len(self._spelled), self._text)
        return [text[end : min(following, end + _AROUND)] for end, following in pairs]

    def are_beside(self, signs: frozenset[str]) -> bool:
        """Whether most of these places have one of some characters on either side."""
        before, after = self.touching
        if signs.isdisjoint(before) and signs.isdisjoint(after):
            return False
        return 2 * sum(b in signs or a in signs for b, a in zip(before, after, strict=True)) > len(self)

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


def _ends(starts: Sequence[int], length: int, text: str) -> Iterator[tuple[int, int]]:
    """Where each place ends, and where the next one starts or the text ends."""
    return zip([start + length for start in starts], (*starts[1:], len(text)), strict=False)


def _touching(starts: Sequence[int], length: int, text: str) -> tuple[str, str]:
    before, after, end = "", "", 0
    for start in starts:
        if start > end:
            before += text[start - 1]
        else:  # the word stands twice in a row, or first
            before += _NOTHING
            after = after[:-1] + _NOTHING if after else after
        end = start + length
        after += text[end : end + 1] or _NOTHING
    return before, after


def _first_of(strings: Iterable[str]) -> str:
    return "".join([string[:1] or _NOTHING for string in strings])


def whole_latin(word: str, one: str, other: str) -> str:
    """A word of Latin script with the capitalised one that follows it in most places of both texts, "" where others
    follow it in most: Magic Leap, and no Kevin of two."""
    following = [_capitals_after(word, text) for text in (one, other)]
    named = [max(words, key=words.count, default="") for words in following]
    if named[0] == named[1]:
        return f"{word} {named[0]}".strip()
    is_first_name = all(2 * sum(map(bool, words)) > len(words) for words in following)
    return "" if is_first_name else word


def _capitals_after(word: str, text: str) -> list[str]:
    """The capitalised word that follows each place, "" for none."""
    places = _ends(_starts(word, text), len(word), text)
    found = [_CAPITAL.match(text, end, min(following, end + _AROUND_LATIN)) for end, following in places]
    return [match[1] if match else "" for match in found]


def whole(word: str, one: Places, other: Places, may_join: Callable[[str], bool]) -> str:
    """The word with what belongs to it, "" where it is only a piece of names that differ.

    `may_join` says which words of the dictionary may become a part of the whole.
    """
    (before, after), (before_other, after_other) = one.touching, other.touching
    left = _common(_usual(one.before), other.before)[::-1] if _may_agree(before, before_other) else ""
    right = _common(_usual(one.after), other.after) if _may_agree(after, after_other) else ""
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
    """Part of a foreign name in most places of either text, beside a dot or transliterated and going on so; or what
    follows a family name wherever it stands."""
    if (one or other) and all(_is_given_name(word, before) for text in (one, other) for before in text.touching[0]):
        return True
    signs = _GOING_ON if TRANSLITERATED.issuperset(word) else _DOTS
    return one.are_beside(signs) or other.are_beside(signs)


def _may_agree(one: str, other: str) -> bool:
    """Whether one Chinese character touches the word in at least half of the places of either text: if none does,
    nothing longer does. `one` and `other` are those that touch it."""
    found = one.replace(_NOTHING, "")
    commonest = max(found, key=found.count, default="")
    if not "\u3400" <= commonest < "\ua000" or 2 * found.count(commonest) < len(one):
        return False
    return 2 * other.count(commonest) >= max(1, len(other))


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
