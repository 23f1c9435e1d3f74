"""Which language a foreign string is in, where only the article's language is known.

An English article may carry the editor's Chinese summary, a Chinese one an English kicker: `lang` must
follow the words, or a reader's machine speaks and sets them wrongly.
"""

from __future__ import annotations

import re

from site_builder.languages import detect
from site_builder.text import HAN

_HAN = re.compile(f"[{HAN}]")
_OTHER_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z]")


def language_of(text: str, declared: str, site: str) -> str:
    """The `lang` of `text` in an article said to be in `declared`; "" where it is the site's own.

    Both are BCP 47 tags, `declared` may be "".
    """
    return "" if (found := _found(text, declared or site, site)) == site else found


def _found(text: str, declared: str, site: str) -> str:
    if _OTHER_EAST_ASIAN.search(text):
        return declared
    has_han = _HAN.search(text) is not None
    if declared.startswith(("zh", "ja", "ko")):
        if not has_han:
            return "en" if _LATIN.search(text) else declared
        return _script(text, declared) if declared != site else declared
    if has_han:
        return site if site.startswith("zh") else "zh-Hans"
    return declared


def _script(text: str, declared: str) -> str:
    """Simplified or traditional by the characters, `declared` where they do not tell."""
    found = detect(text)
    return found if found in {"zh-Hans", "zh-Hant"} else declared
