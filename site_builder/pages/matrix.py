"""Events by sources: who covered what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from site_builder import urls
from site_builder.model import Event
from site_builder.pages.cards import short
from site_builder.pages.frame import Frame
from site_builder.pages.views import Card

MOST_EVENTS = 30


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    lang: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Articles of one source on one event: the mark leads to the article, or to the event where there are several."""

    slot: str
    href: str
    count: str
    label: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    lang: str
    href: str
    iso: str
    date: str
    cells: tuple[Cell, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    note: str


def matrix(frame: Frame, events: tuple[Event, ...], own: str = "") -> Matrix | None:
    """The table of these events, the 30 with most articles if there are more, in order of time; None without events.

    Columns are the sources that have a shape, `own` (tinted), and all others together.
    """
    if not events:
        return None
    kept = sorted(sorted(events, key=lambda e: -len(e.articles))[:MOST_EVENTS], key=lambda e: _day(e, frame))
    shown = [m for m in frame.marks if m.slot != "s0" or m.id == own]
    rest = len(frame.marks) - len(shown)
    columns = [Column(m.name, m.lang, m.id == own) for m in shown]
    if rest:
        columns.append(Column(frame.words.count("其他{n}家", "其他{n}家", rest), "", False))
    ids = [m.id for m in shown] + [""] * bool(rest)
    note = ""
    if len(events) > len(kept):
        note = frame.words("只列篇数最多的{n}件。", n=len(kept))
    return Matrix(tuple(columns), tuple(_line(event, ids, own, frame) for event in kept), note)


def _day(event: Event, frame: Frame) -> str:
    return event.day or min((card.day for card in frame.event_cards[event.id]), default="")


def _line(event: Event, ids: list[str], own: str, frame: Frame) -> Line:
    by_source: dict[str, list[Card]] = defaultdict(list)
    for card in frame.event_cards[event.id]:
        by_source[card.source.id if card.source.id in ids else ""].append(card)
    href = urls.relative("index.html", f"events/{event.id}/")
    cells = tuple(_cell(by_source.get(source_id, []), source_id == own != "", event, href, frame) for source_id in ids)
    name = frame.text(event.name)
    day = _day(event, frame)
    total = frame.words.number(sum(len(found) for found in by_source.values()))
    return Line(name.text, name.lang, href, day, short(day, frame.words), cells, total)


def _cell(found: list[Card], is_own: bool, event: Event, href: str, frame: Frame) -> Cell:
    if not found:
        return Cell("", "", "", "", is_own)
    names = frame.words.listing(dict.fromkeys(card.source.name for card in found))
    label = frame.words("{source}：{event}", source=names, event=event.name)
    one = len(found) == 1
    return Cell(
        found[0].source.slot,
        found[0].href if one else href,
        "" if one else frame.words.number(len(found)),
        label,
        is_own,
    )
