"""How the words of the comparison, which are folded, are spelled on an article's page."""

from __future__ import annotations

import re
from itertools import compress

from site_builder.relate.fingerprint import Fingerprint

_HAN = "\u3400"
_ANY_HAN = re.compile(f"[{_HAN}-\U0010ffff]")


class Spelling:
    """How an article spells the words of the comparison."""

    def __init__(self, fingerprint: Fingerprint) -> None:
        self._fingerprint = fingerprint
        self._other: dict[str, str] | None = None
        self.is_traditional = bool(_ANY_HAN.search(fingerprint.shown))

    def of(self, word: str) -> str:
        """A word of the comparison as it stands on the page."""
        if word >= _HAN and not self.is_traditional:
            return word
        if self._other is None:  # made when the first word is asked for
            shown = self._fingerprint.shown.split("\n")
            self._other = dict(compress(zip(self._fingerprint.words.split("\n"), shown, strict=True), shown))
        return self._other.get(word, word)
