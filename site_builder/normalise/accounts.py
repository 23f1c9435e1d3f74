"""The account of an import as frontmatter, and back: numbers only, so that it may stand in any article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, fields

from site_builder.model import Account, Counts, Trim
from site_builder.normalise.values import WrongValueError
from site_builder.text import one_line

MOVED = "field:"  # how the rules begin that moved text into a key
_COUNTED = tuple(field.name for field in fields(Counts))
_TAKEN = ("places", "characters", "links", "images")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_HINT = "it is what the import counted: restore it, or remove `losses:`"


def written(account: Account) -> dict[str, object]:
    """`in` and `out` as counts, `cut` by rule, `moved` into which keys from how many places, `lost` characters."""
    cut = {
        trim.rule: {name: number for name in _TAKEN if (number := getattr(trim, name))}
        for trim in account.cuts
        if not trim.rule.startswith(MOVED)
    }
    moved = {trim.rule.removeprefix(MOVED): trim.places for trim in account.cuts if trim.rule.startswith(MOVED)}
    made: dict[str, object] = {"in": asdict(account.before), "out": asdict(account.after)}
    return made | {name: value for name, value in (("cut", cut), ("moved", moved), ("lost", account.lost)) if value}


def recorded(account: Account) -> Account:
    """The account as its record gives it back: rules in two groups; of what moved, only the places."""
    cut = tuple(trim for trim in account.cuts if not trim.rule.startswith(MOVED))
    moved = tuple(Trim(trim.rule, trim.places) for trim in account.cuts if trim.rule.startswith(MOVED))
    return Account(account.before, account.after, cut + moved, account.lost)


def read(key: str, value: object) -> tuple[Account, list[str]]:
    """The account that `written` wrote, and the names in it that mean nothing. Raises WrongValueError."""
    record = _mapping(key, value)
    before, after = (Counts(**_numbers(f"{key}.{name}", record.get(name), _COUNTED)) for name in ("in", "out"))
    cut = _mapping(f"{key}.cut", record.get("cut", {}))
    moved = _mapping(f"{key}.moved", record.get("moved", {}))
    trims = [Trim(one_line(rule), **_trim(f"{key}.cut.{rule}", taken)) for rule, taken in cut.items()]
    trims += [Trim(MOVED + one_line(rule), _number(f"{key}.moved.{rule}", n)) for rule, n in moved.items()]
    lost = _number(f"{key}.lost", record.get("lost", "0"))
    return Account(before, after, tuple(trims), lost), [
        name for name in record if name not in {"in", "out", "cut", "moved", "lost"}
    ]


def _trim(key: str, value: object) -> dict[str, int]:
    return {"places": 1} | _numbers(key, value, _TAKEN)


def _numbers(key: str, value: object, known: tuple[str, ...]) -> dict[str, int]:
    found = _mapping(key, value)
    if unknown := next((name for name in found if name not in known), ""):
        raise WrongValueError(f"`{key}.{unknown}` counts nothing", _HINT)
    return {name: _number(f"{key}.{name}", number) for name, number in found.items()}


def _number(key: str, value: object) -> int:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise WrongValueError(f"`{key}` is no number", _HINT)
    return int(value)


def _mapping(key: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise WrongValueError(f"`{key}` is no account of an import", _HINT)
    return value
