"""Files in: the only module that walks `content/`."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder import program
from site_builder.model import Origin
from site_builder.problems import Problem, SiteError

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico")  # articles name those they show
Sight = tuple[tuple[int, int, int, int] | None, bytes]  # what `program.seen` says of a file, a digest of its bytes


@dataclass(frozen=True, slots=True)
class Files:
    """What `collect` would give, without the bytes: of each file by its path, in order, how it looked and a digest.
    The look is None where the file is so young that a later change could look the same."""

    content: Path
    max_file_mb: int
    sights: Mapping[str, Sight]

    def read(self, path: str) -> Origin | None:
        """One of them with its bytes as they are by now; None if it is gone."""
        return read(self.content, path, self.max_file_mb)


def look(
    content: Path, max_file_mb: int, known: Mapping[str, Sight] | None = None
) -> tuple[Files, tuple[Problem, ...]]:
    """The files of `content` and what cannot be read. Those that look as in `known` are not opened. SiteError if there
    is no such folder."""
    began = time.time_ns()
    sights: dict[str, Sight] = {}
    entries, problems = _entries(content)
    before = known or {}
    for path, entry in entries:
        found = _checked(path, entry, content, max_file_mb)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        seen = program.seen(found)
        if (sight := before.get(path)) and sight[0] == seen:
            sights[path] = sight
        elif isinstance(origin := _read(path, entry), Origin):
            is_old = max(found.st_mtime_ns, found.st_ctime_ns) < began - program.TICK
            sights[path] = seen if is_old else None, digest(origin.data)
        else:
            problems.append(origin)
    return Files(content, max_file_mb, sights), tuple(problems)


def digest(data: bytes) -> bytes:
    """Of the bytes of a file, 16 bytes."""
    return hashlib.blake2b(data, digest_size=16).digest()


def collect(content: Path, max_file_mb: int) -> tuple[tuple[Origin, ...], tuple[Problem, ...]]:
    """Every regular file below `content`, in order of its path; hidden ones (.name) and pictures are not looked at.

    Links to folders are not followed, links to files only inside `content`. What cannot be read is a
    problem; a missing folder raises SiteError.
    """
    origins: list[Origin] = []
    entries, problems = _entries(content)
    for path, entry in entries:
        found = _checked_and_read(path, entry, content, max_file_mb)
        if isinstance(found, Origin):
            origins.append(found)
        else:
            problems.append(found)
    return tuple(origins), tuple(problems)


def _entries(content: Path) -> tuple[list[tuple[str, os.DirEntry[str]]], list[Problem]]:
    """In order of their paths, and which folders cannot be listed."""
    if not content.is_dir():
        raise SiteError(f"{content}: there is no such folder", "create it, or name another with --content")
    problems: list[Problem] = []
    return sorted(_walk(content, "", problems), key=lambda pair: pair[0]), problems


def collect_one(file: Path, max_file_mb: int) -> tuple[tuple[Origin, ...], tuple[Problem, ...]]:
    """The same for a single file, named by its last part."""
    with os.scandir(file.parent) as entries:
        entry = next(entry for entry in entries if entry.name == file.name)
    found = _checked_and_read(file.name, entry, file.parent, max_file_mb)
    return ((found,), ()) if isinstance(found, Origin) else ((), (found,))


def read(content: Path, path: str, max_file_mb: int) -> Origin | None:
    """One file of `content` as `collect` would give it; None if it would not."""
    found = _checked_and_read(path, _Named(f"{content}/{path}"), content, max_file_mb)
    return found if isinstance(found, Origin) else None


@dataclass(frozen=True, slots=True)
class _Named:
    """A file by its name, where its entry would have to be looked for among all of a large folder."""

    path: str

    def is_symlink(self) -> bool:
        return os.path.islink(self.path)  # noqa: PTH114  # a Path costs more

    def stat(self) -> os.stat_result:
        return os.stat(self.path)  # noqa: PTH116


_Entry = os.DirEntry[str] | _Named


def _walk(folder: Path, prefix: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    pending = [(str(folder), prefix)]
    while pending:
        place, prefix = pending.pop()
        try:
            entries = list(os.scandir(place))
        except OSError as error:
            problems.append(Problem("file-unreadable", prefix or ".", f"cannot be listed: {error.strerror}"))
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name.lower().endswith(PICTURES):
                continue
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, path + "/"))
            else:
                yield path, entry


def _checked_and_read(path: str, entry: _Entry, content: Path, max_file_mb: int) -> Origin | Problem:
    found = _checked(path, entry, content, max_file_mb)
    return found if isinstance(found, Problem) else _read(path, entry)


def _checked(path: str, entry: _Entry, content: Path, max_file_mb: int) -> os.stat_result | Problem:
    """What the system says of a file that may be read, or why it may not."""
    try:
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if not target.startswith(os.path.realpath(content) + os.sep):
                return Problem("file-outside", path, f"leads to {target}")
        found = entry.stat()
    except OSError as error:
        return _unreadable(path, error)
    if stat.S_ISREG(found.st_mode):
        if found.st_size > max_file_mb * 1_000_000:
            return Problem("file-too-large", path, f"has {found.st_size / 1e6:.0f} MB, the limit is {max_file_mb}")
        return found
    if stat.S_ISDIR(found.st_mode):
        return Problem("file-not-regular", path, "is a link to a folder", hint="move the folder into content/")
    return Problem("file-not-regular", path, "is no regular file")


def _read(path: str, entry: _Entry) -> Origin | Problem:
    try:
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  # a Path costs as much as reading
            return Origin(path, file.read())
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem("file-unreadable", path, f"cannot be read: {error.strerror}")
