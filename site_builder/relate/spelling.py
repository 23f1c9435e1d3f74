"""How the words of the comparison, which are folded, are spelled on an article's page."""

from __future__ import annotations

import re
from functools import cached_property

from site_builder.relate.fingerprint import Fingerprint

_HAN = "\u3400"
_ANY_HAN = re.compile(f"[{_HAN}-\U0010ffff]")


class Spelling:
    """How an article spells the words of the comparison."""

    def __init__(self, fingerprint: Fingerprint) -> None:
        self._fingerprint = fingerprint
        self._known: dict[str, str] = {}
        self.is_traditional = bool(_ANY_HAN.search(fingerprint.shown))

    def of(self, word: str) -> str:
        """A word of the comparison as it stands on the page."""
        if word >= _HAN and not self.is_traditional:
            return word
        found = self._known.get(word)
        if found is None:
            place = self._words.find(f"\n{word}\n")
            found = self._shown[self._words.count("\n", 0, place)] or word if place >= 0 else word
            self._known[word] = found
        return found

    @cached_property
    def _words(self) -> str:
        return f"\n{self._fingerprint.words}\n"  # searched as it is: only a few words are asked for

    @cached_property
    def _shown(self) -> list[str]:
        return self._fingerprint.shown.split("\n")
