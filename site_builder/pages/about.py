"""About the dossier: what was collected how, under which terms, from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.keyed import Keyed
from site_builder.model import Page, Rights
from site_builder.pages import head, modes
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import Frame
from site_builder.pages.standing import Manuscript, manuscript, written
from site_builder.pages.views import Fact, Link, Mark

Counts = tuple[tuple[Rights, int], ...]
PATH = "about/index.html"
MOST_SOURCES = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """One line of the list of sources: what of it is shown here, and what its times mean."""

    mark: Mark
    modes: str
    zone: str


class Inputs(NamedTuple):
    """`newest` is the last day of any article, "" for none; `sources` are those that are listed, with the rights of
    their articles, `left` is the number of all others."""

    standing: Manuscript | None
    articles: int
    newest: str
    rights: Counts
    sources: tuple[tuple[Mark, Counts], ...]
    left: int


def parts(frame: Frame) -> Iterator[Keyed[tuple[Desk, Inputs], Page]]:
    days = (m.text for a in frame.library.articles for m in (a.published, a.captured) if m)
    listed = frame.marks[:MOST_SOURCES]
    inputs = Inputs(
        standing=manuscript("about", frame),
        articles=len(frame.cards),
        newest=max((day[:10] for day in days), default=""),
        rights=_counts(frame.rights.values()),
        sources=tuple((m, _counts(frame.rights[card.id] for card in frame.of_source[m.id])) for m in listed),
        left=len(frame.marks) - len(listed),
    )
    yield part(pages, frame.desk, inputs)


def _counts(rights: Iterable[Rights]) -> Counts:
    return tuple(Counter(rights).items())


def pages(desk: Desk, given: Inputs) -> Iterator[Page]:
    words = desk.words
    title = words("关于")
    yield desk.page(
        PATH,
        "about.html",
        "page",
        head.page(title, words("本卷怎样收录、登载与核对。"), PATH, desk.config),
        (Link(title, ""),),
        here="about",
        title=title,
        standing=written(given.standing, desk),
        summary=desk.text(desk.config.summary),
        editor=desk.config.editor,
        facts=_facts(given, desk),
        extent=_extent(given, desk),
        zone=desk.config.timezone,
        images=desk.config.images,
        sources=tuple(_terms(mark, rights, desk) for mark, rights in given.sources),
        more=words.count("另有{n}家", "另有{n}家", given.left) if given.left else "",
    )


def _extent(given: Inputs, desk: Desk) -> str:
    words = desk.words
    count = words.count("共{n}篇", "共{n}篇", given.articles)
    if not given.newest:
        return f"{count}。"
    return words("收录至{date}，{count}。", date=words.day(given.newest), count=count)


def _facts(given: Inputs, desk: Desk) -> tuple[Fact, ...]:
    return tuple(
        Fact(name, desk.words.number(n), desk.words.count("篇", "篇", n))
        for name, n in modes.counted(dict(given.rights), desk.words)
    )


def _terms(mark: Mark, rights: Counts, desk: Desk) -> Terms:
    return Terms(mark, modes.sentence(dict(rights), desk.words), desk.source(mark.id).timezone)
