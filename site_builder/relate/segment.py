"""Words of Chinese and Latin text; the only module that knows rjieba."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

_FIRST_HAN, _AFTER_HAN = "\u3400", "\ua000"  # the rarer blocks hold no words of the dictionary
_LATIN_WORD = re.compile("[a-zà-ɏ]{2}")
_CASED = re.compile("[A-Za-zÀ-ɏ]*[A-ZÀ-Þ][A-Za-z0-9À-ɏ]*")


@dataclass(frozen=True, slots=True)
class Words:
    """`counts` of the folded words, their spelling on the page where it differs, and all `tokens` in order."""

    counts: dict[str, int]
    shown: dict[str, str]
    tokens: list[str]

    def phrases(self, least: int) -> list[str]:
        """Chinese words that stand side by side at least so many times: "前体 化学品"."""
        often = {word for word, n in self.counts.items() if n >= least and word >= _FIRST_HAN}
        pairs = Counter([pair for pair in pairwise(self.tokens) if pair[0] in often and pair[1] in often])
        return [f"{a} {b}" for (a, b), n in pairs.items() if n >= least]


def segment(string: str, folded: str) -> Words:
    """Words of two characters or more, without numbers and punctuation. `folded` is `string` in simplified
    characters and lower case, of the same length where spellings are to be kept."""
    import rjieba

    if not folded.strip():
        return Words({}, {}, [])
    tokens = rjieba.cut(folded)
    counts = {
        token: n
        for token, n in Counter(tokens).items()
        if (_FIRST_HAN <= token < _AFTER_HAN and len(token) > 1)
        or ("a" <= token < _FIRST_HAN and _LATIN_WORD.match(token))
    }
    return Words(counts, _shown(string, folded, tokens), tokens)


def _shown(string: str, folded: str, tokens: list[str]) -> dict[str, str]:
    """Folded word -> its first spelling on the page, where they differ."""
    if folded == string:
        return {}
    if folded == string.lower():  # simplified characters: only Latin words are spelled otherwise
        return {word.lower(): word for word in reversed(_CASED.findall(string))}
    if len(folded) != len(string):
        return {}
    starts = list(accumulate(map(len, tokens[:-1]), initial=0))
    first = dict(zip(reversed(tokens), reversed(starts), strict=True))
    spelled = {token: string[start : start + len(token)] for token, start in first.items()}
    return {token: spelling for token, spelling in spelled.items() if spelling != token}


def classes(words: Iterable[str]) -> list[str]:
    """The tagger's word class of each single word ("n", "nr", "ns", "v" ...), "" where it would cut it in two."""
    import rjieba

    found = []
    for word in words:
        tagged = rjieba.tag(word)
        found.append(tagged[0][1] if len(tagged) == 1 else "")
    return found
