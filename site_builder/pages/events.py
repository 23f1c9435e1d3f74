"""Events: what several articles report, side by side and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from site_builder import urls
from site_builder.keyed import Keyed
from site_builder.model import Event, Page
from site_builder.pages import chips, head, shelf
from site_builder.pages.compare import comparison
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import Frame
from site_builder.pages.lists import Contents, Later, Listing, contents, later_pages
from site_builder.pages.views import Happening, Labels, Link, Tag

MOST_COLUMNS = 12
MOST_CHIPS = 12


class Inputs(NamedTuple):
    """An event's first page; `labels` are the terms of each of its articles."""

    event: Happening
    labels: tuple[Labels, ...]
    has_matrix: bool
    contents: tuple[Contents, ...]


def parts(frame: Frame) -> Iterator[Keyed[tuple[Desk, Inputs], Page] | Keyed[tuple[Desk, Later], Page]]:
    for event in frame.events:
        yield from _event(event, frame)


def _event(event: Event, frame: Frame) -> Iterator[Keyed[tuple[Desk, Inputs], Page] | Keyed[tuple[Desk, Later], Page]]:
    desk = frame.desk
    folder = f"events/{event.id}/"
    pieces = shelf.cut(frame.pick(event.articles), desk.words)
    inner = contents(folder, pieces, desk.words)
    has_matrix = len(frame.marks) > 1
    labels = frame.labels_of(event.articles)
    yield part(pages, desk, Inputs(frame.happenings[event.id], labels, has_matrix, inner))
    name = desk.text(event.name)
    crumbs = (_above(desk, has_matrix), Link(name.text, urls.relative("index.html", folder), name.lang))
    yield from later_pages(Listing(folder, "event", event.name, ""), pieces, crumbs, desk)


def _above(desk: Desk, has_matrix: bool) -> Link:
    return Link(desk.words("事件"), "index.html#matrix" if has_matrix else "index.html")


def pages(desk: Desk, given: Inputs) -> Iterator[Page]:
    event, words = given.event, desk.words
    path = f"events/{event.id}/index.html"
    cards = tuple(told.card for told in event.reports)
    is_listed = len(cards) == 1 or len(cards) > MOST_COLUMNS
    side_by_side = comparison(event, desk, most=MOST_COLUMNS)
    name = desk.text(event.name)
    sources = len({card.source.id for card in cards})
    count = words("{articles}，{sources}", articles=words.count("{n}篇报道", "{n}篇报道", event.count),
                  sources=words.count("{n}家", "{n}家", sources))  # fmt: skip
    known = next((e for e in desk.config.events if e.id == event.id), None)
    yield desk.page(
        path,
        "event.html",
        "event",
        head.page(event.name, f"{known.text if known else ''}{count}", path, desk.config),
        (_above(desk, given.has_matrix), Link(name.text, "", name.lang)),
        here="",
        name=name,
        day=words.day(event.day) if event.day else "",
        iso=event.day,
        text=known.text if known else "",
        count=count,
        comparison=replace(side_by_side, more="") if side_by_side else None,
        years=shelf.years(cards, desk, with_gaps=False) if is_listed and not given.contents else (),
        contents=given.contents,
        groups=chips.groups(_common(given.labels), desk, MOST_CHIPS),
    )


def _common(labels: tuple[Labels, ...]) -> tuple[Tag, ...]:
    """The terms that at least two of the event's articles share, or all of them where it has but one article."""
    shared = Counter((tag.kind, tag.slug) for one in labels for tag in one.tags)
    known = {(tag.kind, tag.slug): tag for one in labels for tag in one.tags}
    least = min(2, len(labels))
    return tuple(known[key] for key, n in shared.items() if n >= least)
