"""What two articles have in common, for saying so: names first, then phrases, then words, the most telling first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from site_builder.model import Reason
from site_builder.relate.fingerprint import PUBLIC, Fingerprint
from site_builder.relate.matrix import Matrix
from site_builder.relate.names import KnownNames
from site_builder.relate.vectors import Vocabulary

_SHOWN = 3  # things that one reason names
_SEEN = 12  # shared words that are looked at for that
_NEAR_DAYS = 60  # farther apart than this says nothing
_GENERIC = frozenset(
    ("记者", "问题", "时间", "图片", "编者", "来源", "作者", "文章", "内容", "情况", "方面", "事情", "东西", "地方")
)


class Evidence:
    """Answers what a pair of articles shares. Articles are numbered as in `prints`."""

    def __init__(self, prints: Sequence[Fingerprint], names: KnownNames, words: Matrix, vocabulary: Vocabulary) -> None:
        import numpy as np

        self._prints, self._names, self._words, self._vocabulary = prints, names, words, vocabulary
        named = zip(vocabulary.words, vocabulary.kinds, strict=True)
        self._telling = np.array([self._is_telling(word, kind) for word, kind in named], np.bool_)
        self._is_open = [bytes([PUBLIC]) * len(p.flags) == bytes(f & PUBLIC for f in p.flags) for p in prints]

    def of(self, one: int) -> OneSided:
        """The evidence as article `one` spells it."""
        return OneSided(self, one)

    def common(self, one: int, other: int) -> list[str]:
        """The telling words of both that may be named, the heaviest first, names before other words."""
        import numpy as np

        columns, mine, theirs = np.intersect1d(
            self._words.row(one)[0], self._words.row(other)[0], assume_unique=True, return_indices=True
        )
        weights = np.where(
            self._telling[columns], self._words.row(one)[1][mine] * self._words.row(other)[1][theirs], 0.0
        )
        order = np.argsort(-weights, kind="stable")[: (weights > 0).sum()]
        words = [self._vocabulary.words[column] for column in columns[order].tolist()]
        public = [word for word in words if self._is_public(one, word) and self._is_public(other, word)]
        return sorted(public[:_SEEN], key=lambda word: word not in self._names.kinds)

    def phrases(self, i: int) -> str:
        return self._prints[i].phrases

    def spelling(self, i: int) -> tuple[list[str], list[str]]:
        """The words of an article, and their spelling on its page where it differs."""
        return self._prints[i].words.split("\n"), self._prints[i].shown.split("\n")

    def _is_telling(self, word: str, kind: str) -> bool:
        return word in self._names.kinds or (kind[:1] == "n" and word not in _GENERIC)

    def _is_public(self, i: int, word: str) -> bool:
        return self._is_open[i] or bool(
            self._prints[i].flags[bisect_left(self._prints[i].words.split("\n"), word)] & PUBLIC
        )


class OneSided:
    """The evidence for the links of one article, its word lists unfolded once."""

    def __init__(self, evidence: Evidence, one: int) -> None:
        self._evidence, self._one = evidence, one
        self._words, self._shown = evidence.spelling(one)
        self._phrases: dict[str, list[str]] = {}
        for phrase in filter(None, evidence.phrases(one).split("\n")):
            for word in phrase.split(" "):
                self._phrases.setdefault(word, []).append(phrase)

    def shared(self, other: int) -> tuple[str, ...]:
        """At most three things that both articles write about."""
        theirs = f"\n{self._evidence.phrases(other)}\n"
        chosen: list[str] = []
        for word in self._evidence.common(self._one, other):
            both = [phrase for phrase in self._phrases.get(word, ()) if f"\n{phrase}\n" in theirs]
            shown = "".join(map(self._spelled, (max(both, key=len) if both else word).split(" ")))
            if not any(shown in earlier or earlier in shown for earlier in chosen):
                chosen.append(shown)
            if len(chosen) == _SHOWN:
                break
        return tuple(chosen)

    def _spelled(self, word: str) -> str:
        return self._shown[bisect_left(self._words, word)] or word


def apart(one: date | None, other: date | None) -> tuple[Reason, ...]:
    """How far apart two articles were published, if that says something."""
    if one is None or other is None:
        return ()
    days = abs((one - other).days)
    if days == 0:
        return (Reason("same-day"),)
    return (Reason("days-apart", (str(days),)),) if days <= _NEAR_DAYS else ()
