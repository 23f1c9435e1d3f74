"""One article as the reasons for its links quote it: how it spells words, and where they stand in its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.names import folded
from site_builder.relate.spelling import Spelling
from site_builder.relate.units import Places

_LONG_TEXT = 1_500  # characters
_LATIN = re.compile("[a-zà-ɏ]")
_SHORT_WORD, _LONG_WORD = 3, 6  # letters of a Latin name; of an English word that is no name


def is_latin(word: str) -> bool:
    """Whether a folded word is of Latin script."""
    return bool(_LATIN.match(word))


class Quoted:
    """What is looked up in one article is kept: most pairs are asked for article by article."""

    def __init__(self, fingerprint: Fingerprint, text: Callable[[], str]) -> None:
        """`text`: what may be quoted, its title the first line."""
        spelling = Spelling(fingerprint)
        self._load, self._is_latin, self._is_traditional = text, fingerprint.is_latin, spelling.is_traditional
        self._places: dict[str, Places] = {}
        self.spelled = spelling.of  # a folded word as it stands on the page

    @cached_property
    def text(self) -> str:
        """What may be quoted."""
        return self._load()

    def printed(self, word: str, unit: str) -> str:
        """The unit around a folded word as it stands on the page."""
        if unit == word:
            return self.spelled(word)
        if is_latin(word):
            return self.spelled(word) + unit[len(word) :]
        return self.places(word).printed(unit) if self._is_traditional else unit

    def places(self, word: str) -> Places:
        """Where a folded word stands in the text."""
        found = self._places.get(word)
        if found is None:
            found = Places(word, self.text, self.spelled(word), is_traditional=self._is_traditional)
            self._places[word] = found
        return found

    def means(self, word: str) -> bool:
        """Whether a word is more than mentioned: each is in a short text, others in the title."""
        return len(self.text) <= _LONG_TEXT or word in self._title

    def is_worthy(self, word: str) -> bool:
        """Of Latin words: an acronym or a name; in a text of Latin script also a longer one that looks like a noun."""
        latin = self.spelled(word)
        if len(latin) >= _SHORT_WORD and (latin.isupper() or not (self._is_latin or latin.islower())):
            return True
        return self._is_latin and len(latin) >= _LONG_WORD and not latin.lower().endswith(("ed", "ing", "ly"))

    @cached_property
    def _title(self) -> str:
        return folded(self.text.partition("\n")[0])
