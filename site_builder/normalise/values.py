"""Values of frontmatter: what kind they are, and unknown ones kept as strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import get_close_matches


class WrongValueError(ValueError):
    """A value that its key cannot take: what is wrong, and what would be right."""

    def __init__(self, message: str, hint: str, code: str = "value-wrong") -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


def kept(value: object) -> str:
    """An unknown key's value as a string that `restored` turns back."""
    is_plain = isinstance(value, str) and not _looks_structured(value)
    return str(value) if is_plain else json.dumps(value, ensure_ascii=False)


def restored(text: str) -> object:
    """The value that `kept` made a string of."""
    return json.loads(text) if _looks_structured(text) else text


def _looks_structured(text: str) -> bool:
    if text[:1] not in set('[{"') and text not in {"true", "false", "null"}:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def kind(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return "one text"
    return "a list" if isinstance(value, list) else "a group of keys" if isinstance(value, Mapping) else "empty"


def meant(key: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(key.lower(), known, 1, 0.75)
    return f"did you mean `{close[0]}`? it is kept as it is" if close else ""


def string(key: str, value: object) -> str:
    if not isinstance(value, str):
        hint = "put the value in quotes" if isinstance(value, bool) else f"write one value: {key}: .."
        raise WrongValueError(f"`{key}` cannot be {kind(value)}", hint)
    return value
