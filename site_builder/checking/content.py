"""Content lint: what an editor would want to know about the articles before others read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from site_builder.model import Article, Library
from site_builder.problems import Problem
from site_builder.project import Project
from site_builder.urls import match_key

_ASTERISKS = re.compile(r"(?<![*\\])\*\*(?!\*)")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the rules have before them."""

    library: Library
    project: Project


Rule = Callable[[Article, Desk], Iterable[Problem]]


def lint(library: Library, project: Project) -> Iterator[Problem]:
    """Every rule over every article, in order of the library. Paths are relative to content/."""
    desk = Desk(library, project)
    for article in library.articles:
        for rule in RULES:
            yield from rule(article, desk)
    yield from sources(library, project)
    yield from phases(library, project)


def phases(library: Library, project: Project) -> Iterator[Problem]:
    """Articles that dossier.toml names under a phase and the dossier does not have."""
    known = {a.id for a in library.articles} | {match_key(a.url) for a in library.articles if a.url}
    for phase in project.config.phases:
        for reference in phase.articles:
            if reference not in known and match_key(reference) not in known:
                yield Problem("phase-unknown", "dossier.toml", f'phase {phase.label}: "{reference}" is not collected')


def sources(library: Library, project: Project) -> Iterator[Problem]:
    """Sources that only have an id, each once, at its first article."""
    known = {source.id for source in project.config.sources}
    count = Counter(article.source for article in library.articles if article.source not in known)
    for article in library.articles:
        if times := count.pop(article.source, 0):
            whose = "an article" if times == 1 else f"{times} articles"
            yield Problem("source-unknown", article.origin, f"`{article.source}`, the source of {whose}, has no name")


def dates(article: Article, desk: Desk) -> Iterator[Problem]:
    """A day of tolerance: a bare day has no zone, and a clock may be off."""
    published, captured, updated = article.published, article.captured, article.updated
    day = timedelta(days=1)
    if published and published.instant > desk.project.now + day:
        yield Problem("date-future", article.origin, f"published {published.text}, which is yet to come")
    if published and captured and published.instant > captured.instant + day:
        message = f"captured {captured.text}, before it was published {published.text}"
        yield Problem("dates-contradict", article.origin, message)
    if published and updated and updated.day < published.day and updated.precision not in {"year", "month"}:
        message = f"updated {updated.text}, before it was published {published.text}"
        yield Problem("dates-contradict", article.origin, message)


def emphasis(article: Article, desk: Desk) -> Iterator[Problem]:
    """Asterisks that came out as asterisks, with the line of the source that has them before the same words.

    Those that the publisher printed are escaped in Markdown and mean themselves.
    """
    text = desk.library.bodies[article.id].text
    found = _ASTERISKS.search(text)
    if not found:
        return
    words = text[found.start() : found.end() + 4].partition("\n")[0]
    before, is_there, _ = article.body.partition(words)
    if not is_there:
        return
    line = article.body_line + before.count("\n")
    shown = text[max(0, found.start() - 8) : found.end() + 12].replace("\n", " ")
    yield Problem("emphasis-broken", article.origin, f"asterisks are shown: {shown!r}", line)


def images(article: Article, desk: Desk) -> Iterator[Problem]:
    """Pictures without a description, one problem an article at the first of them."""
    bare = [image.src for image in desk.library.bodies[article.id].images if not (image.alt or image.caption)]
    if article.image and not (article.image.alt or article.image.caption):
        bare.insert(0, article.image.src)
    if bare:
        before = article.body.partition(bare[0])[0]
        line = article.body_line + before.count("\n") if before != article.body else 0
        which = "a picture has" if len(bare) == 1 else f"{len(bare)} pictures have"
        yield Problem("alt-missing", article.origin, f"{which} neither description nor caption", line)


def copies(article: Article, desk: Desk) -> Iterator[Problem]:
    first = desk.library.duplicates.get(article.id)
    if first:
        other = next((a for a in desk.library.articles if a.id == first), None)
        name = f"{other.origin} ({other.title})" if other else first
        yield Problem("text-twice", article.origin, f"has the same text as {name}")


def orphans(article: Article, desk: Desk) -> Iterator[Problem]:
    """Nobody finds an article that nothing leads to but the timeline."""
    is_linked = any(related.target for related in desk.library.related.get(article.id, ()))
    if not is_linked and not desk.library.cited_by.get(article.id) and len(desk.library.articles) > 1:
        yield Problem("article-alone", article.origin, "no other article of the dossier is related to it")


RULES: tuple[Rule, ...] = (dates, emphasis, images, copies, orphans)
