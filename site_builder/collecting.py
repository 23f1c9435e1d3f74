"""Files in: the only module that walks `content/`."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from site_builder.model import Origin
from site_builder.problems import Problem, SiteError

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico")  # articles name those they show


def collect(content: Path, max_file_mb: int) -> tuple[tuple[Origin, ...], tuple[Problem, ...]]:
    """Every regular file below `content`, in order of its path; hidden ones (.name) and pictures are not looked at.

    Links to folders are not followed, links to files only inside `content`. What cannot be read is a
    problem; a missing folder raises SiteError.
    """
    if not content.is_dir():
        raise SiteError(f"{content}: there is no such folder", "create it, or name another with --content")
    origins: list[Origin] = []
    problems: list[Problem] = []
    inside = os.path.realpath(content)
    for path, entry in sorted(_walk(content, "", problems), key=lambda pair: pair[0]):
        found = _read(path, entry, inside, max_file_mb)
        if isinstance(found, Origin):
            origins.append(found)
        else:
            problems.append(found)
    return tuple(origins), tuple(problems)


def collect_one(file: Path, max_file_mb: int) -> tuple[tuple[Origin, ...], tuple[Problem, ...]]:
    """The same for a single file, named by its last part."""
    with os.scandir(file.parent) as entries:
        entry = next(entry for entry in entries if entry.name == file.name)
    found = _read(file.name, entry, os.path.realpath(file.parent), max_file_mb)
    return ((found,), ()) if isinstance(found, Origin) else ((), (found,))


def read(content: Path, path: str, max_file_mb: int) -> Origin | None:
    """One file of `content` as `collect` would give it; None if it would not."""
    folder, _, name = path.rpartition("/")
    try:
        entry = next((e for e in os.scandir(content / folder) if e.name == name), None)
    except OSError:
        return None
    found = _read(path, entry, os.path.realpath(content), max_file_mb) if entry else None
    return found if isinstance(found, Origin) else None


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


def _read(path: str, entry: os.DirEntry[str], inside: str, max_file_mb: int) -> Origin | Problem:
    try:
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if not target.startswith(inside + os.sep):
                return Problem("file-outside", path, f"leads to {target}")
        found = entry.stat()
        if stat.S_ISDIR(found.st_mode):
            return Problem("file-not-regular", path, "is a link to a folder", hint="move the folder into content/")
        if not stat.S_ISREG(found.st_mode):
            return Problem("file-not-regular", path, "is no regular file")
        if found.st_size > max_file_mb * 1_000_000:
            return Problem("file-too-large", path, f"has {found.st_size / 1e6:.0f} MB, the limit is {max_file_mb}")
        return Origin(path, Path(entry.path).read_bytes())
    except OSError as error:
        return Problem("file-unreadable", path, f"cannot be read: {error.strerror}")
