"""The verb `import`: clips, saved pages and exports become Markdown with frontmatter, and nothing is written over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder import formats, normalise, outlets
from site_builder.import_.differing import differences
from site_builder.import_.files import Shelf, gather
from site_builder.import_.report import Entry, Outcome, Report
from site_builder.model import Article, ClipRecord, Extract, Origin
from site_builder.normalise.accounts import recorded
from site_builder.normalise.losses import Loss, account
from site_builder.normalise.versions import NORMAL_FORM
from site_builder.problems import Problem
from site_builder.project import Project
from site_builder.urls import match_key

__all__ = ["Report", "import_paths"]


@dataclass(frozen=True, slots=True)
class _Read:
    """One article of one file, by what the file's format was told, and what became of its text."""

    file: str
    reason: str
    article: Article
    loss: Loss


def import_paths(project: Project, paths: Sequence[Path], into: Path, dry_run: bool) -> Report:
    """Import files and folders into the folder `into`; with `dry_run` only say what would be done.

    A file that is there already is never changed: what would be different is reported. Raises SiteError.
    """
    limit = project.config.max_file_mb
    files, problems = gather(paths, limit)
    shelf = Shelf.of(project.content, into, limit)
    read: list[_Read] = []
    for path, origin in files:
        found, more = _read(path, origin, project)
        if found and shelf.has(path) and all(item.article.format == NORMAL_FORM for item in found):
            continue  # it is there already; what is wrong with it the build says
        read += found
        problems += more
    entries = []
    for group in _captures(read):
        for item in group:
            entry, found_problems = _shelve(item, group[0], shelf, dry_run)
            entries.append(entry)
            problems += found_problems
    return Report(tuple(entries), tuple(problems), dry_run)


def _read(path: Path, origin: Origin, project: Project) -> tuple[list[_Read], list[Problem]]:
    """The articles of one file as they will be written, with the record of their clip."""
    extracts, found = formats.read(origin)
    problems = list(found)
    wishes = formats.wishes(origin)
    if wishes:
        problems.append(Problem("reading-list", origin.path, f"addresses to be collected: {len(wishes)}"))
    read: list[_Read] = []
    for extract in extracts:
        refined = outlets.refine(extract)
        article, more = normalise.article(refined, origin, project.config)
        problems += more
        if article:
            loss = account(extract, refined, article)
            problems += _worth_a_look(loss, origin.path)
            kept = _recorded(article, extract, loss, _shown(path, project))
            read.append(_Read(origin.path, extract.reason, kept, loss))
    return read, problems


def _recorded(article: Article, extract: Extract, loss: Loss, path: str) -> Article:
    """The article with the record of its clip and of what became of it; a file of the normal form keeps the ones it
    has, or none."""
    if extract.format == NORMAL_FORM:
        return article
    clip = ClipRecord(path, article.sha256, extract.format)
    return replace(article, clip=clip, losses=recorded(loss.account))


def _shown(path: Path, project: Project) -> str:
    """A clip's path as its record tells it: from the dossier's folder, else the name alone."""
    try:
        shown = path.resolve().relative_to(project.root.resolve()).as_posix()
    except ValueError:  # outside the dossier nobody needs to know this machine's folders
        shown = path.name
    return shown.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # names may be bytes of any kind


def _worth_a_look(loss: Loss, path: str) -> list[Problem]:
    if not loss.is_large:
        return []
    said = []
    if loss.unexplained:
        share = loss.unexplained_characters / max(1, loss.before.characters)
        first = " ".join(loss.unexplained[0].split())[:40]
        said.append(f'{loss.unexplained_characters} characters ({share:.1%}), from "{first}" on')
    said += [f"the {what} {addresses[0]}" + _more(addresses) for what, addresses in loss.addresses if addresses]
    return [Problem("loss-unexplained", path, f"lost, and no rule says why: {'; '.join(said)}")]


def _more(addresses: Sequence[str]) -> str:
    return f" and {len(addresses) - 1} more" if len(addresses) > 1 else ""


def _captures(read: list[_Read]) -> list[list[_Read]]:
    """Articles of one address together, the newest capture first."""
    groups: dict[str, list[_Read]] = defaultdict(list)
    for number, item in enumerate(read):
        groups[match_key(item.article.url) if item.article.url else f"file:{number}"].append(item)
    return [sorted(group, key=_newness, reverse=True) for group in groups.values()]


def _newness(item: _Read) -> str:
    return item.article.captured.instant.isoformat() if item.article.captured else ""


def _shelve(item: _Read, newest: _Read, shelf: Shelf, is_dry: bool) -> tuple[Entry, list[Problem]]:
    """Write one article, unless it is there already or a newer capture of it was just read."""
    if item is not newest:
        message = f"an older capture than {newest.file}, which is imported"
        problem = Problem("capture-older", item.file, message)
        return Entry(item.file, item.reason, item.article, item.loss, Outcome.OLDER, ""), [problem]
    held = shelf.holds(item.article)
    if held is None:
        path = shelf.add(item.article, is_dry)
        return Entry(item.file, item.reason, item.article, item.loss, Outcome.NEW, path), []
    path, data = held
    changed = differences(data, item.article)
    if not changed:
        return Entry(item.file, item.reason, item.article, item.loss, Outcome.SAME, path), []
    message = f"is in {path} already, and differs in {', '.join(map(str, changed))}"
    entry = Entry(item.file, item.reason, item.article, item.loss, Outcome.KEPT, path, changed)
    return entry, [Problem("import-differs", item.file, message)]
