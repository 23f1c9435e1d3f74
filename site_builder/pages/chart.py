"""The density chart: one mark an article, or one bar a bin, along time; and the same numbers as a table.

Geometry: x in per cent, y in pixels, so that the drawing stretches from 320 to 1600 px and its text never scales.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from site_builder.model import Moment
from site_builder.pages.desk import Desk
from site_builder.pages.scale import Scale, Tick, scale
from site_builder.pages.shelf import Where
from site_builder.pages.views import Dot

MOST_MARKS = 80
TALLEST_STACK = 8
STEP = 17
BAR_HEIGHT = 120.0
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PX = 1184  # width at which labels are spread; narrower screens hide them
_EM = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark at (x, y), or a bar's segment with its top at y."""

    slot: str
    x: float
    y: float
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A year or phase under or over the drawing. `anchor` is SVG's text-anchor."""

    text: str
    note: str
    x: float
    y: float = 0.0
    width: float = 0.0
    href: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the stretch of time, the figures by column, their sum."""

    head: str
    cells: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    height: int
    base: int
    top: int
    title: str
    caption: str
    is_bars: bool
    shapes: tuple[Shape, ...]
    ticks: tuple[Label, ...]
    bands: tuple[Label, ...]
    phases: tuple[Label, ...]
    legend: tuple[tuple[str, str, str], ...]
    table_title: str
    table_head: str
    rows: tuple[Row, ...]


def chart(dots: Sequence[Dot], desk: Desk, where: Where, *, with_story: bool = False) -> Chart | None:
    """The chart of these articles, None where fewer than two are dated.

    `where` gives the link to a day in the list ("2023-11-16" -> href) or ""; `with_story` draws the editor's phases
    and bands.
    """
    dated = [(Moment(dot.day).day, dot) for dot in dots if dot.day]
    if len(dated) < 2:
        return None
    days = [day for day, _ in dated]
    axis = scale(min(days), max(days), desk.words)
    stacks: dict[int, list[str]] = defaultdict(list)
    for day, dot in dated:
        stacks[axis.bin(day)].append(dot.source.slot)
    tallest = max(len(stack) for stack in stacks.values())
    is_bars = len(dated) > MOST_MARKS or tallest > TALLEST_STACK
    unit = BAR_HEIGHT / tallest if is_bars else STEP
    bands = _bands(desk, axis) if with_story else ()
    phases = _phases(desk, axis, stacks, unit) if with_story else ()
    room = max([12, 22 * bool(bands) + 14, *(22 * bool(bands) + 6 - p.y for p in phases)])
    room = max(room, 22 * bool(bands) + tallest * unit + 8)
    base = round(room)
    table = _table(dated, axis, desk)
    return Chart(
        height=base + 47,
        base=base,
        top=22,
        title=_title(dated, axis, stacks, desk),
        caption=_caption(axis, days, desk, is_bars=is_bars, bands=bool(bands), phases=bool(phases)),
        is_bars=is_bars,
        shapes=_bars(axis, stacks, base, unit) if is_bars else _marks(axis, stacks, base),
        ticks=tuple(_tick(tick, dated, axis, desk, where) for tick in axis.ticks),
        bands=bands,
        phases=tuple(Label(p.text, p.note, p.x, round(base + p.y, 1), anchor=p.anchor) for p in phases),
        legend=_legend([dot for _, dot in dated], desk),
        table_title=desk.words("各时段各来源收录篇数"),
        table_head=desk.words("时段"),
        rows=table,
    )


def _marks(axis: Scale, stacks: dict[int, list[str]], base: int) -> tuple[Shape, ...]:
    return tuple(
        Shape(slot, round(axis.middle(number), 2), base - STEP * level - 9)
        for number, stack in sorted(stacks.items())
        for level, slot in enumerate(stack)
    )


def _bars(axis: Scale, stacks: dict[int, list[str]], base: int, unit: float) -> tuple[Shape, ...]:
    shapes = []
    for number, stack in sorted(stacks.items()):
        left, right = axis.x(axis.edges[number]), axis.x(axis.edges[number + 1])
        y = float(base)
        for slot, count in sorted(Counter(stack).items(), key=lambda pair: (pair[0] == "s0", pair[0])):
            y -= count * unit
            width = (right - left) * 0.86
            shapes.append(Shape(slot, round(left, 2), round(y, 1), round(width, 2), round(count * unit, 1)))
    return tuple(shapes)


def _tick(tick: Tick, dated: Sequence[tuple[date, Dot]], axis: Scale, desk: Desk, where: Where) -> Label:
    inside = [dot for day, dot in dated if tick.first <= day < tick.last]
    x = axis.x(tick.first)
    count = desk.words.number(len(inside)) + ("篇" if desk.words.is_chinese else "") if inside else ""
    return Label(
        tick.label,
        count or desk.words("无"),
        round(x, 2),
        width=round(axis.x(tick.last) - x, 2),
        href=where(inside[0].day) if inside else "",
    )


def _bands(desk: Desk, axis: Scale) -> tuple[Label, ...]:
    made = []
    for band in desk.config.bands:
        left, right = axis.x(Moment(band.start).day), axis.x(Moment(band.end).day)
        if right - left > 0:
            ends = f"{band.start[:7].replace('-', '.')}–{band.end[:7].replace('-', '.')}"
            anchor = "end" if left > 60 else "start"
            made.append(Label(band.label, ends, round(left, 2), width=round(right - left, 2), anchor=anchor))
    return tuple(made)


def _phases(desk: Desk, axis: Scale, stacks: dict[int, list[str]], unit: float) -> tuple[Label, ...]:
    """The editor's turning points over their bins; y counts from the base line, upward is negative.

    A label stands as low as the marks under it and the labels before it allow, centred if that costs nothing.
    """
    heights = [(axis.middle(number), unit * len(stack)) for number, stack in stacks.items()]
    placed: list[_Box] = []
    made = []
    for number, phase in enumerate(desk.config.phases, 1):
        day = Moment(phase.date).day
        if not axis.edges[0] <= day < axis.edges[-1]:
            continue
        x = axis.middle(axis.bin(day))
        sign = CIRCLED[number - 1] if number <= len(CIRCLED) else str(number)
        width = 100 * (sum(1 if ord(c) > 0x2E80 else 0.55 for c in phase.label) + 1.8) * _EM / _PX
        boxes = [_settled(anchor, x, width, heights, placed) for anchor in ("middle", "start", "end")]
        inside = [box for box in boxes if box.left >= 0 and box.right <= 100] or boxes
        best = max(inside, key=lambda box: box.y)
        placed.append(best)
        made.append(Label(sign, phase.label, round(x, 2), best.y, anchor=best.anchor))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Box:
    anchor: str
    left: float
    right: float
    y: float

    def hits(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and abs(self.y - other.y) < 15


def _settled(
    anchor: str, x: float, width: float, heights: Sequence[tuple[float, float]], placed: Sequence[_Box]
) -> _Box:
    """Where a label comes to rest: over the tallest stack in its way, then upward past other labels."""
    left = {"start": x - 0.5, "middle": x - width / 2, "end": x - width + 0.5}[anchor]
    under = max((height for at, height in heights if left - 0.6 < at < left + width + 0.6), default=0.0)
    box = _Box(anchor, left, left + width, -under - 8)
    while any(box.hits(other) for other in placed):
        box = _Box(anchor, left, left + width, box.y - 16)
    return box


def _legend(dots: Sequence[Dot], desk: Desk) -> tuple[tuple[str, str, str], ...]:
    """(slot, name, language) of each shape; the sources without one together."""
    marks = {dot.source.id: dot.source for dot in dots}
    named = sorted((m for m in marks.values() if m.slot != "s0"), key=lambda m: m.slot)
    rest = [m for m in marks.values() if m.slot == "s0"]
    entries = [(mark.slot, mark.name, mark.lang) for mark in named]
    if len(rest) == 1:
        entries.append(("s0", rest[0].name, rest[0].lang))
    elif rest:
        entries.append(("s0", desk.words.count("其他{n}家", "其他{n}家", len(rest)), ""))
    return tuple(entries)


def _title(dated: Sequence[tuple[date, Dot]], axis: Scale, stacks: dict[int, list[str]], desk: Desk) -> str:
    words = desk.words
    fullest = max(stacks, key=lambda number: len(stacks[number]))
    start = axis.edges[fullest].isoformat()
    when = words.day(start) if axis.unit in {"day", "week"} else words.month(start)
    span = words.between(dated[0][1].day[:7], dated[-1][1].day[:7])
    most = words.count("{n}篇", "{n}篇", len(stacks[fullest]))
    return words("收录密度图：{span}，最多的一段自{when}起，{most}", span=span, when=when, most=most)


def _caption(axis: Scale, days: list[date], desk: Desk, *, is_bars: bool, bands: bool, phases: bool) -> str:
    """How to read it; the dates of both ends where the axis itself does not name the year."""
    words = desk.words
    by = {
        "day": words("按发布日"),
        "week": words("按发布周"),
        "month": words("按发布月份"),
        "quarter": words("按发布季度"),
        "year": words("按发布年份"),
    }[axis.unit]
    said = []
    if axis.unit in {"day", "week"}:
        span = words.between(min(days).isoformat(), max(days).isoformat())
        said.append(words("{span}。", span=span))
    said += [
        words("{by}堆叠的篇数，花纹与颜色表示来源。", by=by)
        if is_bars
        else words("每个记号为一篇报道，{by}堆叠，形状与颜色表示来源。", by=by)
    ]
    said += [words("斜纹为编者标出的时段。")] if bands else []
    said += [words("圈码对应首页的各个关节。")] if phases else []
    return ("" if words.is_chinese else " ").join(said)


def _table(dated: Sequence[tuple[date, Dot]], axis: Scale, desk: Desk) -> tuple[Row, ...]:
    slots = [slot for slot, _, _ in _legend([dot for _, dot in dated], desk)]
    rows = []
    for tick in axis.ticks:
        counts = Counter(dot.source.slot for day, dot in dated if tick.first <= day < tick.last)
        cells = tuple(desk.words.number(counts[slot]) if counts[slot] else "—" for slot in slots)
        total = desk.words.number(counts.total()) if counts else "—"
        rows.append(Row(tick.label, cells, total))
    return tuple(rows)
