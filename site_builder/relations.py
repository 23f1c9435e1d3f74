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
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_builder import program
from site_builder.project import CACHE, Project
from site_builder.relate import Kept

_FEW = 20  # articles that came or went: to compare them is quicker than to write everything
_DIGEST = 16  # bytes in front of a file: what it was made with
_SUM = 4  # then a CRC-32 of all that follows: nobody means it harm
_SIZE = 8  # then the size of each piece, behind their number


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
        data = memoryview(_file(project).read_bytes())
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


def _number(data: memoryview) -> int:
    return int.from_bytes(data[:_SIZE], "little")


def _sum(pieces: Iterable[bytes | memoryview]) -> bytes:
    total = 0
    for piece in pieces:
        total = zlib.crc32(piece, total)
    return total.to_bytes(_SUM, "little")


def _made_with(project: Project) -> bytes:
    given = f"{program.digest()} {project.config!r}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(given, digest_size=_DIGEST).digest()


def _file(project: Project) -> Path:
    name = hashlib.sha256(repr(project.content).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return project.root / CACHE / f"relations-{name}"
