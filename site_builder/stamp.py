"""Whether anything changed since the last build, found out by looking at no more than names, sizes and times.

A stamp in `.cache/` says what the last build saw and made. It is believed only if every file it depends on (content,
templates, configuration, the program itself, its libraries) and every file it made is as it was, and none was changed
so shortly before the build that the clock could not tell (git's "racily clean" entries).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from site_builder import program
from site_builder.problems import Problem
from site_builder.program import Looks
from site_builder.project import CACHE, Project


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build said, to be said again: the problems and the line of counts."""

    problems: tuple[Problem, ...]
    summary: str


def current(project: Project, seen: str, looks: Looks) -> Stamp | None:
    """The last build's stamp if a build now would make the same files; None if that is not certain. `seen`: what
    `look` says now; `looks`: of the output folder."""
    try:
        saved = json.loads(_file(project).read_bytes())
        if saved["seen"] != seen or saved["made"] != _digest(looks, saved["files"]):
            return None
        return Stamp(tuple(Problem(**problem) for problem in saved["problems"]), str(saved["summary"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(project: Project, before: str, started: int, stamp: Stamp, files: Iterable[str], *, looks: Looks) -> None:
    """Remember a build of these `files` that began at `started` (ns) when `look` said `before`. A stamp that could not
    be believed, or that cannot be written, is not kept: the next build then looks at everything."""
    file = _file(project)
    with suppress(OSError):
        file.unlink(missing_ok=True)
        seen, newest = look(project)
        made = _digest(looks, paths := list(files))
        if before != seen or newest > started - program.TICK or made is None:
            return
        problems = [_record(problem) for problem in stamp.problems]
        record = {"seen": before, "made": made, "summary": stamp.summary, "problems": problems, "files": paths}
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}")
        aside.write_text(json.dumps(record), encoding="utf-8")
        aside.replace(file)


def look(project: Project) -> tuple[str, int]:
    """A digest of everything a build depends on, and the latest time at which anything the user edits was changed, in
    ns."""
    timeless = replace(project, now=datetime.min, jobs=0)  # pages depend on neither
    found = list(program.walk([project.content, *project.templates]))
    newest = max((status.st_mtime_ns for _, status in found), default=0)
    return program.digest_of_found(found, f"{program.digest()} {timeless!r}"), newest


def _digest(looks: Looks, paths: Sequence[str]) -> str | None:
    """Of how these files look; None if one is not there."""
    found = looks.of(paths)
    return None if None in found else program.digest_of_values(found)


def _record(problem: Problem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in ("code", "path", "message", "line", "hint")}


def _file(project: Project) -> Path:
    name = hashlib.sha256(repr((project.content, project.output)).encode()).hexdigest()[:16]
    return project.root / CACHE / f"stamp-{name}.json"
