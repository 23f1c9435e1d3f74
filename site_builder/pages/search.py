"""The search page: the form that the script takes over, and every title for readers without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.keyed import Keyed
from site_builder.model import Page, TermKind
from site_builder.pages import head
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import Frame
from site_builder.pages.views import Card, Link, Mark
from site_builder.words import LANGUAGES

PATH = "search/index.html"
MOST_TITLES = 5000
MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A box to tick: the value that the index knows, and what stands beside it."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of the search page; `key` is the script's name for it."""

    key: str
    title: str
    choices: tuple[Choice, ...]


class Inputs(NamedTuple):
    """`cards` are the newest articles, `left` the number of all others; the rest can be filtered by."""

    cards: tuple[Card, ...]
    left: int
    marks: tuple[Mark, ...]
    years: tuple[str, ...]
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    people: tuple[str, ...]


def parts(frame: Frame) -> Iterator[Keyed[tuple[Desk, Inputs], Page]]:
    articles = frame.library.articles
    newest = tuple(card for card in reversed(frame.in_order) if card.day)
    every = newest + tuple(card for card in frame.in_order if not card.day)
    inputs = Inputs(
        cards=every[:MOST_TITLES],
        left=len(every) - MOST_TITLES,
        marks=frame.marks,
        years=tuple(sorted({a.published.text[:4] for a in articles if a.published}, reverse=True)),
        languages=tuple(sorted({a.language for a in articles if a.language})),
        tags=_most_used("tag", frame),
        people=_most_used("person", frame),
    )
    yield part(pages, frame.desk, inputs)


def _most_used(kind: TermKind, frame: Frame) -> tuple[str, ...]:
    ranked = sorted(frame.terms[kind], key=lambda term: (-len(term.articles), term.name))
    return tuple(term.name for term in ranked[:MOST_CHOICES])


def pages(desk: Desk, given: Inputs) -> Iterator[Page]:
    words = desk.words
    title = words("搜索")
    yield desk.page(
        PATH,
        "search.html",
        "search",
        head.page(title, words("在本卷全部文章中查找。"), PATH, desk.config),
        (Link(title, ""),),
        here="search",
        title=title,
        marks=given.marks,
        facets=tuple(facet for facet in _facets(given, desk) if len(facet.choices) > 1),
        cards=given.cards,
        left=words.count("更早的{n}篇见时间线", "更早的{n}篇见时间线", given.left) if given.left > 0 else "",
    )


def _facets(given: Inputs, desk: Desk) -> Iterator[Facet]:
    """What can be filtered by besides the source; a filter with a single choice parts nothing."""
    words = desk.words
    yield Facet("year", words("年份"), tuple(Choice(year, year) for year in given.years))
    named = tuple(Choice(code, words(LANGUAGES[code]) if code in LANGUAGES else code) for code in given.languages)
    yield Facet("language", words("语言"), named)
    yield Facet("tag", words.one("标签"), tuple(Choice(name, name) for name in given.tags))
    yield Facet("person", words.one("人物"), tuple(Choice(name, name) for name in given.people))
