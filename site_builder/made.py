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
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from site_builder.disk import MANIFEST
from site_builder.project import CACHE, Project
from site_builder.waiting import Laid

if TYPE_CHECKING:
    from site_builder.model import File
    from site_builder.program import Look, Looks
    from site_builder.tasks import Sections

Files = tuple[Laid, ...]
_DIGEST = 32  # bytes


class Record(NamedTuple):
    """What a build left. `keys` have so many files each as `counts` say, and these are told of in the other lists one
    after the other; `every` file of the site, and how the manifest that lists them looks; `sections` as in the Site."""

    keys: list[bytes]
    counts: list[int]
    paths: list[str]
    digests: list[str]
    sizes: list[int]
    looks: list[Look | None]
    every: list[str]
    manifest: Look | None
    sections: dict[bytes, tuple[bytes, ...]]


NOTHING = Record([], [], [], [], [], [], [], None, {})


def load(project: Project) -> Record:
    """The last build's record; an empty one if there is none, or a damaged one."""
    try:
        data = memoryview(_place(project).read_bytes())
        if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
            return NOTHING
        return Record(*marshal.loads(data[_DIGEST:]))
    except (OSError, ValueError, EOFError, TypeError):
        return NOTHING


def standing(record: Record, looks: Looks) -> dict[bytes, Files]:
    """Of every key whose files all look as they were left, these files."""
    found: dict[bytes, Files] = {}
    files = [*map(Laid, record.paths, record.digests, record.sizes)]
    before, now = record.looks, looks.of(record.paths)
    are_all_there = before == now and None not in before
    end = 0
    for key, count in zip(record.keys, record.counts, strict=True):
        start, end = end, end + count
        if are_all_there or (before[start:end] == now[start:end] and None not in before[start:end]):
            found[key] = tuple(files[start:end])
    return found


def known(record: Record, looks: Looks) -> set[str] | None:
    """Every file that was made, if the manifest, which says so, stands as it was left; else None."""
    return set(record.every) if record.manifest and looks.of([MANIFEST]) == [record.manifest] else None


def save(
    project: Project, made: Mapping[bytes, Iterable[File]], sections: Sections, every: Iterable[str], looks: Looks
) -> None:
    """Remember which files were made from what, as they stand now. Where that cannot be written, nothing is known."""
    groups = [tuple(files) for files in made.values()]
    files = [*chain.from_iterable(groups)]
    paths = [file.path for file in files]
    record = Record(
        keys=list(made),
        counts=[*map(len, groups)],
        paths=paths,
        digests=[file.sha256 for file in files],
        sizes=[file.size for file in files],
        looks=looks.of(paths),
        every=list(every),
        manifest=looks.of([MANIFEST])[0],
        sections=dict(sections),
    )
    data = marshal.dumps(tuple(record), 2)
    place = _place(project)
    aside = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            file.writelines((hashlib.sha256(data).digest(), data))
        aside.replace(place)


def _place(project: Project) -> Path:
    name = hashlib.sha256(repr((project.content, project.output)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return project.root / CACHE / f"made-{name}"
