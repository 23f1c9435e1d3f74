"""The time axis of a chart: bins, positions in per cent, and labelled ticks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from site_builder.words import MONTHS, Words

Unit = Literal["day", "week", "month", "quarter", "year"]
_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled stretch of the axis: `first` and `last` are its first day and the day after its end."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Scale:
    """`edges` are the first days of the bins and, at the end, the day after the last one."""

    unit: Unit
    edges: tuple[date, ...]
    ticks: tuple[Tick, ...]

    def bin(self, day: date) -> int:
        return min(max(bisect_right(self.edges, day) - 1, 0), len(self.edges) - 2)

    def x(self, day: date) -> float:
        """Position in per cent of the width, kept inside it."""
        whole = (self.edges[-1] - self.edges[0]).days
        return min(max(100 * (day - self.edges[0]).days / whole, 0.0), 100.0)

    def middle(self, number: int) -> float:
        return (self.x(self.edges[number]) + self.x(self.edges[number + 1])) / 2


def scale(first: date, last: date, words: Words) -> Scale:
    """Months beyond 18 months, weeks beyond 10 weeks, else days; coarser again beyond 12 and 40 years."""
    months = (last.year - first.year) * 12 + last.month - first.month
    years = last.year - first.year + 1
    if months > 18:
        unit: Unit = "month" if years <= 12 else "quarter" if years <= 40 else "year"
        edges = _monthly(first.year, last.year, _MONTHS_IN[unit])
        return Scale(unit, edges, _years(first.year, last.year))
    if (last - first).days > 70:
        start = first - timedelta(days=first.weekday())
        edges = tuple(start + timedelta(days=7 * n) for n in range((last - start).days // 7 + 2))
        return Scale("week", edges, _months(edges[0], edges[-1], words))
    spare = max(0, 6 - (last - first).days)
    start = first - timedelta(days=spare // 2)
    edges = tuple(start + timedelta(days=n) for n in range((last - start).days + 2 + spare - spare // 2))
    return Scale("day", edges, _days(edges, words))


def _monthly(first: int, last: int, step: int) -> tuple[date, ...]:
    inner = [date(year, month, 1) for year in range(first, last + 1) for month in range(1, 13, step)]
    return (*inner, _new_year(last + 1))


def _new_year(year: int) -> date:
    return date(year, 1, 1) if year <= date.max.year else date.max


def _years(first: int, last: int) -> tuple[Tick, ...]:
    count = last - first + 1
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if count / s <= 9)
    return tuple(
        Tick(str(year), _new_year(year), _new_year(min(year + step, last + 1))) for year in range(first, last + 1, step)
    )


def _months(first: date, end: date, words: Words) -> tuple[Tick, ...]:
    starts = [first]
    while (following := _next_month(starts[-1])) < end:
        starts.append(following)
    step = -(-len(starts) // 6)
    kept = starts[::step]
    return tuple(Tick(_month_label(day, words), day, after) for day, after in zip(kept, [*kept[1:], end], strict=True))


def _month_label(day: date, words: Words) -> str:
    return f"{day.year}.{day.month}" if words.is_chinese else f"{MONTHS[day.month - 1][:3]} {day.year % 100:02}"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _days(edges: tuple[date, ...], words: Words) -> tuple[Tick, ...]:
    step = -(-(len(edges) - 1) // 7)
    kept = edges[:-1:step]
    return tuple(
        Tick(_day_label(day, words), day, after) for day, after in zip(kept, [*kept[1:], edges[-1]], strict=True)
    )


def _day_label(day: date, words: Words) -> str:
    return f"{day.month}.{day.day}" if words.is_chinese else f"{day.day} {MONTHS[day.month - 1][:3]}"
