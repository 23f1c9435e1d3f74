"""The same event in several reports, side by side: when, how it is summed up, whom only this one names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from site_builder import urls
from site_builder.model import Moment
from site_builder.pages.desk import Desk
from site_builder.pages.views import Card, Happening, Told

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


def comparison(event: Happening, desk: Desk, current: str = "", most: int = MOST_COLUMNS) -> Comparison | None:
    """The reports of one event in order of time, at most `most`; None where there is only one."""
    if len(event.reports) < 2:
        return None
    kept = _choice(event.reports, current, most)
    times = [told.published for told in kept if told.published]
    zone = _zone_label(next((m for m in times if len(m.text) > 10), None), desk)
    common = Counter(name for told in event.reports for name in told.names)
    reports = []
    for card, published, _, names in kept:
        only = [name for name in names if common[name] == 1][:MOST_NAMES]
        reports.append(
            Report(card, card.id == current, published.text if published else "", _common_time(published, desk),
                   desk.words.listing(only) if only else "")
        )  # fmt: skip
    name = desk.text(event.name)
    left = len(event.reports) - len(kept)
    more = desk.words.count("另有{n}篇", "另有{n}篇", left) if left else ""
    return Comparison(
        name.text, name.lang, urls.relative("index.html", f"events/{event.id}/"), zone, tuple(reports), more
    )


def _choice(reports: tuple[Told, ...], current: str, most: int) -> tuple[Told, ...]:
    """The current one, then a source and a language not there yet, then a source not there yet, then what is left."""
    ranked = sorted(reports, key=lambda told: (told.card.id != current, len(told.card.day) < 10))
    kept: set[str] = set()
    sources: set[str] = set()
    languages: set[str] = set()
    for needs_source, needs_language in ((True, True), (True, False), (False, False)):
        for card, _, language, _ in ranked:
            if len(kept) == most:
                break
            if (needs_source and card.source.id in sources) or (needs_language and language in languages):
                continue
            kept.add(card.id)
            sources.add(card.source.id)
            languages.add(language)
    return tuple(told for told in reports if told.card.id in kept)


def _zone_label(moment: Moment | None, desk: Desk) -> str:
    if moment is None:
        return desk.words("发布")
    local = moment.instant.astimezone(ZoneInfo(desk.config.timezone))
    return desk.words("发布（{zone}）", zone=desk.words.zone(local.isoformat(timespec="minutes")))


def _common_time(moment: Moment | None, desk: Desk) -> str:
    if moment is None:
        return ""
    if len(moment.text) <= 10:
        return desk.words.day(moment)
    return desk.words.date(moment.instant.astimezone(ZoneInfo(desk.config.timezone)).isoformat(timespec="minutes"))
