"""Events by sources: who covered what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from site_builder import urls
from site_builder.pages.cards import short
from site_builder.pages.desk import Desk
from site_builder.pages.views import Covered, Mark

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


def matrix(desk: Desk, marks: tuple[Mark, ...], events: tuple[Covered, ...], own: str = "") -> Matrix | None:
    """The table of these events, the 30 with most articles if there are more, in order of time; None without events.

    Columns are the sources that have a shape, `own` (tinted), and all others together.
    """
    if not events:
        return None
    kept = sorted(sorted(events, key=lambda e: -e.count)[:MOST_EVENTS], key=_day)
    shown = [m for m in marks if m.slot != "s0" or m.id == own]
    rest = len(marks) - len(shown)
    columns = [Column(m.name, m.lang, m.id == own) for m in shown]
    if rest:
        columns.append(Column(desk.words.count("其他{n}家", "其他{n}家", rest), "", False))
    ids = [m.id for m in shown] + [""] * bool(rest)
    note = ""
    if len(events) > len(kept):
        note = desk.words("只列篇数最多的{n}件。", n=len(kept))
    return Matrix(tuple(columns), tuple(_line(event, ids, own, desk) for event in kept), note)


def _day(event: Covered) -> str:
    return event.day or min((day for _, _, day in event.reports), default="")


def _line(event: Covered, ids: list[str], own: str, desk: Desk) -> Line:
    by_source: dict[str, list[tuple[Mark, str]]] = defaultdict(list)
    for mark, link, _ in event.reports:
        by_source[mark.id if mark.id in ids else ""].append((mark, link))
    href = urls.relative("index.html", f"events/{event.id}/")
    cells = tuple(_cell(by_source.get(source_id, []), source_id == own != "", event, href, desk) for source_id in ids)
    name = desk.text(event.name)
    day = _day(event)
    total = desk.words.number(sum(len(found) for found in by_source.values()))
    return Line(name.text, name.lang, href, day, short(day, desk.words), cells, total)


def _cell(found: list[tuple[Mark, str]], is_own: bool, event: Covered, href: str, desk: Desk) -> Cell:
    if not found:
        return Cell("", "", "", "", is_own)
    names = desk.words.listing(dict.fromkeys(mark.name for mark, _ in found))
    label = desk.words("{source}：{event}", source=names, event=event.name)
    one = len(found) == 1
    return Cell(
        found[0][0].slot,
        found[0][1] if one else href,
        "" if one else desk.words.number(len(found)),
        label,
        is_own,
    )
