"""Whether anything changed since the last build, found out by looking at no more than names, sizes and times.

A stamp in `.cache/` says what the last build saw and made. It is believed only if every file it depends on (content,
templates, configuration, the program itself, its libraries) and every file it made is as it was, and none was changed
so shortly before the build that the clock could not tell (git's "racily clean" entries).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from site_builder import program
from site_builder.problems import Problem
from site_builder.project import CACHE, Project


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build said, to be said again: the problems and the line of counts."""

    problems: tuple[Problem, ...]
    summary: str


def current(project: Project) -> Stamp | None:
    """The last build's stamp if a build now would make the same files; None if that is not certain."""
    try:
        saved = json.loads(_file(project).read_bytes())
        if saved["seen"] != seen(project):
            return None
        if saved["made"] != program.digest_of_files(project.output, saved["files"]):
            return None
        return Stamp(tuple(Problem(**problem) for problem in saved["problems"]), str(saved["summary"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(project: Project, before: str, started: int, stamp: Stamp, files: Iterable[str]) -> None:
    """Remember a build of these `files` that began at `started` (ns) with `before` = `seen(project)`. A stamp that
    could not be believed, or that cannot be written, is not kept: the next build then looks at everything."""
    file = _file(project)
    with suppress(OSError):
        file.unlink(missing_ok=True)
        if before != seen(project) or _newest(project) > started - program.TICK:
            return
        problems = [_record(problem) for problem in stamp.problems]
        paths = list(files)
        record = {
            "seen": before,
            "made": program.digest_of_files(project.output, paths),
            "summary": stamp.summary,
            "problems": problems,
            "files": paths,
        }
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps(record), encoding="utf-8")
        aside.replace(file)


def seen(project: Project) -> str:
    """A digest of everything a build depends on."""
    timeless = replace(project, now=datetime.min, jobs=0)  # pages depend on neither
    return program.digest_of([project.content, *project.templates], f"{program.digest()} {timeless!r}")


def _record(problem: Problem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in ("code", "path", "message", "line", "hint")}


def _file(project: Project) -> Path:
    name = hashlib.sha256(repr((project.content, project.output)).encode()).hexdigest()[:16]
    return project.root / CACHE / f"stamp-{name}.json"


def _newest(project: Project) -> int:
    """The latest time at which anything the user edits was changed, in ns."""
    times = (found.st_mtime_ns for _, found in program.walk([project.content, *project.templates]))
    return max(times, default=0)
