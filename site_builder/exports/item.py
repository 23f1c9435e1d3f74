"""What exports are made from: the setting, which is the same for the whole site, and the articles one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from operator import attrgetter
from typing import Protocol, TypeVar

from site_builder.keyed import Keyed, digest
from site_builder.model import Article, Library, Output, Rights
from site_builder.project import Config, Project, Source
from site_builder.words import Words

Inputs = TypeVar("Inputs")

# What changes with the text alone: no list of articles says it.
_TEXT = {"body": "", "body_line": 1, "sha256": "", "cuts": (), "versions": ()}
_REST = attrgetter(*(one.name for one in fields(Article) if one.name not in _TEXT))


class Pieces(Protocol):
    """What the large file at a path was put together of by an earlier build, by digests of what each piece was made
    from. `is_lasting`: a build in another process should find them too."""

    def load(self, path: str) -> Mapping[bytes, bytes]: ...
    def keep(self, path: str, pieces: Mapping[bytes, bytes], *, is_lasting: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """Configuration and words; whoever compares keys knows that they are the same. `pieces`: of earlier builds with the
    same."""

    project: Project
    words: Words
    pieces: Pieces | None = None
    digest: bytes = b""

    @property
    def config(self) -> Config:
        return self.project.config


def listed(article: Article) -> bytes:
    """A digest of the article without its text."""
    return digest(*_REST(article))


def part(
    make: Callable[[Setting, Inputs], Iterable[Output]], setting: Setting, inputs: Inputs
) -> Keyed[tuple[Setting, Inputs], Output]:
    """What `make` makes of the inputs, with their key."""
    return Keyed(f"{make.__module__}.{make.__qualname__}", lambda given: make(*given), (setting, inputs))


@dataclass(frozen=True)
class Item:
    """An article without its text, for all exports of a build: what several of them need is worked out once."""

    _whole: Article
    _setting: Setting
    _digest: bytes

    @property
    def id(self) -> str:
        return self._whole.id

    @property
    def digest(self) -> bytes:
        return self._digest

    @cached_property
    def article(self) -> Article:
        return replace(self._whole, **_TEXT)  # type: ignore[arg-type]

    @cached_property
    def source(self) -> Source:
        return self._setting.config.source(self._whole.source)

    @cached_property
    def rights(self) -> Rights:
        return self._setting.config.rights_of(self._whole)

    @property
    def summary(self) -> str:
        """The summary where it may be shown: a link is a link and nothing more."""
        return self._whole.summary if self.rights in {"full", "excerpt"} else ""


def items(library: Library, setting: Setting) -> dict[str, Item]:
    """All articles by id, in the library's order."""
    known = library.listed
    return {a.id: Item(a, setting, known.get(a.id) or listed(a)) for a in library.articles}
