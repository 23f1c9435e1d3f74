"""The home page: the story of the dossier in one screen, then who covered what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder import urls
from site_builder.model import Page
from site_builder.pages import head, terms
from site_builder.pages.cards import short
from site_builder.pages.chart import chart
from site_builder.pages.compare import Comparison, comparison
from site_builder.pages.frame import Frame
from site_builder.pages.matrix import matrix
from site_builder.pages.shelf import by_day
from site_builder.pages.timeline import where
from site_builder.pages.views import Card, Fact
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


def pages(frame: Frame) -> Iterator[Page]:
    config = frame.config
    cards = frame.in_order
    largest = _largest(frame)
    every = tuple(term for kind in frame.terms.values() for term in kind)
    yield frame.page(
        PATH,
        "home.html",
        "home",
        head.page(config.title, config.summary, PATH, config),
        here="home",
        summary=frame.text(config.summary),
        facts=_facts(frame),
        chart=chart(cards, frame, where(frame), with_story=True),
        newest=() if config.phases or largest else _newest(cards),
        is_empty=not cards,
        phases=tuple(_turn(number, phase, frame) for number, phase in enumerate(config.phases, 1)),
        phases_title=_phases_title(frame),
        standing=frame.standing("summary"),
        comparison=largest,
        matrix=matrix(frame, frame.events) if len(frame.marks) > 1 else None,
        groups=terms.groups(every, frame, MOST_CHIPS, with_all=True),
        wanted=len(frame.library.wanted),
        has_excerpts=bool({"excerpt", "link"} & set(frame.rights.values())),
    )


def _newest(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """What leads to the reports where the editor has not named turning points and no event is compared."""
    dated = [card for card in by_day(cards) if card.day]
    return (*reversed(dated), *(card for card in cards if not card.day))[:MOST_NEWEST]


def _phases_title(frame: Frame) -> str:
    """六个关节: small numbers as Chinese writes them."""
    n = len(frame.config.phases)
    two = "兩" if frame.config.language == "zh-Hant" else "两"
    numerals = f"零一{two}三四五六七八九十"
    number = numerals[n] if frame.words.is_chinese and n < len(numerals) else str(n)
    return frame.words.count("{number}个关节", "{number}个关节", n, number=number)


def _facts(frame: Frame) -> tuple[Fact, ...]:
    words = frame.words
    articles, sources = len(frame.cards), len(frame.marks)
    events, wanted = len(frame.events), len(frame.library.wanted)
    facts = [Fact(words("收录"), words.number(articles), words.count("篇", "篇", articles))]
    if sources:
        unit = words.count("家", "家", sources)
        facts.append(Fact(words("来源"), words.number(sources), unit, "sources/index.html"))
    if events:
        facts.append(Fact(words("事件"), words.number(events), words.count("件", "件", events)))
    if wanted:
        facts.append(Fact(words("待收"), words.number(wanted), words.count("条", "条", wanted), "wanted/index.html"))
    days = [card.day[:7] for card in frame.in_order if card.day]
    if days and days[0] == days[-1]:
        facts.append(Fact(words("时间"), short(days[0], words), iso=days[0]))
    elif days and len(facts) % 2 and days[0][:4] != days[-1][:4]:  # figures stand in pairs
        facts.append(Fact(words("跨度"), f"{days[0][:4]}–{days[-1][:4]}"))
    elif days:
        facts.append(Fact(words("最早"), short(days[0], words), iso=days[0]))
        facts.append(Fact(words("最近"), short(days[-1], words), iso=days[-1]))
    return tuple(facts)


def _turn(number: int, phase: Phase, frame: Frame) -> Turn:
    words = frame.words
    cards = frame.pick(tuple(dict.fromkeys(_resolve(phase, frame))))
    meta = ""
    if cards:
        sources = list(dict.fromkeys(card.source.name for card in cards))
        who = sources[0] if len(sources) == 1 else words.count("{n}家对照", "{n}家对照", len(sources))
        meta = f"{words.count('{n}篇', '{n}篇', len(cards))} · {who}"
    href = _href(phase, cards, frame)
    return Turn(number, phase.date, short(phase.date, words), phase.label, phase.text, href, meta)


def _resolve(phase: Phase, frame: Frame) -> Iterator[str]:
    for named in phase.articles:
        if named in frame.articles:
            yield named
        elif urls.is_web(named):
            yield urls.article_id(named, "")


def _href(phase: Phase, cards: tuple[Card, ...], frame: Frame) -> str:
    if cards:
        return cards[0].href
    near = next((card for card in frame.in_order if card.day and card.day[:4] == phase.date[:4]), None)
    return where(frame)(near.day) if near else ""


def _largest(frame: Frame) -> Comparison | None:
    """The event that most sources report; of equals the one with more articles, then the later one."""

    def size(ids: tuple[str, ...]) -> tuple[int, int]:
        return len({frame.cards[i].source.id for i in ids if i in frame.cards}), len(ids)

    candidates = [e for e in frame.events if size(e.articles)[0] > 1]
    if not candidates:
        return None
    return comparison(max(candidates, key=lambda e: (*size(e.articles), e.day)), frame)
