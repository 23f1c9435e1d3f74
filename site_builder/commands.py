"""One function a verb: what the options mean, the call, and what is said afterwards."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import config
from site_builder.problems import Problem, SiteError, UsageError
from site_builder.project import Project
from site_builder.stopwatch import Stopwatch
from site_builder.terminal import Terminal

if TYPE_CHECKING:
    from site_builder.publish import Report


def project_of(options: argparse.Namespace, terminal: Terminal | None = None) -> Project:
    """The project that the options and the dossier.toml describe. Raises SiteError."""
    given: Path | None = options.root
    if given is not None and not given.is_dir():
        raise UsageError(f"{given}: there is no such folder", "name the dossier's folder with --root")
    root = (given or config.find_root(Path.cwd()) or Path.cwd()).resolve()
    if terminal and not (root / config.FILE).is_file():
        terminal.say(f"no {config.FILE} in {root}: defaults serve. hint: `dossier new DIR` makes a dossier")
    return Project(
        root=root,
        content=(getattr(options, "content", None) or root / "content").absolute(),
        output=(getattr(options, "output", None) or root / "output").absolute(),
        config=config.load(root, base_url=getattr(options, "base_url", None)),
        now=_now(),
        templates=(root / "templates",),
        include_drafts=getattr(options, "drafts", False),
        may_fetch=options.run in {build, publish},
        jobs=getattr(options, "jobs", 0),
    )


def _now() -> datetime:
    """The build's time; SOURCE_DATE_EPOCH makes it repeatable (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch) if epoch else int(time.time()), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SiteError(f"SOURCE_DATE_EPOCH is no time: {epoch!r}", "give seconds since 1970") from error


def exit_code(problems: Sequence[Problem], is_strict: bool) -> int:
    """1 for an error, or for anything at all when strict."""
    return int(any(is_strict or problem.severity == "error" for problem in problems))


def build(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import build as building

    stopwatch = Stopwatch() if options.profile else None
    with terminal.progress() as tell:
        project = project_of(options, terminal)
        built = building.build(project, uses_cache=not options.no_cache, tell=tell, stopwatch=stopwatch)
    terminal.problems(built.problems)
    terminal.say(built.summary)
    for line in built.table:
        terminal.say(line)
    return exit_code(built.problems, options.strict)


def clean(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import disk

    project = project_of(options)
    removed = disk.remove_made(project.output)
    cached = disk.remove_cache(project.root)
    terminal.say(f"{removed} files deleted from {os.path.relpath(project.output)}" + (", cache deleted" * cached))
    return 0


def new(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import new as starter

    for line in starter.new(options.folder, _called()):
        terminal.say(line)
    return 0


def _called() -> str:
    """How this program is called from any folder."""
    if shutil.which("dossier"):
        return "dossier"
    program = Path(sys.argv[0]).absolute()
    return shlex.quote(str(program)) if program.name == "dossier" else f"{shlex.quote(sys.executable)} -m site_builder"


def serve(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import serve as preview

    preview.serve(
        lambda: project_of(options),
        host=options.host,
        port=options.port,
        poll=options.poll,
        open_browser=options.open,
        report=terminal.say,
    )
    return 0


def import_(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import import_ as importing

    project = project_of(options, terminal)
    with terminal.working("importing"):
        report = importing.import_paths(project, options.paths, options.into or project.content, options.dry_run)
    terminal.problems(report.problems)
    if options.json:
        terminal.json(report.as_json())
    else:
        terminal.say(report.as_table())
    return exit_code(report.problems, is_strict=False)


def check(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import check as checking

    project = project_of(options, terminal)
    with terminal.progress() as tell:
        checked = checking.check(project, ask_web=options.external, report=terminal.say, tell=tell)
    if options.json:
        terminal.json(checking.as_json(checked))
    elif options.sarif:
        terminal.json(checking.as_sarif(checked.problems))
    else:
        terminal.problems(checked.problems)
    for line in checked.facts.lines():
        terminal.say(line)
    return exit_code(checked.problems, options.strict)


def publish(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import publish as publishing

    project = project_of(options, terminal)
    with terminal.progress() as tell:
        report = publishing.publish(
            project,
            branch=options.branch,
            remote=options.remote,
            message=options.message,
            dry_run=options.dry_run,
            tell=tell,
        )
    terminal.problems(report.problems)
    if options.dry_run:
        for mark, paths in (("+", report.added), ("~", report.changed), ("-", report.removed)):
            for path in paths:
                terminal.data(f"{mark} {path}")
    terminal.say(_published(report, options))
    return exit_code(report.problems, is_strict=False)


def _published(report: Report, options: argparse.Namespace) -> str:
    counts = f"{len(report.added)} files new, {len(report.changed)} changed, {len(report.removed)} removed"
    if report.is_stopped:
        return "nothing was published: mend the errors first"
    if not report.is_change:
        return f"nothing to publish: {options.branch} has this site already"
    if options.dry_run:
        return f"would publish to {options.branch}: {counts}"
    place = f", soon at {report.address}" if report.address else ""
    return f"published to {options.branch} as {report.commit[:10]}: {counts}{place}"


def export(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import export as exporting

    if options.path is None and options.format in exporting.BINARY and sys.stdout.isatty():
        raise UsageError(f"{options.format} is no text", f"name a file: dossier export {options.format} FILE")
    data = exporting.export(project_of(options, terminal), options.format, options.path)
    if options.path is None:
        terminal.bytes(data)
    else:
        terminal.say(f"{options.path}: {len(data)} bytes")
    return 0


def verify(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import verify as verifying

    project = project_of(options)
    output = options.output or project.output
    problems = verifying.verify(output, project.content if options.output is None else None)
    terminal.problems(problems)
    if not problems:
        terminal.say(f"{verifying.count(output)} files are as they were published")
    return exit_code(problems, is_strict=False)


def withdraw(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import withdraw as withdrawing

    file = withdrawing.withdraw(project_of(options), options.article, options.reason)
    terminal.say(f"{os.path.relpath(file)} says now that the article is withdrawn; build and publish to make it so")
    return 0


def completion(options: argparse.Namespace, terminal: Terminal) -> int:
    from site_builder import completion as completing

    terminal.data(completing.script(options.shell, options.parser))
    return 0
