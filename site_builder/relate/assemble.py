"""Puts the Library together from what the other files of this room find out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from site_builder import urls
from site_builder.model import Article, Body, Citation, Event, Library, Reason, Related
from site_builder.problems import Problem
from site_builder.project import Config
from site_builder.relate.address import Addresses
from site_builder.relate.citations import backlinks, citations
from site_builder.relate.evidence import Evidence, apart
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.names import known_names
from site_builder.relate.rank import Evident, ranked
from site_builder.relate.similarity import neighbours
from site_builder.relate.terms import terms
from site_builder.relate.vectors import vectors
from site_builder.relate.wanted import wanted

_CLOSE = 0.1  # below this similarity two articles are not said to be on one topic


def link(
    articles: Sequence[Article], bodies: Mapping[str, Body], prints: Sequence[Fingerprint], config: Config
) -> tuple[Library, tuple[Problem, ...]]:
    """The Library of the articles whose fingerprints are given, and references that lead nowhere."""
    ordered = tuple(sorted(articles, key=_by_time))
    addresses = Addresses(ordered)
    cited = {a.id: citations(a, bodies[a.id], addresses, is_open=config.rights_of(a) == "full") for a in ordered}
    order = tuple(a.id for a in ordered)
    by_id = {p.id: p for p in prints}
    related, problems = _related(ordered, [by_id[i] for i in order], cited, addresses, config)
    library = Library(
        articles=ordered,
        bodies=MappingProxyType(dict(bodies)),
        related=MappingProxyType(related),
        citations=MappingProxyType(cited),
        cited_by=MappingProxyType(backlinks(cited, order)),
        events=_pinned_events(ordered, config),
        wanted=wanted(ordered, cited, addresses, config),
        terms=terms(ordered, {}, known_names(config)),
    )
    return library, tuple(problems)


def _by_time(article: Article) -> tuple[bool, str, str]:
    moment = article.published
    return moment is None, moment.instant.isoformat() if moment else "", article.id


def _related(
    articles: Sequence[Article],
    prints: Sequence[Fingerprint],
    cited: Mapping[str, tuple[Citation, ...]],
    addresses: Addresses,
    config: Config,
) -> tuple[dict[str, tuple[Related, ...]], list[Problem]]:
    matrix = vectors(prints)
    days = [a.published.day if a.published else None for a in articles]
    close = neighbours(matrix, days)
    rarity = dict(zip(matrix.vocabulary, map(float, matrix.rarity), strict=True))
    shared = Evidence(prints, known_names(config), rarity, dict(zip(matrix.vocabulary, matrix.kinds, strict=True)))
    position = {a.id: i for i, a in enumerate(articles)}
    found: dict[str, list[Evident]] = {a.id: [] for a in articles}
    problems: list[Problem] = []
    blocked = _blocked(articles, addresses, problems)
    _pins(articles, addresses, found, problems)
    for i, article in enumerate(articles):
        for j, score in close[i]:
            names = shared.shared(i, j) if score >= _CLOSE and len(found[article.id]) < 12 else ()
            if names:
                reasons = (Reason("both-name", names), *apart(days[i], days[j]))
                found[article.id].append(Evident(articles[j].id, "topic", score, reasons))
    _publisher(articles, addresses, config, found)
    _cited(cited, found)
    return {
        a.id: (
            *ranked(e for e in found[a.id] if e.target != a.id and frozenset((a.id, e.target)) not in blocked),
            *_outward(a, addresses, config),
        )
        for a in articles
        if a.id in position
    }, problems


def _blocked(articles: Sequence[Article], addresses: Addresses, problems: list[Problem]) -> set[frozenset[str]]:
    pairs = set()
    for article in articles:
        for reference in article.not_related:
            target = addresses.find(reference)
            if target:
                pairs.add(frozenset((article.id, target)))
            else:
                problems.append(Problem("see-also-unknown", article.origin, f'not_related: "{reference}"'))
    return pairs


def _pins(
    articles: Sequence[Article], addresses: Addresses, found: dict[str, list[Evident]], problems: list[Problem]
) -> None:
    for article in articles:
        for reference in article.see_also:
            target = addresses.find(reference)
            if not target:
                problems.append(Problem("see-also-unknown", article.origin, f'see_also: "{reference}"'))
                continue
            found[article.id].append(Evident(target, "topic", 1.0, (Reason("see-also"),), is_pinned=True))
            found[target].append(Evident(article.id, "topic", 1.0, (Reason("seen-from"),)))


def _publisher(
    articles: Sequence[Article], addresses: Addresses, config: Config, found: dict[str, list[Evident]]
) -> None:
    for article in articles:
        source = config.source(article.source).name
        for item in article.related:
            target = addresses.find(item.url)
            if target and target != article.id:
                found[article.id].append(Evident(target, "publisher", 0.5, (Reason("listed", (source,)),)))
                found[target].append(Evident(article.id, "publisher", 0.0, (Reason("listed-by", (source,)),)))


def _cited(cited: Mapping[str, tuple[Citation, ...]], found: dict[str, list[Evident]]) -> None:
    for citing, made in cited.items():
        for citation in made:
            if citation.target:
                place = (str(citation.paragraph),)
                found[citing].append(Evident(citation.target, "citation", 0.5, (Reason("cites", place),)))
                found[citation.target].append(Evident(citing, "citation", 0.0, (Reason("cited-by", place),)))


def _outward(article: Article, addresses: Addresses, config: Config) -> list[Related]:
    """What the publisher lists and nobody has collected: leads outward."""
    source = config.source(article.source).name
    return [
        Related("", "publisher", 0.0, (Reason("listed", (source,)),), item.url, item.title, item.kicker)
        for item in article.related
        if urls.is_web(item.url) and not addresses.find(item.url)
    ]


def _pinned_events(articles: Sequence[Article], config: Config) -> tuple[Event, ...]:
    members: dict[str, list[Article]] = {}
    for article in articles:
        if article.event:
            members.setdefault(article.event, []).append(article)
    names = {event.id: event for event in config.events}
    return tuple(
        Event(
            id=event,
            name=names[event].name if event in names else event,
            articles=tuple(a.id for a in reports),
            day=names[event].date if event in names and names[event].date else _first_day(reports),
            is_pinned=True,
        )
        for event, reports in sorted(members.items())
    )


def _first_day(reports: Sequence[Article]) -> str:
    dated: list[date] = [a.published.day for a in reports if a.published]
    return min(dated).isoformat() if dated else ""
