"""The short way for frontmatter that `matter.join` or a person wrote plainly: a key and a value a line.

Mappings indented by two blanks a level, lists of `- value` or `- key: value` below their key, `[a, b]` and
`{a: 1, b: 2}`, and strings of one line, bare or in quotes that hold nothing to be unescaped. Whatever else YAML can say
is left to it; a test holds both ways equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

CONSTANTS: Mapping[str, object] = MappingProxyType(
    {"": None, "~": None, "null": None, "Null": None, "NULL": None}
    | dict.fromkeys(("true", "True", "TRUE"), True)
    | dict.fromkeys(("false", "False", "FALSE"), False)
)
_LONGEST = 20_000  # characters, which cannot hold more values than YAML may
_DEEPEST = 5
_STRANGE = re.compile("[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_WORD = r"[A-Za-z_][A-Za-z0-9_\-]{0,99}"
_LINE = re.compile(rf"((?:  )*)(?:(- )?({_WORD}):(?: (\S|\S.*\S))?|- (\S|\S.*\S))")
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`")  # what a bare string does not begin with
_BARE = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^?:,\[\]{}#'\"]*[^\s?:,\[\]{}#'\"])?"
_LIST = re.compile(rf"\[({_BARE}(?:, {_BARE})*)\]")
_TABLE = re.compile(rf"\{{({_WORD}: [0-9]+(?:, {_WORD}: [0-9]+)*)\}}")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"\\]*)\"")
_NOT_SIMPLE = object()


def read(head: str) -> tuple[dict[str, object], dict[str, int]] | None:
    """The keys and the line of the file that each stands in, the first of `head` being its second; None for what is not
    surely simple."""
    if len(head) > _LONGEST or _STRANGE.search(head):
        return None
    keys: dict[str, object] = {}
    lines: dict[str, int] = {}
    levels, waiting = [keys], [""]  # the mappings that are open; the last key of each, if its value is to stand below
    for number, line in enumerate(head.split("\n"), 2):
        if not line:
            continue
        if (found := _LINE.fullmatch(line)) is None:
            return None
        indent, dash, key, told, item = found.groups()
        depth = len(indent) // 2
        value = _value(told or item) if told or item else None
        if value is _NOT_SIMPLE:
            return None
        if dash or item:
            if (known := _list(levels, waiting, depth)) is None:
                return None
            known.append(value if item else {})
            del levels[depth + 1 :], waiting[depth + 1 :]
            if item:
                continue
            depth += 1
            levels.append(known[-1])
            waiting.append("")
        elif depth < len(levels):
            del levels[depth + 1 :], waiting[depth + 1 :]
        elif not _begins(levels, waiting, depth):
            return None
        mapping = levels[depth]
        if key in mapping:
            return None
        mapping[key] = value
        waiting[depth] = "" if told else key
        if not depth:
            lines[key] = number
    return keys, lines


def _list(levels: list[dict[str, object]], waiting: list[str], depth: int) -> list[Any] | None:
    """The list below the last key of a level, if nothing else is."""
    if depth >= min(len(levels), _DEEPEST) or not (key := waiting[depth]):
        return None
    if levels[depth][key] is None:
        levels[depth][key] = []
    known = levels[depth][key]
    return known if isinstance(known, list) else None


def _begins(levels: list[dict[str, object]], waiting: list[str], depth: int) -> bool:
    """Whether a mapping may stand below the last key of all; it is open then."""
    if depth > min(len(levels), _DEEPEST) or not (key := waiting[-1]) or levels[-1][key] is not None:
        return False
    below: dict[str, object] = {}
    levels[-1][key] = below
    levels.append(below)
    waiting.append("")
    return True


def _value(told: str) -> object:
    if told[0] not in _SIGNS:
        return _NOT_SIMPLE if ": " in told or " #" in told or told[-1] == ":" else CONSTANTS.get(told, told)
    if found := _QUOTED.fullmatch(told):
        return found[found.lastindex or 1]
    if found := _LIST.fullmatch(told):
        return [CONSTANTS.get(item, item) for item in found[1].split(", ")]
    if found := _TABLE.fullmatch(told):
        pairs = [pair.split(": ") for pair in found[1].split(", ")]
        table = dict(pairs)
        return table if len(table) == len(pairs) else _NOT_SIMPLE
    return _NOT_SIMPLE
