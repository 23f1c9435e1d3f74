"""Words of Chinese and Latin text; the only module that knows rjieba."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from site_builder import text

_WORD = re.compile(f"[{text.HAN}]{{2}}|[a-zà-ɏ]{{2}}")
_HAN_WORD = re.compile(f"[{text.HAN}]{{2}}")


@dataclass(frozen=True, slots=True)
class Words:
    """`counts` of the folded words, their spelling on the page where it differs, `phrases`: words side by side."""

    counts: Counter[str]
    shown: dict[str, str]
    phrases: Counter[str]


def segment(string: str) -> Words:
    """Words of two characters or more, folded to simplified and lower case; no numbers, no punctuation."""
    import rjieba

    if not string:
        return Words(Counter(), {}, Counter())
    folded = text.simplified(string)
    tokens = rjieba.cut(folded)
    every = Counter(tokens)
    counts: Counter[str] = Counter()
    for token, n in every.items():
        if _WORD.match(token.lower()):
            counts[token.lower()] += n
    pairs = Counter(pairwise(tokens))
    phrases = Counter({f"{a} {b}": n for (a, b), n in pairs.items() if _HAN_WORD.match(a) and _HAN_WORD.match(b)})
    return Words(counts, _shown(string, folded, tokens), phrases)


def _shown(string: str, folded: str, tokens: list[str]) -> dict[str, str]:
    """Folded word -> first spelling on the page, where they differ."""
    shown: dict[str, str] = {}
    if folded != string and len(folded) == len(string):
        starts = accumulate(map(len, tokens), initial=0)
        for token, start in zip(tokens, starts, strict=False):
            surface = string[start : start + len(token)]
            if surface != token:
                shown.setdefault(token.lower(), surface)
    for token in set(tokens):
        if token.lower() != token:
            shown[token.lower()] = min(token, shown.get(token.lower(), token))
    return shown


def classes(words: Iterable[str]) -> list[str]:
    """The tagger's word class of each single word ("n", "nr", "ns", "v" ...), "" where it would cut it in two."""
    import rjieba

    found = []
    for word in words:
        tagged = rjieba.tag(word)
        found.append(tagged[0][1] if len(tagged) == 1 else "")
    return found
