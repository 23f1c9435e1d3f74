"""How the words of the comparison, which are folded, are spelled on an article's page."""

from __future__ import annotations

import re

from site_builder.relate.fingerprint import Fingerprint

_HAN = "\u3400"
_ANY_HAN = re.compile(f"[{_HAN}-\U0010ffff]")


class Spelling:
    """How an article spells the words of the comparison."""

    def __init__(self, fingerprint: Fingerprint) -> None:
        self._shown = f"\n{fingerprint.shown}\n"
        self._known: dict[str, str] = {}
        self.is_traditional = bool(_ANY_HAN.search(fingerprint.shown))

    def of(self, word: str) -> str:
        """A word of the comparison as it stands on the page."""
        if word >= _HAN and not self.is_traditional:
            return word
        found = self._known.get(word)
        if found is None:
            after = self._shown.partition(f"\n{word}\t")[2]  # searched as it is: only a few words are asked for
            found = self._known[word] = after.partition("\n")[0] or word
        return found
