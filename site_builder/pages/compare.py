"""The same event in several reports, side by side: when, how it is summed up, whom only this one names."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from site_builder import urls
from site_builder.model import Event, Moment
from site_builder.pages.frame import Frame, names
from site_builder.pages.views import Card

MOST_COLUMNS = 4
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Report:
    card: Card
    is_current: bool
    iso: str
    when: str
    only_here: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`zone` labels the common time of all columns; `more` says how many reports are only on the event's page."""

    name: str
    lang: str
    href: str
    zone: str
    reports: tuple[Report, ...]
    more: str


def comparison(event: Event, frame: Frame, current: str = "", most: int = MOST_COLUMNS) -> Comparison | None:
    """The reports of one event in order of time, at most `most`; None where there is only one."""
    cards = frame.event_cards[event.id]
    if len(cards) < 2:
        return None
    kept = _choice(cards, frame, current, most)
    times = [a.published for card in kept if (a := frame.articles[card.id]).published]
    zone = _zone_label(next((m for m in times if len(m.text) > 10), None), frame)
    common = frame.event_names[event.id]
    reports = []
    for card in kept:
        published = frame.articles[card.id].published
        only = [t.name for t in names(frame.terms_of.get(card.id, ())) if common[t.name] == 1][:MOST_NAMES]
        reports.append(
            Report(card, card.id == current, published.text if published else "", _common_time(published, frame),
                   frame.words.listing(only) if only else "")
        )  # fmt: skip
    name = frame.text(event.name)
    left = len(cards) - len(kept)
    more = frame.words.count("另有{n}篇", "另有{n}篇", left) if left else ""
    return Comparison(
        name.text, name.lang, urls.relative("index.html", f"events/{event.id}/"), zone, tuple(reports), more
    )


def _choice(cards: tuple[Card, ...], frame: Frame, current: str, most: int) -> tuple[Card, ...]:
    """The current one, then a source and a language not there yet, then a source not there yet, then what is left."""
    ranked = sorted(cards, key=lambda card: (card.id != current, len(card.day) < 10))
    kept: dict[str, Card] = {}
    sources: set[str] = set()
    languages: set[str] = set()
    for needs_source, needs_language in ((True, True), (True, False), (False, False)):
        for card in ranked:
            if len(kept) == most:
                break
            language = frame.articles[card.id].language
            if (needs_source and card.source.id in sources) or (needs_language and language in languages):
                continue
            kept[card.id] = card
            sources.add(card.source.id)
            languages.add(language)
    return tuple(card for card in cards if card.id in kept)


def _zone_label(moment: Moment | None, frame: Frame) -> str:
    if moment is None:
        return frame.words("发布")
    local = moment.instant.astimezone(ZoneInfo(frame.config.timezone))
    return frame.words("发布（{zone}）", zone=frame.words.zone(local.isoformat(timespec="minutes")))


def _common_time(moment: Moment | None, frame: Frame) -> str:
    if moment is None:
        return ""
    if len(moment.text) <= 10:
        return frame.words.day(moment)
    return frame.words.date(moment.instant.astimezone(ZoneInfo(frame.config.timezone)).isoformat(timespec="minutes"))
