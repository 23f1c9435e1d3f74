"""The search page: the form that the script takes over, and every title for readers without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model import Page, TermKind
from site_builder.pages import head
from site_builder.pages.frame import Frame
from site_builder.pages.views import Link
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


def pages(frame: Frame) -> Iterator[Page]:
    words = frame.words
    title = words("搜索")
    newest = tuple(card for card in reversed(frame.in_order) if card.day)
    undated = tuple(card for card in frame.in_order if not card.day)
    every = newest + undated
    yield frame.page(
        PATH,
        "search.html",
        "search",
        head.page(title, words("在本卷全部文章中查找。"), PATH, frame.config),
        (Link(title, ""),),
        here="search",
        title=title,
        marks=frame.marks,
        facets=tuple(facet for facet in _facets(frame) if len(facet.choices) > 1),
        cards=every[:MOST_TITLES],
        left=words.count("更早的{n}篇见时间线", "更早的{n}篇见时间线", len(every) - MOST_TITLES)
        if len(every) > MOST_TITLES
        else "",
    )


def _facets(frame: Frame) -> Iterator[Facet]:
    """What can be filtered by besides the source; a filter with a single choice parts nothing."""
    words = frame.words
    years = sorted({a.published.text[:4] for a in frame.library.articles if a.published}, reverse=True)
    yield Facet("year", words("年份"), tuple(Choice(year, year) for year in years))
    codes = sorted({a.language for a in frame.library.articles if a.language})
    named = tuple(Choice(code, words(LANGUAGES[code]) if code in LANGUAGES else code) for code in codes)
    yield Facet("language", words("语言"), named)
    titles: dict[TermKind, str] = {"tag": words.one("标签"), "person": words.one("人物")}
    for kind, title in titles.items():
        some = sorted(frame.terms[kind], key=lambda term: (-len(term.articles), term.name))[:MOST_CHOICES]
        yield Facet(kind, title, tuple(Choice(term.name, term.name) for term in some))
