"""Bylines to names: parted, without duties in brackets, capitals made title case."""

from __future__ import annotations

import re

from site_builder.text import one_line

_PARTS = re.compile(r"\s*(?:[,，、;；/／&＆|｜]|\band\b|\n|\s和\s)\s*")
_BRACKETS = re.compile(r"\s*[（(][^（()）]{1,12}[)）]\s*")
_LABEL = re.compile(
    r"^(?:by|由|文|撰文|作者|记者|記者|特约记者|译者|翻译|翻譯|编辑|編輯|撰稿|author)\s*[:：/]?\s+|^(?:文|作者|记者|記者|译者)\s*[:：/|]\s*",
    re.I,
)
_DUTY = re.compile(r"^\S{0,8}(?:记者|記者|特派员|特派員)\s+")
_CAPITALS = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’\-]+$")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 60


def names(byline: str) -> tuple[str, ...]:
    """The persons of a byline, each once. Too long a part is no name and is dropped."""
    found = []
    plain = _LABEL.sub("", _BRACKETS.sub(" ", byline.replace("\xa0", " ")).strip())
    for part in _PARTS.split(plain):
        name = one_line(_DUTY.sub("", _LABEL.sub("", part.strip()))).strip(" :：·-–—.@")
        if name and len(name) <= _LONGEST and any(c.isalpha() for c in name):
            found.append(titled(name) if _CAPITALS.match(name) and " " in name else name)
    return tuple(dict.fromkeys(found))


def titled(name: str) -> str:
    """`ANA SWANSON` -> `Ana Swanson`, `MCNEIL` -> `McNeil`, `J. D. O'NEILL` -> `J. D. O'Neill`.

    A page that prints names in capitals does not tell how they are written; this is the usual way, and an
    editor's `authors:` always wins.
    """
    words = _WORD.sub(lambda match: match[0].capitalize(), name)
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), words)
