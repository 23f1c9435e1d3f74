"""Articles along time: years, days, gaps, and the cutting of a long list into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise

from site_builder import urls
from site_builder.model import Moment
from site_builder.pages.desk import Desk
from site_builder.pages.views import Card, Day, Gap, Year
from site_builder.words import MONTHS, Words, message

TIMELINE = "timeline/"
LIMIT = 300
Where = Callable[[str], str]  # the link to a day, by its date as printed
WEEKDAYS = (
    message("周一"),
    message("周二"),
    message("周三"),
    message("周四"),
    message("周五"),
    message("周六"),
    message("周日"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a list that is too long for one: `folder` below the list's own ("2023/", "2023/11/", "undated/2/").

    It shows its `cards`, or leads to its `parts`.
    """

    folder: str
    label: str
    cards: tuple[Card, ...]
    parts: tuple[Part, ...] = ()

    def leaves(self) -> Iterable[Part]:
        return (leaf for part in self.parts for leaf in part.leaves()) if self.parts else (self,)


def cut(cards: Sequence[Card], words: Words, limit: int = LIMIT) -> tuple[Part, ...]:
    """No parts where one page of `limit` entries is enough, else one a year, a month of a long year, a slice of a
    long month. `cards` are in order, undated last."""
    if len(cards) <= limit:
        return ()
    return tuple(
        _part(f"{year or 'undated'}/", words.day(year) if year else words("日期不详"), tuple(group), words, limit)
        for year, group in groupby(by_day(cards), key=lambda card: card.day[:4])
    )


def places(parts: Iterable[Part]) -> dict[str, str]:
    """The folder of the first page that shows a day, by its date as printed, "undated" for none."""
    leaves = [leaf for part in parts for leaf in part.leaves()]
    return {card.day or "undated": leaf.folder for leaf in reversed(leaves) for card in leaf.cards}


def where(folder: str, places: Mapping[str, str]) -> Where:
    """The link to a day of a list: an anchor on its page. `places` has the pages' folders where the list is cut."""

    def place(day: str) -> str:
        return urls.relative("index.html", f"{folder}{places.get(day, '')}#d{day}")

    return place


def by_day(cards: Iterable[Card]) -> list[Card]:
    """In order of the days that the pages print: by the clock, New York's evening comes after Beijing's next morning.

    Of one day the order stays as it was; a bare month or year stands before its days, the undated at the end.
    """
    return sorted(cards, key=lambda card: (not card.day, card.day))


def _part(folder: str, label: str, cards: tuple[Card, ...], words: Words, limit: int) -> Part:
    if len(cards) <= limit:
        return Part(folder, label, cards)
    months = [(month, tuple(group)) for month, group in groupby(cards, key=lambda card: card.day[:7])]
    if len(months) > 1:
        inner = [_part(f"{folder}{m[5:] or 'year'}/", words.day(m), group, words, limit) for m, group in months]
        return Part(folder, label, cards, tuple(inner))
    slices = [cards[start : start + limit] for start in range(0, len(cards), limit)]
    numbered = [
        Part(f"{folder}{n}/", words("{part}，第{n}页", part=label, n=n), piece) for n, piece in enumerate(slices, 1)
    ]
    return Part(folder, label, cards, tuple(numbered))


def years(cards: Sequence[Card], desk: Desk, *, with_gaps: bool = True) -> tuple[Year, ...]:
    """The list of a page. Gaps stand at the end of the year they begin in."""
    words = desk.words
    dated = [card for card in by_day(cards) if card.day]
    days = [_day(list(group), words) for _, group in groupby(dated, key=lambda card: card.day)]
    gaps = _gaps(days, desk) if with_gaps else {}
    made = []
    for year, group in groupby(days, key=lambda day: day.iso[:4]):
        inner = list(group)
        rows = [row for day in inner for row in (day, gaps.get(day.iso)) if row]
        count = words.count("{n}篇", "{n}篇", sum(len(day.cards) for day in inner))
        made.append(Year(year, f"y{year}", count, tuple(rows)))
    undated = tuple(card for card in cards if not card.day)
    if undated:
        count = words.count("{n}篇", "{n}篇", len(undated))
        row = Day("", "dundated", words("日期不详"), "", "", "", _only(undated), undated)
        made.append(Year(words("日期不详"), "y0", count, (row,)))
    return tuple(made)


def _day(cards: list[Card], words: Words) -> Day:
    iso = cards[0].day
    over, big, under = _calendar(iso, words)
    return Day(iso, f"d{iso}", words.day(iso), over, big, under, _only(cards), tuple(cards))


@lru_cache(4096)  # a day stands in the timeline and in the lists of its source and terms
def _calendar(iso: str, words: Words) -> tuple[str, str, str]:
    """What stands over the large figure, the figure, and what stands under it."""
    year, month, day = iso[:4], iso[5:7], iso[8:10]
    over = under = ""
    big = day.lstrip("0")
    if day:
        over = words.month_day(iso).removesuffix(f"{int(day)}日") if words.is_chinese else MONTHS[int(month) - 1][:3]
        under = words(WEEKDAYS[date.fromisoformat(iso).weekday()])
    elif month:
        over = f"{int(month)}月" if words.is_chinese else MONTHS[int(month) - 1][:3]
        under = words("日期不详")
    else:
        over, under = words.day(year), words("月日不详")
    return over, big, under


def _only(cards: Iterable[Card]) -> str:
    slots = {card.source.slot for card in cards}
    return slots.pop() if len(slots) == 1 else ""


def _gaps(days: Sequence[Day], desk: Desk) -> dict[str, Gap]:
    """The gaps by the day they begin after. Where an article may lie anywhere in a year, no gap is claimed for it."""
    vague = {int(day.iso) for day in days if len(day.iso) == 4}
    known = [day for day in days if len(day.iso) > 4]
    found = {}
    for before, after in pairwise(known):
        touched = range(int(before.iso[:4]), int(after.iso[:4]) + 1)
        if vague.isdisjoint(touched) and (gap := _gap(before, after, desk)):
            found[before.iso] = gap
    return found


def _gap(before: Day, after: Day, desk: Desk) -> Gap | None:
    start, end = Moment(before.iso).day, Moment(after.iso).day
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if months < desk.config.gap_months:
        return None
    words = desk.words
    said = words("{start}至{end}没有收录。", start=words.month(before.iso), end=words.month(after.iso))
    return Gap(words("间隔{span}", span=words.span(before.iso, after.iso)), said)


def slots_of(cards: Iterable[Card], desk: Desk) -> tuple[tuple[str, str, str], ...]:
    """The source filter: (slot, name, language) of each shape on the page; all sources without one are one entry.
    Empty where there is nothing to choose."""
    present = {card.source.slot: card.source for card in cards}
    if len(present) < 2:
        return ()
    rest = desk.words("其他来源")
    return tuple(
        (slot, rest if slot == "s0" else mark.name, "" if slot == "s0" else mark.lang)
        for slot, mark in sorted(present.items(), key=lambda pair: (pair[0] == "s0", pair[0]))
    )
