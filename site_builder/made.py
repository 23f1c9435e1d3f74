"""What earlier builds made and still stands in the output folder, by the key of what it was made from.

A record in `.cache/` names for every key the files, and for every file its size and times as the build left it. It is
believed only file by file: one that was touched since is made again.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import program
from site_builder.disk import Laid
from site_builder.project import CACHE, Project

if TYPE_CHECKING:
    from site_builder.model import File

Files = tuple[Laid, ...]
_DIGEST = 32  # bytes


def standing(project: Project) -> dict[bytes, Files]:
    """Of every key whose files all stand as they were left, these files."""
    try:
        data = _record(project).read_bytes()
        if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
            return {}
        record = marshal.loads(data[_DIGEST:])
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    found: dict[bytes, Files] = {}
    for key, files in record.items():
        if all(seen and _seen(f"{project.output}/{path}") == seen for path, _, _, seen in files):
            found[key] = tuple(Laid(path, digest, size) for path, digest, size, _ in files)
    return found


def save(project: Project, made: Mapping[bytes, Iterable[File]]) -> None:
    """Remember which files were made from what, as they stand now. Where that cannot be written, nothing is known."""
    record = {
        key: [(file.path, file.sha256, file.size, _seen(f"{project.output}/{file.path}")) for file in files]
        for key, files in made.items()
    }
    data = marshal.dumps(record)
    place = _record(project)
    aside = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(hashlib.sha256(data).digest() + data)
        aside.replace(place)


def _seen(path: str) -> tuple[int, int, int, int] | None:
    """What changes with every writing of a file, None if there is none."""
    try:
        return program.seen(os.lstat(path))
    except OSError:
        return None


def _record(project: Project) -> Path:
    name = hashlib.sha256(repr((project.content, project.output)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return project.root / CACHE / f"made-{name}"
