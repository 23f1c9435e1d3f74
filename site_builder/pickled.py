"""Values that pickle fast: the cache keeps them, worker processes send them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def pickled(kind: type[Kind]) -> type[Kind]:
    """The same dataclass, which has slots and two fields at least, pickled slot by slot. Left to itself Python looks up
    which fields there are for every single value."""
    return slotwise(kind, [one.name for one in fields(kind)])  # type: ignore[arg-type]  # a dataclass


def slotwise(kind: type[Kind], names: Sequence[str]) -> type[Kind]:
    """The same of a class and those of its slots, two at least, that are kept."""
    take = attrgetter(*names)
    puts = [getattr(kind, name).__set__ for name in names]  # of the slots: the values are frozen

    def getstate(self: Any) -> object:
        return take(self)

    def setstate(self: Any, state: tuple[object, ...]) -> None:
        for put, value in zip(puts, state, strict=True):
            put(self, value)

    setattr(kind, "__getstate__", getstate)  # noqa: B010  # mypy knows no such attribute of a type
    setattr(kind, "__setstate__", setstate)  # noqa: B010
    return kind
