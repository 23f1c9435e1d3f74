"""The language of a passage that is not in the article's own, as far as its letters and small words tell."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ja", re.compile("[぀-ヿ]"), 6),
    ("ko", re.compile("[가-힯]"), 6),
    ("zh", re.compile("[㐀-鿿]"), 8),
)
_KANA_OR_HANGUL = re.compile("[぀-ヿ가-힯]")
_ENGLISH = re.compile(r"\b(the|and|of|to|in|is|that|for|was|with|on|are|this|from|by|have)\b", re.I)
_HAN = re.compile("[㐀-鿿]")


def foreign_language(text: str, language: str) -> str:
    """BCP 47 code of a paragraph in another language than the article's, "" if it is the same or cannot be told."""
    if language.startswith("zh") or not language:
        return _foreign_in_chinese(text) if language else ""
    for code, letters, least in _SCRIPTS:
        if not language.startswith(code) and len(letters.findall(text)) >= least:
            return code
    return ""


def _foreign_in_chinese(text: str) -> str:
    if _KANA_OR_HANGUL.search(text):
        for code, letters, least in _SCRIPTS[:2]:
            if len(letters.findall(text)) >= least:
                return code
    if _HAN.search(text) is None and len(_ENGLISH.findall(text)) >= 2:
        return "en"
    return ""
