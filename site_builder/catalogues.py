"""Adapter: reads the compiled gettext catalogues that travel inside the package."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from site_builder.words import Words

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "dossier"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def load(language: str) -> Words:
    """The interface in the language nearest to a BCP 47 tag.

    Chinese of Taiwan, Hong Kong and Macau is traditional, other Chinese simplified; a language without a
    catalogue gets English.
    """
    nearest = nearest_language(language)
    return Words(nearest, _translations(nearest))


def nearest_language(language: str) -> str:
    tag = language.lower().replace("_", "-")
    if tag.startswith(_TRADITIONAL):
        return "zh-Hant"
    return "zh-Hans" if tag in {"", "zh"} or tag.startswith("zh-") else "en"


def _translations(language: str) -> NullTranslations:
    if language == "zh-Hans":  # the message ids themselves
        return NullTranslations()
    with (LOCALE / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return GNUTranslations(file)
