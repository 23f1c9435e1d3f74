"""Build: the site of a project, written into its output folder, unless it stands there already."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from site_builder import disk, made, program, stamp, workers
from site_builder.problems import Problem
from site_builder.project import CACHE, Project
from site_builder.stopwatch import Stopwatch, unmeasured
from site_builder.workers import Tell, unwatched

if TYPE_CHECKING:
    from site_builder import pipeline
    from site_builder.cache import Cache
    from site_builder.waiting import Laid


@dataclass(frozen=True, slots=True)
class Built:
    """What a build says: the problems found, one line of counts, and where the time went if that was asked."""

    problems: tuple[Problem, ...]
    summary: str
    table: tuple[str, ...] = ()


def build(
    project: Project, *, uses_cache: bool = True, tell: Tell = unwatched, stopwatch: Stopwatch | None = None
) -> Built:
    """Make the output folder hold the site. Raises SiteError.

    With the cache, a folder in which nothing changed since the last build is left as it is. With a stopwatch all work
    is done in this process, and the table says where the time went.
    """
    stage = stopwatch or unmeasured
    project = replace(project, jobs=1) if stopwatch else project
    began, started = time.time_ns(), time.perf_counter()
    with disk.locked(project.output), workers.without_collecting():
        before, _ = stamp.look(project)
        looks = program.Looks(project.output)
        if uses_cache and (last := stamp.current(project, before, looks)):
            return Built(last.problems, f"nothing has changed: {last.summary}")
        # Here and not above: all stages and their libraries, which a build with nothing to do does without.
        from site_builder import pipeline
        from site_builder.cache import Cache

        record = made.load(project) if uses_cache else made.NOTHING
        with disk.laying(project.output):
            standing = made.standing(record, looks)
            by_path = {file.path: file for files in standing.values() for file in files}
            lay = partial(disk.lay, project.output, standing=by_path)
            place = pipeline.Place(lay, standing, record.sections)
            cache = Cache(project.root) if uses_cache else None
            site = pipeline.build_at(place, project, cache, tell=tell, stage=stage)
            with stage("write"):
                written = disk.write(project.output, site.outputs, made.known(record, looks))
        unkept = _unkept(project, cache)
        problems = (*site.problems, *unkept)
        counts = f"{_counts(site)} in {os.path.relpath(project.output)}, {_problems(problems)}"
        if uses_cache:
            with stage("cache"):
                for file in site.outputs:
                    if file.waiting:  # and was written by now
                        looks.pop(file.path, None)
                paths = [file.path for file in site.outputs]
                made.save(project, site.made, site.sections, paths, looks)
                if not unkept:  # or it would be said again when it is mended
                    stamp.save(project, before, began, stamp.Stamp(problems, counts), paths, looks=looks)
    seconds = time.perf_counter() - started
    files = f"{written.changed} files written, {written.unchanged} as they were, {written.removed} removed"
    table = tuple(stopwatch.table(len(site.library.articles))) if stopwatch else ()
    return Built(problems, f"{counts}; {files}, {seconds:.2f} s", table)


def _unkept(project: Project, cache: Cache | None) -> tuple[Problem, ...]:
    """What is wrong with the cache, so that the next build starts from nothing."""
    if cache is None or not cache.trouble:
        return ()
    return (Problem("cache-unwritable", os.path.relpath(project.root / CACHE), cache.trouble),)


def _counts(site: pipeline.Site[Laid]) -> str:
    articles = site.library.articles
    sources = len({article.source for article in articles})
    return f"{_number(len(articles), 'article')} of {_number(sources, 'source')}"


def _problems(problems: Iterable[Problem]) -> str:
    severities = [problem.severity for problem in problems]
    return f"{_number(severities.count('error'), 'error')}, {_number(severities.count('warning'), 'warning')}"


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
