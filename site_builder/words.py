"""The interface in the reader's language: catalogue lookups, plurals, dates, and reasons in words.

Message ids are the simplified Chinese strings; `locale/<language>.po` holds the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations

from site_builder.model import Reason


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says in one language. Made by `catalogues.load(language)`, an adapter."""

    language: str
    translations: NullTranslations

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, `{name}` fields filled in."""
        return self.translations.gettext(message).format(**values) if message else ""

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Like calling, with the plural form for `n`, which fills `{n}`."""
        return self.translations.ngettext(one, many, n).format(n=n, **values)

    def reason(self, reason: Reason) -> str:
        """A short sentence, see `reasons.py`."""
        from site_builder.reasons import sentence

        return sentence(self, reason)
