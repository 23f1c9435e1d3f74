"""待收: what the collected articles cite or list and the dossier does not have yet, most cited first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder import urls
from site_builder.keyed import Flat, Keyed
from site_builder.model import Page, Reason, Wanted
from site_builder.pages import head
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import Frame
from site_builder.pages.lists import Sheet, sheets
from site_builder.pages.views import Card, Link, Text
from site_builder.reasons import sentence

FOLDER = "wanted/"
PAGE = 200
MOST_CITING = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """`url` is "" where the address is none that a browser should follow."""

    count: str
    title: Text
    kicker: Text
    host: str
    url: str
    cited_by: tuple[tuple[Card, str], ...]
    more: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """A page of the list; `count` is that of all entries, `cards` has those of the articles that name them."""

    count: int
    sheet: Sheet[Wanted]
    cards: Mapping[str, Card]

    @property
    def digest(self) -> bytes:
        """With all that goes into the entries: most of them name one article."""
        sheet = self.sheet
        told: list[object] = [self.count, sheet.path, sheet.before, sheet.after]
        for wanted in sheet.entries:
            citing = self.citing(wanted)
            told += wanted.digest, len(citing)
            told += [card.digest for card, _ in citing[:MOST_CITING]]
        return Flat(told).digest

    def citing(self, wanted: Wanted) -> list[tuple[Card, Reason]]:
        """Who names it, and how."""
        cards = self.cards
        return [(cards[i], reason) for i, reason in wanted.cited_by if i in cards]


def parts(frame: Frame) -> Iterator[Keyed[tuple[Desk, Inputs], Page]]:
    ranked = sorted(frame.library.wanted, key=lambda w: -len(w.cited_by))
    for sheet in sheets(FOLDER, ranked, PAGE):
        yield part(pages, frame.desk, Inputs(len(ranked), sheet, frame.cards))


def pages(desk: Desk, given: Inputs) -> Iterator[Page]:
    words, sheet = desk.words, given.sheet
    title = words("待收")
    yield desk.page(
        sheet.path,
        "wanted.html",
        "wanted",
        head.page(title, words("已收的报道提到、本卷却还没有的材料。"), sheet.path, desk.config),
        (Link(title, ""),),
        here="wanted",
        title=title,
        count=words.count("共{n}条", "共{n}条", given.count) if given.count else "",
        entries=tuple(_entry(wanted, given.citing(wanted), desk) for wanted in sheet.entries),
        before=sheet.before,
        after=sheet.after,
    )


def _entry(wanted: Wanted, citing: list[tuple[Card, Reason]], desk: Desk) -> Entry:
    words = desk.words
    left = len(citing) - MOST_CITING
    return Entry(
        count=words.number(len(citing)),
        title=desk.text(wanted.title or wanted.url),
        kicker=desk.text(wanted.kicker),
        host=urls.host(wanted.url),
        url=wanted.url if urls.is_web(wanted.url) else "",
        cited_by=tuple((card, sentence(words, reason)) for card, reason in citing[:MOST_CITING]),
        more=words.count("另有{n}篇", "另有{n}篇", left) if left > 0 else "",
    )
