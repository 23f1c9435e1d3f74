"""What the comparison of all articles leaves for the next build: held by a process that goes on living, and kept in
a file of its own in `.cache/`, as it is large and each build makes another.

It is believed for the program and the configuration it was made with only. A file that is damaged or not there means
that all articles are compared anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from site_builder import program, workers
from site_builder.model import Article, Body, Library
from site_builder.problems import Problem
from site_builder.project import CACHE, Project
from site_builder.relate import Kept, Linked

_FEW = 20  # articles that came or went: to compare them is quicker than to write everything
_DIGEST = 16  # bytes in front of a file: what it was made with
_SUM = 4  # then a CRC-32 of all that follows: nobody means it harm
_SIZE = 8  # then the size of each piece, behind their number


Link = Callable[[Kept | None], Linked]  # compares all articles, given what an earlier comparison has left


class Relate(Protocol):
    """What `linked` is, once it knows the project."""

    def __call__(
        self, link: Link, articles: Sequence[Article], bodies: Mapping[str, Body], *, meanwhile: Callable[[], None]
    ) -> tuple[Library, tuple[Problem, ...]]: ...


@dataclass(slots=True)
class Relations:
    """Those of the last build of this process."""

    digest: bytes = b""
    kept: Kept | None = None

    def before(self, project: Project, *, has_cache: bool) -> Kept | None:
        """What an earlier build of this project left, in this process or another."""
        if self.kept is None or self.digest != _made_with(project):
            self.kept = _load(project) if has_cache else None
        return self.kept

    def keep(self, project: Project, kept: Kept, *, has_cache: bool) -> None:
        """Hold it for the next build. It is not written for a few changed articles: the next process can start from an
        old one as well."""
        known = frozenset(self.kept.marks) if self.kept else frozenset()
        if has_cache and (not known or len(known.symmetric_difference(kept.marks)) > _FEW):
            save(project, kept)
        self.digest, self.kept = _made_with(project), kept


def linked(
    relations: Relations,
    project: Project,
    link: Link,
    articles: Sequence[Article],
    bodies: Mapping[str, Body],
    *,
    meanwhile: Callable[[], None],
    has_cache: bool,
    apart: bool,
) -> tuple[Library, tuple[Problem, ...]]:
    """What `link` makes of the articles and of what an earlier build left; what this one leaves is kept.

    To compare all articles anew takes many times the memory of what comes out of it, and leaves it full of holes: with
    `apart` that is done in a process of its own, and `meanwhile` in this one.
    """
    known = relations.before(project, has_cache=has_cache)

    def work() -> Linked:
        made = link(known)
        relations.keep(project, made.kept, has_cache=has_cache)
        return made

    if known is not None or not apart:
        made = work()
        return made.library, made.problems
    by_id = {article.id: article for article in articles}
    order, values, problems = workers.apart(lambda: _sent(work()), meanwhile)
    found: dict[str, Any] = {
        name: MappingProxyType(value) if isinstance(value, dict) else value for name, value in values.items()
    }
    return Library(articles=tuple(by_id[i] for i in order), bodies=bodies, **found), problems


def _sent(made: Linked) -> tuple[list[str], dict[str, Any], tuple[Problem, ...]]:
    """What another process needs to know, that has the articles and their bodies."""
    names = [one.name for one in fields(Library) if one.name not in {"articles", "bodies"}]
    values = {name: getattr(made.library, name) for name in names}
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()}
    return [article.id for article in made.library.articles], plain, made.problems


def save(project: Project, kept: Kept) -> None:
    """Keep it for the next process. Where that cannot be written, nothing is known."""
    buffers: list[pickle.PickleBuffer] = []
    values = pickle.dumps(kept, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    pieces: list[bytes | memoryview] = [values, *(buffer.raw() for buffer in buffers)]
    sizes = b"".join(len(piece).to_bytes(_SIZE, "little") for piece in pieces)
    pieces[:0] = [len(pieces).to_bytes(_SIZE, "little"), sizes]
    place = _file(project)
    aside = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            file.write(_made_with(project) + _sum(pieces))
            file.writelines(pieces)
        aside.replace(place)


def _load(project: Project) -> Kept | None:
    try:
        data = memoryview(_read(_file(project)))
        made_with, told, rest = data[:_DIGEST], data[_DIGEST : _DIGEST + _SUM], data[_DIGEST + _SUM :]
        if made_with != _made_with(project) or told != _sum([rest]):
            return None
        number = _number(rest)
        sizes = [_number(rest[_SIZE * n :]) for n in range(1, number + 1)]
        start = _SIZE * (number + 1)
        pieces = []
        for size in sizes:
            pieces.append(rest[start : start + size])
            start += size
        kept: Kept = pickle.loads(pieces[0], buffers=pieces[1:])
    except (OSError, ValueError, IndexError, EOFError, pickle.UnpicklingError):
        return None
    return kept


def _read(file: Path) -> bytes | mmap:
    """What is in a file. It is not copied where that does not keep others from replacing it."""
    if os.name != "posix":
        return file.read_bytes()
    with file.open("rb") as opened:
        return mmap(opened.fileno(), 0, access=ACCESS_READ)


def _number(data: memoryview) -> int:
    return int.from_bytes(data[:_SIZE], "little")


def _sum(pieces: Iterable[bytes | memoryview]) -> bytes:
    total = 0
    for piece in pieces:
        total = zlib.crc32(piece, total)
    return total.to_bytes(_SUM, "little")


def _made_with(project: Project) -> bytes:
    """Where the site will stand does not count: a preview has an address of its own."""
    given = f"{program.digest()} {replace(project.config, base_url='')!r}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(given, digest_size=_DIGEST).digest()


def _file(project: Project) -> Path:
    name = hashlib.sha256(repr(project.content).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return project.root / CACHE / f"relations-{name}"
