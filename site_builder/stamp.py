"""Whether anything changed since the last build, found out by looking at no more than names, sizes and times.

A stamp in `.cache/` says what the last build saw and made. It is believed only if every file it depends on (content,
templates, configuration, the program itself, its libraries) and every file it made is as it was, and none was changed
so shortly before the build that the clock could not tell (git's "racily clean" entries).
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from site_builder.disk import CACHE
from site_builder.problems import Problem
from site_builder.project import Project

_TICK = 50_000_000  # ns; file systems round times, the coarsest in use on Linux to 10 ms


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build said, to be said again: the problems and the line of counts."""

    problems: tuple[Problem, ...]
    summary: str


def current(project: Project) -> Stamp | None:
    """The last build's stamp if a build now would make the same files; None if that is not certain."""
    try:
        saved = json.loads(_file(project).read_bytes())
        if saved["seen"] != seen(project) or saved["made"] != _digest([project.output]):
            return None
        return Stamp(tuple(Problem(**problem) for problem in saved["problems"]), str(saved["summary"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(project: Project, before: str, started: int, stamp: Stamp) -> None:
    """Remember a build that began at `started` (ns) with `before` = `seen(project)`. A stamp that could not be
    believed, or that cannot be written, is not kept: the next build then looks at everything."""
    file = _file(project)
    with suppress(OSError):
        file.unlink(missing_ok=True)
        if before != seen(project) or _newest(project) > started - _TICK:
            return
        problems = [_record(problem) for problem in stamp.problems]
        record = {"seen": before, "made": _digest([project.output]), "summary": stamp.summary, "problems": problems}
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps(record), encoding="utf-8")
        aside.replace(file)


def seen(project: Project) -> str:
    """A digest of everything a build depends on."""
    timeless = replace(project, now=datetime.min, jobs=0)  # pages depend on neither
    return _digest(_depended_on(project), f"{sys.version} {timeless!r}")


def _record(problem: Problem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in ("code", "path", "message", "line", "hint")}


def _depended_on(project: Project) -> list[Path]:
    program = Path(__file__).parent
    libraries = Path(sysconfig.get_paths()["purelib"])  # the folder's own time changes with every installation
    return [project.content, *project.templates, program, program.parent / "templates", libraries]


def _file(project: Project) -> Path:
    name = hashlib.sha256(repr((project.content, project.output)).encode()).hexdigest()[:16]
    return project.root / CACHE / f"stamp-{name}.json"


def _digest(folders: list[Path], start: str = "") -> str:
    state = hashlib.sha256(start.encode("utf-8", "surrogateescape"))
    for name, found in sorted(_walk(folders)):
        state.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\n".encode("utf-8", "replace"))
    return state.hexdigest()


def _newest(project: Project) -> int:
    """The latest time at which anything the user edits was changed, in ns; files of the future do not count."""
    times = [found.st_mtime_ns for _, found in _walk([project.content, *project.templates])]
    return max(times, default=0)


def _walk(folders: list[Path]) -> Iterator[tuple[str, os.stat_result]]:
    """Every entry below the folders, hidden ones and compiled Python aside; a missing folder is empty."""
    pending = [str(folder) for folder in folders]
    libraries = sysconfig.get_paths()["purelib"]
    while pending:
        place = pending.pop()
        if place == libraries:
            yield place, Path(place).stat()
            continue
        try:
            entries = list(os.scandir(place))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            try:
                found = entry.stat(follow_symlinks=True)
            except OSError:
                found = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(found.st_mode) and not entry.is_symlink():
                pending.append(entry.path)
            elif not stat.S_ISDIR(found.st_mode):
                yield entry.path, found
