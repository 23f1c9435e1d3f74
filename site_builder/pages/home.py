"""The home page: the story of the dossier in one screen, then who covered what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from site_builder import urls
from site_builder.keyed import Keyed
from site_builder.model import Page
from site_builder.pages import chips, head, shelf
from site_builder.pages.cards import short
from site_builder.pages.chart import chart
from site_builder.pages.compare import comparison
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import KINDS, Frame
from site_builder.pages.matrix import matrix
from site_builder.pages.shelf import by_day
from site_builder.pages.standing import Manuscript, manuscript, written
from site_builder.pages.timeline import dots
from site_builder.pages.views import Card, Covered, Dots, Fact, Happening, Mark, Tag
from site_builder.project import Phase

PATH = "index.html"
MOST_CHIPS = 12
MOST_NEWEST = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """A phase as the home page tells it; `href` leads to its first article, "" where none is named."""

    number: int
    iso: str
    date: str
    label: str
    text: str
    href: str
    meta: str


class Turned(NamedTuple):
    """A phase's articles, and the first one of its year where it names none."""

    cards: tuple[Card, ...]
    near: Card | None


class Inputs(NamedTuple):
    """What the first page tells of all articles. `tags` are all terms with a page."""

    dots: Dots
    places: tuple[tuple[str, str], ...]
    newest: tuple[Card, ...]
    turns: tuple[Turned, ...]
    standing: Manuscript | None
    largest: Happening | None
    marks: tuple[Mark, ...]
    events: tuple[Covered, ...]
    tags: tuple[Tag, ...]
    wanted: int
    has_excerpts: bool


def parts(frame: Frame) -> Iterator[Keyed[tuple[Desk, Inputs], Page]]:
    config = frame.desk.config
    largest = _largest(frame)
    inputs = Inputs(
        dots=dots(frame.in_order),
        places=tuple(shelf.places(shelf.cut(frame.in_order, frame.desk.words)).items()),
        newest=() if config.phases or largest else _newest(frame.in_order),
        turns=tuple(_turned(phase, frame) for phase in config.phases),
        standing=manuscript("summary", frame),
        largest=largest,
        marks=frame.marks,
        events=tuple(frame.covered[event.id] for event in frame.events),
        tags=tuple(frame.tag(term) for kind in KINDS for term in frame.terms[kind]),
        wanted=len(frame.library.wanted),
        has_excerpts=bool({"excerpt", "link"} & set(frame.rights.values())),
    )
    yield part(pages, frame.desk, inputs)


def pages(desk: Desk, given: Inputs) -> Iterator[Page]:
    config = desk.config
    place = shelf.where(shelf.TIMELINE, dict(given.places))
    yield desk.page(
        PATH,
        "home.html",
        "home",
        head.page(config.title, config.summary, PATH, config),
        here="home",
        summary=desk.text(config.summary),
        facts=_facts(given, desk),
        chart=chart(given.dots, desk, place, with_story=True),
        newest=given.newest,
        is_empty=not given.dots,
        phases=tuple(
            _turn(number, phase, turned, place, desk)
            for number, (phase, turned) in enumerate(zip(config.phases, given.turns, strict=True), 1)
        ),
        phases_title=_phases_title(desk),
        standing=written(given.standing, desk),
        comparison=comparison(given.largest, desk) if given.largest else None,
        matrix=matrix(desk, given.marks, given.events) if len(given.marks) > 1 else None,
        groups=chips.groups(given.tags, desk, MOST_CHIPS, with_all=True),
        wanted=given.wanted,
        has_excerpts=given.has_excerpts,
    )


def _newest(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """What leads to the reports where the editor has not named turning points and no event is compared."""
    dated = [card for card in by_day(cards) if card.day]
    return (*reversed(dated), *(card for card in cards if not card.day))[:MOST_NEWEST]


def _phases_title(desk: Desk) -> str:
    """六个关节: small numbers as Chinese writes them."""
    n = len(desk.config.phases)
    two = "兩" if desk.config.language == "zh-Hant" else "两"
    numerals = f"零一{two}三四五六七八九十"
    number = numerals[n] if desk.words.is_chinese and n < len(numerals) else str(n)
    return desk.words.count("{number}个关节", "{number}个关节", n, number=number)


def _facts(given: Inputs, desk: Desk) -> tuple[Fact, ...]:
    words = desk.words
    articles, sources = len(given.dots), len(given.marks)
    events, wanted = len(given.events), given.wanted
    facts = [Fact(words("收录"), words.number(articles), words.count("篇", "篇", articles))]
    if sources:
        unit = words.count("家", "家", sources)
        facts.append(Fact(words("来源"), words.number(sources), unit, "sources/index.html"))
    if events:
        facts.append(Fact(words("事件"), words.number(events), words.count("件", "件", events)))
    if wanted:
        facts.append(Fact(words("待收"), words.number(wanted), words.count("条", "条", wanted), "wanted/index.html"))
    days = [dot.day[:7] for dot in given.dots if dot.day]
    if days and days[0] == days[-1]:
        facts.append(Fact(words("时间"), short(days[0], words), iso=days[0]))
    elif days and len(facts) % 2 and days[0][:4] != days[-1][:4]:  # figures stand in pairs
        facts.append(Fact(words("跨度"), f"{days[0][:4]}–{days[-1][:4]}"))
    elif days:
        facts.append(Fact(words("最早"), short(days[0], words), iso=days[0]))
        facts.append(Fact(words("最近"), short(days[-1], words), iso=days[-1]))
    return tuple(facts)


def _turned(phase: Phase, frame: Frame) -> Turned:
    cards = frame.pick(tuple(dict.fromkeys(_resolve(phase, frame))))
    year = phase.date[:4]
    near = None if cards else next((card for card in frame.in_order if card.day and card.day[:4] == year), None)
    return Turned(cards, near)


def _turn(number: int, phase: Phase, turned: Turned, place: shelf.Where, desk: Desk) -> Turn:
    words, cards = desk.words, turned.cards
    meta = ""
    if cards:
        sources = list(dict.fromkeys(card.source.name for card in cards))
        who = sources[0] if len(sources) == 1 else words.count("{n}家对照", "{n}家对照", len(sources))
        meta = f"{words.count('{n}篇', '{n}篇', len(cards))} · {who}"
    href = cards[0].href if cards else place(turned.near.day) if turned.near else ""
    return Turn(number, phase.date, short(phase.date, words), phase.label, phase.text, href, meta)


def _resolve(phase: Phase, frame: Frame) -> Iterator[str]:
    for named in phase.articles:
        if named in frame.articles:
            yield named
        elif urls.is_web(named):
            yield urls.article_id(named, "")


def _largest(frame: Frame) -> Happening | None:
    """The event that most sources report; of equals the one with more articles, then the later one."""

    def size(event: Happening) -> tuple[int, int, str]:
        return len({told.card.source.id for told in event.reports}), event.count, event.day

    candidates = [event for event in frame.happenings.values() if size(event)[0] > 1]
    return max(candidates, key=size) if candidates else None
