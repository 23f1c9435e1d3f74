"""The timeline: every article in order of publication, on one page or one a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder import urls
from site_builder.keyed import Keyed
from site_builder.model import Page
from site_builder.pages import head, shelf
from site_builder.pages.chart import chart
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import Frame
from site_builder.pages.lists import Contents, contents
from site_builder.pages.shelf import TIMELINE
from site_builder.pages.views import Card, Dot, Dots, Link


class Inputs(NamedTuple):
    """One page of it. `places` has the folders of the days in the chart, where the list is cut."""

    folder: str
    title: str
    crumbs: tuple[Link, ...]
    dots: Dots
    places: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    contents: tuple[Contents, ...]


def parts(frame: Frame) -> Iterator[Keyed[tuple[Desk, Inputs], Page]]:
    words = frame.desk.words
    cards = frame.in_order
    pieces = shelf.cut(cards, words)
    title = words("时间线")
    whole = Inputs(
        TIMELINE,
        title,
        (Link(title, ""),),
        dots(cards),
        tuple(shelf.places(pieces).items()),
        () if pieces else cards,
        contents(TIMELINE, pieces, words),
    )
    yield part(pages, frame.desk, whole)
    for piece in pieces:
        yield from _below(piece, (Link(title, f"{TIMELINE}index.html"),), frame.desk)


def _below(piece: shelf.Part, crumbs: tuple[Link, ...], desk: Desk) -> Iterator[Keyed[tuple[Desk, Inputs], Page]]:
    folder = f"{TIMELINE}{piece.folder}"
    shown = () if piece.parts else piece.cards
    places = tuple(shelf.places((piece,)).items())
    inner = contents(TIMELINE, piece.parts, desk.words)
    here = (*crumbs, Link(piece.label, ""))
    yield part(pages, desk, Inputs(folder, piece.label, here, dots(piece.cards), places, shown, inner))
    for below in piece.parts:
        yield from _below(below, (*crumbs, Link(piece.label, urls.relative("index.html", f"{folder}index.html"))), desk)


def pages(desk: Desk, given: Inputs) -> Iterator[Page]:
    words = desk.words
    path = f"{given.folder}index.html"
    stand = words.count("{n}篇报道，按发布日期排列。", "{n}篇报道，按发布日期排列。", len(given.dots))
    is_whole = given.folder == TIMELINE
    yield desk.page(
        path,
        "timeline.html",
        "timeline",
        head.page(given.title if is_whole else f"{given.title} · {words('时间线')}", stand, path, desk.config),
        given.crumbs,
        here="timeline",
        title=given.title,
        stand=stand,
        chart=chart(given.dots, desk, shelf.where(TIMELINE, dict(given.places)), with_story=is_whole),
        years=shelf.years(given.cards, desk),
        filter=shelf.slots_of(given.cards, desk),
        contents=given.contents,
    )


def dots(cards: Iterable[Card]) -> Dots:
    return Dots([Dot(card.day, card.source) for card in cards])
