"""What stands in a line: tokens of markdown-it, or the same made here without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

Value = str | int | float
_NONE: Mapping[str, Value] = MappingProxyType({})


class Inline(Protocol):
    """What the writer reads of an inline token."""

    @property
    def type(self) -> str: ...
    @property
    def content(self) -> str: ...
    @property
    def attrs(self) -> Mapping[str, Value]: ...
    @property
    def children(self) -> Sequence[Inline] | None: ...
    @property
    def meta(self) -> Mapping[str, str]: ...
    def attrGet(self, name: str) -> Value | None: ...  # noqa: N802  (markdown-it's name)


class Span(NamedTuple):
    """An inline token that costs a tenth of markdown-it's."""

    type: str
    content: str = ""
    attrs: Mapping[str, Value] = _NONE
    children: Sequence[Inline] | None = None
    meta: Mapping[str, str] = MappingProxyType({})

    def attrGet(self, name: str) -> Value | None:  # noqa: N802  (markdown-it's name)
        return self.attrs.get(name)


class Title(NamedTuple):
    """A heading: its level as typed, and what stands in it."""

    level: int
    words: Sequence[Inline]


class Quote(NamedTuple):
    """A quotation of plain paragraphs."""

    parts: Sequence[str | Sequence[Inline]]


class Bullets(NamedTuple):
    """A list of single lines."""

    items: Sequence[Sequence[Inline]]
