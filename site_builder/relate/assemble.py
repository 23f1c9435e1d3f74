"""Puts the Library together from what the other files of this room find out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from site_builder.model import Article, Body, Library, Related
from site_builder.problems import Problem
from site_builder.project import Config
from site_builder.relate import links
from site_builder.relate.address import Addresses
from site_builder.relate.citations import backlinks, citations
from site_builder.relate.copies import duplicates, families
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.names import known_names
from site_builder.relate.rank import Evident, ranked
from site_builder.relate.terms import terms
from site_builder.relate.topics import Topics
from site_builder.relate.wanted import wanted


def link(
    articles: Sequence[Article], bodies: Mapping[str, Body], prints: Sequence[Fingerprint], config: Config
) -> tuple[Library, tuple[Problem, ...]]:
    """The Library of the articles whose fingerprints are given, and references that lead nowhere."""
    ordered = tuple(sorted(articles, key=_by_time))
    order = tuple(article.id for article in ordered)
    by_id = {p.id: p for p in prints}
    in_order = [by_id[i] for i in order]
    addresses = Addresses(ordered)
    cited = {a.id: citations(a, p.cites, addresses) for a, p in zip(ordered, in_order, strict=True)}
    folded = duplicates(in_order)
    topics = Topics(ordered, bodies, in_order, config)
    blocked = links.blocked(ordered, addresses)
    outward = {article.id: links.outward(article, addresses, config) for article in ordered}
    found = chain(
        links.pins(ordered, addresses),
        links.listed(ordered, addresses, config, topics.similarity),
        links.cited(cited, topics.similarity),
        links.translated(ordered, addresses),
        topics.links(folded, blocked),
    )
    library = Library(
        articles=ordered,
        bodies=bodies,
        related=MappingProxyType(_related(ordered, found, folded, blocked, outward)),
        citations=MappingProxyType(cited),
        cited_by=MappingProxyType(backlinks(cited, order)),
        events=topics.events,
        duplicates=MappingProxyType(folded),
        copies=MappingProxyType(families(folded, order)),
        wanted=wanted(ordered, cited, addresses, config),
        terms=terms(ordered, topics.names, known_names(config)),
    )
    return library, tuple(links.unknown(ordered, addresses))


def _by_time(article: Article) -> tuple[bool, str, str]:
    moment = article.published
    return moment is None, moment.instant.isoformat() if moment else "", article.id


def _related(
    articles: Sequence[Article],
    found: Iterable[tuple[str, Evident]],
    folded: Mapping[str, str],
    blocked: links.Blocked,
    outward: Mapping[str, tuple[Related, ...]],
) -> dict[str, tuple[Related, ...]]:
    """Per article its links, best first, then what its publisher lists and nobody has collected."""
    text_of = {article.id: folded.get(article.id, article.id) for article in articles}
    pieces: dict[str, list[Evident]] = {article.id: [] for article in articles}
    for page, piece in found:
        is_copy = piece.target in folded or text_of[piece.target] == text_of[page]
        if frozenset((page, piece.target)) not in blocked and (piece.is_pinned or not is_copy):
            pieces[page].append(piece)
    return {a.id: (*ranked(pieces[a.id]), *outward[a.id]) for a in articles}
