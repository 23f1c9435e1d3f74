"""Values that pickle fast: the cache keeps them, worker processes send them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

    def getstate(self: Any) -> object:
        return take(self)

    setattr(kind, "__getstate__", getstate)  # noqa: B010  # mypy knows no such attribute of a type
    setattr(kind, "__setstate__", _setstate(kind, names))  # noqa: B010
    return kind


def _setstate(kind: type[Any], names: Sequence[str]) -> Callable[[Any, tuple[object, ...]], None]:
    """Fills the slots, past the class that lets nobody set them. Written out for these names, as dataclasses write
    their methods: a build loads hundreds of thousands of values, and a loop over the slots takes twice as long."""
    lines = [
        "def setstate(self, state):",
        f"    {', '.join(names)} = state",
        *(f"    put_{name}(self, {name})" for name in names),
    ]
    made: dict[str, Any] = {f"put_{name}": getattr(kind, name).__set__ for name in names}
    exec("\n".join(lines), made)
    setstate: Callable[[Any, tuple[object, ...]], None] = made["setstate"]
    return setstate
