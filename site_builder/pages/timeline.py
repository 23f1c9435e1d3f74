"""The timeline: every article in order of publication, on one page or one a year."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder import urls
from site_builder.model import Page
from site_builder.pages import head, shelf
from site_builder.pages.chart import Chart, Where, chart
from site_builder.pages.frame import Frame
from site_builder.pages.lists import Contents, contents
from site_builder.pages.views import Card, Link

FOLDER = "timeline/"


def pages(frame: Frame) -> Iterator[Page]:
    words = frame.words
    cards = frame.in_order
    parts = shelf.cut(cards, words)
    place = where(frame)
    title = words("时间线")
    count = words.count("{n}篇报道，按发布日期排列。", "{n}篇报道，按发布日期排列。", len(cards))
    yield _page(
        frame,
        f"{FOLDER}index.html",
        title,
        (Link(title, ""),),
        stand=count,
        cards=() if parts else cards,
        drawn=chart(cards, frame, place, with_story=True),
        entries=contents(FOLDER, parts, frame),
    )
    for part in parts:
        yield from _below(part, (Link(title, f"{FOLDER}index.html"),), place, frame)


def _below(part: shelf.Part, crumbs: tuple[Link, ...], place: Where, frame: Frame) -> Iterator[Page]:
    path = f"{FOLDER}{part.folder}index.html"
    count = frame.words.count("{n}篇报道，按发布日期排列。", "{n}篇报道，按发布日期排列。", len(part.cards))
    yield _page(
        frame,
        path,
        part.label,
        (*crumbs, Link(part.label, "")),
        stand=count,
        cards=() if part.parts else part.cards,
        drawn=chart(part.cards, frame, place),
        entries=contents(FOLDER, part.parts, frame),
    )
    for inner in part.parts:
        yield from _below(inner, (*crumbs, Link(part.label, urls.relative("index.html", path))), place, frame)


def _page(
    frame: Frame, path: str, title: str, crumbs: tuple[Link, ...], *, stand: str, cards: tuple[Card, ...],
    drawn: Chart | None, entries: tuple[Contents, ...],
) -> Page:  # fmt: skip
    name = title if path == f"{FOLDER}index.html" else f"{title} · {frame.words('时间线')}"
    return frame.page(
        path,
        "timeline.html",
        "timeline",
        head.page(name, stand, path, frame.config),
        crumbs,
        here="timeline",
        title=title,
        stand=stand,
        chart=drawn,
        years=shelf.years(cards, frame),
        filter=shelf.slots_of(cards, frame),
        contents=entries,
    )


def where(frame: Frame, folder: str = FOLDER, cards: tuple[Card, ...] | None = None) -> Where:
    """The link to a day of a list: an anchor on its page, whether the list is cut or not."""
    listed = frame.in_order if cards is None else cards
    leaves = [leaf for part in shelf.cut(listed, frame.words) for leaf in part.leaves()]
    places = {card.day or "undated": leaf.folder for leaf in reversed(leaves) for card in leaf.cards}

    def place(day: str) -> str:
        return urls.relative("index.html", f"{folder}{places.get(day, '')}#d{day}")

    return place
