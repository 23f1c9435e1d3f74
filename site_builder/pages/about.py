"""About the dossier: what was collected how, under which terms, from whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model import Page
from site_builder.pages import head, modes
from site_builder.pages.frame import Frame
from site_builder.pages.views import Fact, Link, Mark

PATH = "about/index.html"
MOST_SOURCES = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """One line of the list of sources: what of it is shown here, and what its times mean."""

    mark: Mark
    modes: str
    zone: str


def pages(frame: Frame) -> Iterator[Page]:
    words = frame.words
    title = words("关于")
    yield frame.page(
        PATH,
        "about.html",
        "page",
        head.page(title, words("本卷怎样收录、登载与核对。"), PATH, frame.config),
        (Link(title, ""),),
        here="about",
        title=title,
        standing=frame.standing("about"),
        summary=frame.text(frame.config.summary),
        editor=frame.config.editor,
        facts=_facts(frame),
        zone=frame.config.timezone,
        images=frame.config.images,
        sources=tuple(_terms(mark, frame) for mark in frame.marks[:MOST_SOURCES]),
        more=words.count("另有{n}家", "另有{n}家", len(frame.marks) - MOST_SOURCES)
        if len(frame.marks) > MOST_SOURCES
        else "",
    )


def _facts(frame: Frame) -> tuple[Fact, ...]:
    return tuple(
        Fact(name, frame.words.number(n), frame.words.count("篇", "篇", n))
        for name, n in modes.counted(frame.rights.values(), frame.words)
    )


def _terms(mark: Mark, frame: Frame) -> Terms:
    said = modes.sentence((frame.rights[card.id] for card in frame.of_source[mark.id]), frame.words)
    return Terms(mark, said, frame.source(mark.id).timezone)
