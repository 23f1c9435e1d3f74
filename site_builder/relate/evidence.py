"""What two articles have in common, for saying so: names first, then phrases, then words, the rarest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from site_builder.model import Reason
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.names import KnownNames

_SHOWN = 3  # things that one reason names
_GENERIC = frozenset(
    ("记者", "问题", "时间", "图片", "编者", "来源", "作者", "文章", "内容", "情况", "方面", "事情", "东西", "地方")
)


class Evidence:
    """Answers what a pair shares. `rarity` is every word's ln(N / df); `kinds` its word class."""

    def __init__(
        self, prints: Sequence[Fingerprint], names: KnownNames, rarity: Mapping[str, float], kinds: Mapping[str, str]
    ) -> None:
        self._names = names
        self._rarity = rarity
        self._kinds = kinds
        self._words = [self._public(p) for p in prints]
        self._phrases = [frozenset(p.phrases.split("\n")) if p.phrases else frozenset() for p in prints]

    def shared(self, one: int, other: int) -> tuple[str, ...]:
        """At most three things that both articles write about, as `one` spells them."""
        mine, theirs = self._words[one], self._words[other]
        common = [word for word in mine if word in theirs and self._is_telling(word)]
        common.sort(key=self._order)
        chosen: list[str] = []
        for word in common:
            shown = self._phrase(word, one, other) or mine[word]
            if not any(shown in c or c in shown for c in chosen):
                chosen.append(shown)
        return tuple(chosen[:_SHOWN])

    def _public(self, fingerprint: Fingerprint) -> dict[str, str]:
        """Word -> its spelling on the page, for the words that may be named."""
        words = zip(fingerprint.words.split("\n"), fingerprint.shown.split("\n"), fingerprint.is_public, strict=False)
        return {word: shown or word for word, shown, public in words if public and word}

    def _is_telling(self, word: str) -> bool:
        if word in self._names.kinds:
            return True
        kind = self._kinds.get(word, "")
        return kind[:1] == "n" and word not in _GENERIC and self._rarity.get(word, 0) > 0.5

    def _order(self, word: str) -> tuple[bool, float, str]:
        return word not in self._names.kinds, -self._rarity.get(word, 0), word

    def _phrase(self, word: str, one: int, other: int) -> str:
        """The longest pair of words around `word` that stands in both articles, without the blank."""
        pairs = [p for p in self._phrases[one] & self._phrases[other] if word in p.split(" ")]
        return min(pairs, key=lambda p: (-len(p), p)).replace(" ", "") if pairs else ""


def apart(one: date | None, other: date | None) -> tuple[Reason, ...]:
    """How far apart two articles were published, if that says something: up to two months."""
    if one is None or other is None:
        return ()
    days = abs((one - other).days)
    if days == 0:
        return (Reason("same-day"),)
    return (Reason("days-apart", (str(days),)),) if days <= 60 else ()
