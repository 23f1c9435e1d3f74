"""Sources: a page a publication with what it covered, and the list of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from site_builder import urls
from site_builder.model import Event, Page
from site_builder.pages import head, modes, shelf
from site_builder.pages.cards import short
from site_builder.pages.frame import Frame
from site_builder.pages.lists import Listing, contents, later_pages, sheets
from site_builder.pages.matrix import matrix
from site_builder.pages.views import Card, Chip, Fact, Link, Mark
from site_builder.project import Source

INDEX = "sources/index.html"
PAGE = 300
MOST_OTHERS = 12
MOST_KICKERS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of sources."""

    mark: Mark
    count: str
    span: str
    about: str


def pages(frame: Frame) -> Iterator[Page]:
    words = frame.words
    title = words("来源")
    stand = words.count("本卷收录{n}家的报道，按篇数排列。", "本卷收录{n}家的报道，按篇数排列。", len(frame.marks))
    for sheet in sheets("sources/", frame.marks, PAGE):
        yield frame.page(
            sheet.path,
            "sources.html",
            "page",
            head.page(title, stand, sheet.path, frame.config),
            (Link(title, ""),),
            here="sources",
            title=title,
            stand=stand if frame.marks else words("还没有收录文章。"),
            entries=tuple(_entry(mark, frame) for mark in sheet.entries),
            before=sheet.before,
            after=sheet.after,
        )
    for mark in frame.marks:
        yield from _source(mark, frame)


def _entry(mark: Mark, frame: Frame) -> Entry:
    cards = frame.of_source[mark.id]
    return Entry(mark, frame.words.count("{n}篇", "{n}篇", mark.count), _span(cards, frame), _about(mark, frame))


def _span(cards: Sequence[Card], frame: Frame) -> str:
    days = [card.day for card in cards if card.day]
    return frame.words.between(days[0][:7], days[-1][:7]) if days else frame.words("日期不详")


def _about(mark: Mark, frame: Frame) -> str:
    source = frame.source(mark.id)
    language = frame.words.language_name(source.language) if source.language else ""
    said = [source.owner, source.city, language]
    return frame.words("，").join(filter(None, said))


def _source(mark: Mark, frame: Frame) -> Iterator[Page]:
    folder = f"sources/{mark.id}/"
    cards = frame.of_source[mark.id]
    parts = shelf.cut(cards, frame.words)
    above = Link(frame.words("来源"), INDEX)
    source = frame.source(mark.id)
    kickers = Counter(card.kicker.text for card in cards if card.kicker.text).most_common(MOST_KICKERS)
    events = tuple({e.id: e for card in cards if (e := frame.event_of.get(card.id))}.values())
    about = _about(mark, frame)
    yield frame.page(
        f"{folder}index.html",
        "source.html",
        "source",
        head.page(mark.name, about, f"{folder}index.html", frame.config),
        (above, Link(mark.name, "", mark.lang)),
        here="sources",
        mark=mark,
        about=about,
        note=source.note,
        facts=_facts(mark, cards, events, frame),
        others=tuple(m for m in frame.marks if m.id != mark.id)[:MOST_OTHERS],
        rules=_rules(source, cards, frame),
        home=source.home if urls.is_web(source.home) else "",
        kickers=tuple(Chip(text, frame.text(text).lang, "", frame.words.number(n)) for text, n in kickers if n > 1),
        count=frame.words.count("{n}篇报道", "{n}篇报道", len(cards)),
        years=() if parts else shelf.years(cards, frame, with_gaps=False),
        contents=contents(folder, parts, frame),
        matrix=matrix(frame, events, mark.id) if len(frame.marks) > 1 else None,
    )
    listing = Listing(folder, "source", mark.name, "sources")
    yield from later_pages(listing, parts, (above, Link(mark.name, mark.href, mark.lang)), frame)


def _facts(mark: Mark, cards: Sequence[Card], events: tuple[Event, ...], frame: Frame) -> tuple[Fact, ...]:
    words = frame.words
    share = round(100 * mark.count / max(len(frame.cards), 1))
    facts = [Fact(words("收录"), words.number(mark.count), words("篇，占{share}%", share=share))]
    days = [card.day for card in cards if card.day]
    if days:
        until = words("至{date}", date=short(days[-1][:7], words)) if days[0][:7] != days[-1][:7] else ""
        facts.append(Fact(words("跨度"), short(days[0][:7], words), until, iso=days[0][:7]))
    delays = [
        (a.captured.day - a.published.day).days
        for a in (frame.articles[card.id] for card in cards)
        if a.captured and a.published and len(a.published.text) >= 10
    ]
    if delays:
        typical = round(median(delays))
        facts.append(
            Fact(words("发布到收录"), words.number(typical), words.count("天（中位数）", "天（中位数）", typical))
        )
    alone = sum(all(card.source.id == mark.id for card in frame.event_cards[e.id]) for e in events)
    if alone:
        facts.append(Fact(words("独家事件"), words.number(alone), words.count("件", "件", alone)))
    return tuple(facts)


def _rules(source: Source, cards: Sequence[Card], frame: Frame) -> tuple[tuple[str, str], ...]:
    words = frame.words
    rules = [(words("登载"), modes.sentence((frame.rights[card.id] for card in cards), words))]
    if source.timezone:
        certain = words("页面时间为当地时间") if source.is_zone_certain else words("页面不注时区，按此推定")
        rules.append((words("时区"), f"{source.timezone}{words('；')}{certain}"))
    archived = sum(bool(frame.articles[card.id].archived) for card in cards)
    if archived:
        rules.append((words("存档"), words.count("{n}篇有网页存档", "{n}篇有网页存档", archived)))
    return tuple(rules)
