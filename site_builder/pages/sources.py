"""Sources: a page a publication with what it covered, and the list of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_builder import urls
from site_builder.keyed import Keyed
from site_builder.model import Moment, Page, Rights
from site_builder.pages import head, modes, shelf
from site_builder.pages.cards import short
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import Frame
from site_builder.pages.lists import Contents, Later, Listing, Sheet, contents, later_pages, sheets
from site_builder.pages.matrix import matrix
from site_builder.pages.views import Card, Chip, Covered, Fact, Link, Mark
from site_builder.project import Source

INDEX = "sources/index.html"
PAGE = 300
MOST_OTHERS = 12
MOST_KICKERS = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A source with the number of its articles, and the days of the first and the last that has one."""

    mark: Mark
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Index:
    """A page of the list; `count` is that of all sources."""

    count: int
    sheet: Sheet[Held]


class Inputs(NamedTuple):
    """A source's first page: `cards` are all of its articles, `total` the number of all there are; `events` those it
    reports, `alone` how many of them nobody else; `marks` are all sources."""

    mark: Mark
    cards: tuple[Card, ...]
    total: int
    rights: tuple[tuple[Rights, int], ...]
    archived: int
    events: tuple[Covered, ...]
    alone: int
    marks: tuple[Mark, ...]
    contents: tuple[Contents, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of sources."""

    mark: Mark
    count: str
    span: str
    about: str


def parts(
    frame: Frame,
) -> Iterator[Keyed[tuple[Desk, Index], Page] | Keyed[tuple[Desk, Inputs], Page] | Keyed[tuple[Desk, Later], Page]]:
    held = [_held(mark, frame.of_source[mark.id]) for mark in frame.marks]
    for sheet in sheets("sources/", held, PAGE):
        yield part(index_pages, frame.desk, Index(len(held), sheet))
    for mark in frame.marks:
        yield from _source(mark, frame)


def _held(mark: Mark, cards: Sequence[Card]) -> Held:
    days = [card.day for card in cards if card.day] or [""]
    return Held(mark, len(cards), days[0], days[-1])


def _source(mark: Mark, frame: Frame) -> Iterator[Keyed[tuple[Desk, Inputs], Page] | Keyed[tuple[Desk, Later], Page]]:
    desk = frame.desk
    folder = f"sources/{mark.id}/"
    cards = frame.of_source[mark.id]
    pieces = shelf.cut(cards, desk.words)
    events = tuple({e.id: frame.covered[e.id] for card in cards if (e := frame.event_of.get(card.id))}.values())
    inputs = Inputs(
        mark=mark,
        cards=cards,
        total=len(frame.cards),
        rights=tuple(Counter(frame.rights[card.id] for card in cards).items()),
        archived=sum(bool(frame.articles[card.id].archived) for card in cards),
        events=events if len(frame.marks) > 1 else (),
        alone=sum(all(other.id == mark.id for other, _, _ in event.reports) for event in events),
        marks=frame.marks,
        contents=contents(folder, pieces, desk.words),
    )
    yield part(pages, desk, inputs)
    crumbs = (_above(desk), Link(mark.name, mark.href, mark.lang))
    yield from later_pages(Listing(folder, "source", mark.name, "sources"), pieces, crumbs, desk)


def index_pages(desk: Desk, given: Index) -> Iterator[Page]:
    words, sheet = desk.words, given.sheet
    title = words("来源")
    stand = words.count("本卷收录{n}家的报道，按篇数排列。", "本卷收录{n}家的报道，按篇数排列。", given.count)
    yield desk.page(
        sheet.path,
        "sources.html",
        "page",
        head.page(title, stand, sheet.path, desk.config),
        (Link(title, ""),),
        here="sources",
        title=title,
        stand=stand if given.count else words("还没有收录文章。"),
        entries=tuple(_entry(held, desk) for held in sheet.entries),
        before=sheet.before,
        after=sheet.after,
    )


def _entry(held: Held, desk: Desk) -> Entry:
    span = desk.words.between(held.first[:7], held.last[:7]) if held.first else desk.words("日期不详")
    return Entry(held.mark, desk.words.count("{n}篇", "{n}篇", held.count), span, _about(held.mark, desk))


def _about(mark: Mark, desk: Desk) -> str:
    source = desk.source(mark.id)
    language = desk.words.language_name(source.language) if source.language else ""
    said = [source.owner, source.city, language]
    return desk.words("，").join(filter(None, said))


def _above(desk: Desk) -> Link:
    return Link(desk.words("来源"), INDEX)


def pages(desk: Desk, given: Inputs) -> Iterator[Page]:
    mark, cards, words = given.mark, given.cards, desk.words
    path = f"sources/{mark.id}/index.html"
    source = desk.source(mark.id)
    kickers = Counter(card.kicker.text for card in cards if card.kicker.text).most_common(MOST_KICKERS)
    about = _about(mark, desk)
    yield desk.page(
        path,
        "source.html",
        "source",
        head.page(mark.name, about, path, desk.config),
        (_above(desk), Link(mark.name, "", mark.lang)),
        here="sources",
        mark=mark,
        about=about,
        note=source.note,
        facts=_facts(given, desk),
        others=tuple(m for m in given.marks if m.id != mark.id)[:MOST_OTHERS],
        rules=_rules(source, given, desk),
        home=source.home if urls.is_web(source.home) else "",
        kickers=tuple(Chip(text, desk.text(text).lang, "", words.number(n)) for text, n in kickers if n > 1),
        count=words.count("{n}篇报道", "{n}篇报道", len(cards)),
        years=() if given.contents else shelf.years(cards, desk, with_gaps=False),
        contents=given.contents,
        matrix=matrix(desk, given.marks, given.events, mark.id),
    )


def _facts(given: Inputs, desk: Desk) -> tuple[Fact, ...]:
    from statistics import median  # here: half of Python's mathematics comes along

    words, cards = desk.words, given.cards
    share = round(100 * len(cards) / max(given.total, 1))
    facts = [Fact(words("收录"), words.number(len(cards)), words("篇，占{share}%", share=share))]
    days = [card.day for card in cards if card.day]
    if days:
        until = words("至{date}", date=short(days[-1][:7], words)) if days[0][:7] != days[-1][:7] else ""
        facts.append(Fact(words("跨度"), short(days[0][:7], words), until, iso=days[0][:7]))
    delays = [
        (Moment(card.captured.iso).day - Moment(card.published.iso).day).days
        for card in cards
        if card.captured and card.published and len(card.published.iso) >= 10
    ]
    if delays:
        typical = round(median(delays))
        facts.append(
            Fact(words("发布到收录"), words.number(typical), words.count("天（中位数）", "天（中位数）", typical))
        )
    if given.alone:
        facts.append(Fact(words("独家事件"), words.number(given.alone), words.count("件", "件", given.alone)))
    return tuple(facts)


def _rules(source: Source, given: Inputs, desk: Desk) -> tuple[tuple[str, str], ...]:
    words = desk.words
    rules = [(words("登载"), modes.sentence(dict(given.rights), words))]
    if source.timezone:
        certain = words("页面时间为当地时间") if source.is_zone_certain else words("页面不注时区，按此推定")
        rules.append((words("时区"), f"{source.timezone}{words('；')}{certain}"))
    if given.archived:
        rules.append((words("存档"), words.count("{n}篇有网页存档", "{n}篇有网页存档", given.archived)))
    return tuple(rules)
