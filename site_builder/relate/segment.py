"""Words of Chinese and Latin text; the only module that knows rjieba."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

_FIRST_HAN, _AFTER_HAN = "\u3400", "\ua000"  # the rarer blocks hold no words of the dictionary
_LATIN_WORD = re.compile("[a-zà-ɏ]{2}")
_LATIN = re.compile("[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ]*")


@dataclass(frozen=True, slots=True)
class Words:
    """`counts` of the folded words, and their spelling on the page where it differs."""

    counts: dict[str, int]
    shown: dict[str, str]


def segment(string: str, lower: str, folded: str) -> Words:
    """Words of two characters or more, without numbers and punctuation. `lower` is `string` in lower case, `folded` in
    simplified characters besides, of the same length where spellings are to be kept."""
    if not folded.strip():
        return Words({}, {})
    found = tokens(folded)
    counts = Counter([token for token in found if len(token) > 1])
    others = [
        token
        for token in counts
        if not _FIRST_HAN <= token < _AFTER_HAN and not ("a" <= token < _FIRST_HAN and _LATIN_WORD.match(token))
    ]
    for sign in others:  # few: most of what is left are words
        del counts[sign]
    return Words(counts, _shown(string, lower, folded, found, counts))


def _shown(string: str, lower: str, folded: str, tokens: list[str], words: Iterable[str]) -> dict[str, str]:
    """Folded word -> its first spelling on the page, for those `words` whose spellings differ."""
    if folded == string:
        return {}
    if folded == lower:  # simplified characters: only Latin words are spelled otherwise
        return {small: word for word in reversed(_LATIN.findall(string)) if (small := word.lower()) != word}
    if len(folded) != len(string):
        return {}
    starts = list(accumulate(map(len, tokens[:-1]), initial=0))
    first = dict(zip(reversed(tokens), reversed(starts), strict=True))
    spelled = ((word, string[(start := first[word]) : start + len(word)]) for word in words)
    return {word: spelling for word, spelling in spelled if spelling != word}


def tokens(folded: str) -> list[str]:
    """All words and signs of a folded text, one after the other."""
    import rjieba

    found: list[str] = rjieba.cut(folded)
    return found


def is_guess(word: str) -> bool:
    """Whether a word stands in no dictionary and was guessed from its characters."""
    import rjieba

    return len(rjieba.cut(word, hmm=False)) > 1


def classes(words: Iterable[str]) -> list[str]:
    """The tagger's word class of each single word ("n", "nr", "ns", "v" ...), "" where it would cut it in two."""
    import rjieba

    found = []
    for word in words:
        tagged = rjieba.tag(word)
        found.append(tagged[0][1] if len(tagged) == 1 else "")
    return found
