"""What is made from inputs alone, with a key of those inputs: the same key, the same result.

A digest goes over the values and never over how they came to be: two equal values have one digest in any process,
and a value that it does not know stops the program instead of being left out.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

SIZE = 16  # bytes of a digest
_ATOMS = frozenset({str, int, float, bool, bytes, type(None)})
_FLAT = frozenset(
    {"str", "int", "float", "bool", "bytes", "str | None", "int | None", "tuple[str, ...]"}
    | {"RelatedKind", "TermKind", "Rights"}  # strings
)
_VERSION = 2  # of marshal: the last one that does not look at which objects are the same one

Made = TypeVar("Made")
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Keyed(Generic[Given, Made]):
    """`make(inputs)`, to be called when its result is wanted. Whatever else `make` knows (configuration, words) is
    the same for the whole site. `name` tells apart what makes different things of equal inputs."""

    name: str
    make: Callable[[Given], Iterable[Made]]
    inputs: Given

    @property
    def key(self) -> bytes:
        """A digest of the name and the inputs, 16 bytes."""
        return digest(self.name, self.inputs)

    def __call__(self) -> tuple[Made, ...]:
        return tuple(self.make(self.inputs))


@dataclass(frozen=True, slots=True)
class Section(Generic[Made]):
    """Parts that follow from inputs with this `digest`: with the same one they are the same, and need not be gathered
    to know their keys. b"" says that there is none."""

    digest: bytes
    gather: Callable[[], Iterable[Keyed[Any, Made]]]


def digest(*values: object) -> bytes:
    """16 bytes for any frozen values: strings, numbers, tuples, mappings, dataclasses of these. One that has a
    `digest` of its own counts as that. TypeError or ValueError for anything else."""
    return blake2b(marshal.dumps(_each(values), _VERSION), digest_size=SIZE).digest()


def plain(value: Any) -> Any:
    """The value in tuples, strings and numbers."""
    kind: Any = type(value)
    return value if kind in _ATOMS else _form(kind)(value)


@cache
def _form(kind: Any) -> Callable[[Any], object]:
    """How values of this type become plain ones."""
    name = kind.__qualname__
    if hasattr(kind, "digest"):
        return attrgetter("digest")
    if is_dataclass(kind):
        take = attrgetter("__class__.__qualname__", *(one.name for one in fields(kind)))  # two at least: a tuple
        return _filled(take, [n for n, one in enumerate(fields(kind), 1) if one.type not in _FLAT])
    if hints := getattr(kind, "__annotations__", None):  # a NamedTuple
        told = [getattr(hint, "__forward_arg__", hint) for hint in hints.values()]
        return _filled(lambda value: (name, *value), [n for n, hint in enumerate(told, 1) if hint not in _FLAT])
    if issubclass(kind, tuple):
        return _each
    if issubclass(kind, (dict, MappingProxyType)):
        return lambda value: (name, [(plain(key), plain(one)) for key, one in value.items()])
    raise TypeError(f"no digest of a {name}")


def _each(values: Iterable[Any]) -> list[object]:
    """All of them, made plain: here and not in calls of `plain`, of which there would be half a million."""
    made = []
    for one in values:
        kind: Any = type(one)
        made.append(one if kind in _ATOMS else _form(kind)(one))
    return made


def _filled(take: Callable[[Any], tuple[Any, ...]], rest: list[int]) -> Callable[[Any], object]:
    """What `take` gives, made plain at the places where it may not be so. Elsewhere marshal takes nothing else."""
    if not rest:
        return take

    def form(value: Any) -> list[Any]:
        made = list(take(value))
        for place in rest:
            kind: Any = type(one := made[place])
            if kind not in _ATOMS:
                made[place] = _form(kind)(one)
        return made

    return form


@dataclass(frozen=True, slots=True)
class Flat(Generic[Given]):
    """Tuples and lists of strings, numbers and None through and through, however many: they need not be made plain."""

    values: Given

    @property
    def digest(self) -> bytes:
        values: Any = self.values
        return blake2b(marshal.dumps(values, _VERSION), digest_size=SIZE).digest()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value that keeps the digest of its other fields: it is asked for wherever the value counts into a key."""

    digest: bytes = field(init=False, compare=False, repr=False)

    if not TYPE_CHECKING:  # which would take every name for one of a field

        def __getattr__(self, name: str) -> object:
            """The digest, when it is asked for first: after an edit most are not."""
            if name != "digest":
                raise AttributeError(name)
            kind: Any = type(self)
            object.__setattr__(self, "digest", digest(kind.__qualname__, *_sealed(kind)(self)))
            return self.digest


@cache
def _sealed(kind: Any) -> Callable[[Any], tuple[object, ...]]:
    """All fields of such a value but the digest."""
    take = attrgetter(*(one.name for one in fields(kind) if one.name != "digest"), "__class__")
    return lambda value: take(value)[:-1]
