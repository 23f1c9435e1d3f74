"""Puts the Library together from what the other files of this room find out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType
from typing import Any

from site_builder.model import Article, Body, Library
from site_builder.problems import Problem
from site_builder.project import Config
from site_builder.relate import links
from site_builder.relate.address import Addresses
from site_builder.relate.citations import backlinks, citations
from site_builder.relate.compared import compared
from site_builder.relate.copies import duplicates, families
from site_builder.relate.events import events
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.kept import Kept, Links, Mixed, no_links, nothing
from site_builder.relate.names import known_names
from site_builder.relate.rank import Evident, ranked
from site_builder.relate.rows import change
from site_builder.relate.sametopic import Pages, same_topic
from site_builder.relate.terms import terms
from site_builder.relate.wanted import wanted


@dataclass(frozen=True, slots=True)
class Linked:
    """The library, references that lead nowhere, and what the next comparison can build on."""

    library: Library
    problems: tuple[Problem, ...]
    kept: Kept


def link(
    articles: Sequence[Article],
    bodies: Mapping[str, Body],
    prints: Sequence[Fingerprint],
    config: Config,
    *,
    marks: Sequence[bytes] = (),
    before: Kept | None = None,
) -> Linked:
    """Everything about articles with these fingerprints, given in one order.

    `before` is what an earlier call kept, of the same configuration: then fingerprints and bodies are only asked for
    where something has changed, and the result is the same. That needs `marks`, 16 bytes for each article: a digest of
    all that it and its fingerprint were made from.
    """
    order = sorted(range(len(articles)), key=lambda i: _by_time(articles[i]))
    ordered = tuple(articles[i] for i in order)
    told = [marks[i] if marks else blake2b(articles[i].id.encode(), digest_size=16).digest() for i in order]
    difference = change(before.marks if before else (), told)
    names, days = known_names(config), [_day(article) for article in ordered]
    sorted_prints = _Sorted(prints, order)
    result = compared(sorted_prints, told, days, difference, names=names, before=before or nothing())
    sorted_prints.lighten()
    ids = tuple(article.id for article in ordered)
    place = {article: i for i, article in enumerate(ids)}
    addresses = Addresses(ordered)
    briefs = result.kept.briefs
    cited = {a.id: citations(a, brief.cites, addresses) for a, brief in zip(ordered, briefs, strict=True)}
    keys = {citation.url: key for brief in briefs for key, citation in brief.cites}
    folded = duplicates(ids, result.kept.shingles)
    blocked = links.blocked(ordered, addresses)
    pages = Pages(ordered, days, lambda i: _quotable(ordered[i], bodies[ids[i]], config), folded, blocked)
    topical = same_topic(
        pages, sorted_prints, result, names, change=difference, before=before.links if before else no_links()
    )
    happened = events(ordered, result.graph, config)

    def close(one: str, other: str) -> float:
        return result.graph.similarity(place[one], place[other])

    outward = {article.id: links.outward(article, addresses, config) for article in ordered}
    found = chain(
        links.pins(ordered, addresses),
        links.listed(ordered, addresses, config, close),
        links.cited(cited, close),
        links.translated(ordered, addresses),
        links.reported(happened, close),
    )
    mixed = _related(ordered, found, topical, folded, blocked=blocked, before=before.mixed if before else {})
    alone = zip(ids, topical.ranked, strict=True)
    library = Library(
        articles=ordered,
        bodies=bodies,
        related=MappingProxyType({i: (mixed[i].links if i in mixed else own) + outward[i] for i, own in alone}),
        citations=MappingProxyType(cited),
        cited_by=MappingProxyType(backlinks(cited, ids)),
        events=happened,
        duplicates=MappingProxyType(folded),
        copies=MappingProxyType(families(folded, ids)),
        wanted=wanted(ordered, cited, keys, addresses, config),
        terms=terms(ordered, dict(zip(ids, result.kept.about, strict=True)), names),
    )
    return Linked(library, tuple(links.unknown(ordered, addresses)), replace(result.kept, links=topical, mixed=mixed))


class _Sorted(Sequence[Fingerprint]):
    """Fingerprints in another order, each asked for once."""

    def __init__(self, prints: Sequence[Fingerprint], order: Sequence[int]) -> None:
        self._prints, self._order = prints, order
        self._asked: dict[int, Fingerprint] = {}

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, i: Any) -> Any:
        if i not in self._asked:
            self._asked[i] = self._prints[self._order[i]]
        return self._asked[i]

    def lighten(self) -> None:
        """Let go of the half of each that is in matrices by now."""
        self._asked = {
            i: replace(p, grams=b"", gram_counts=b"", title_grams=b"", shingles=b"") for i, p in self._asked.items()
        }


def _by_time(article: Article) -> tuple[bool, str, str]:
    moment = article.published
    return moment is None, moment.instant.isoformat() if moment else "", article.id


def _quotable(article: Article, body: Body, config: Config) -> str:
    """What of an article its rights allow to be shown, its title the first line."""
    head = (" ".join(article.title.split()), article.summary, article.kicker)
    return "\n".join((*head, body.text) if config.rights_of(article) == "full" else head)


def _day(article: Article) -> date | None:
    """The day of publication, None where it is known to the month or year only."""
    moment = article.published
    return moment.day if moment and moment.precision not in {"year", "month"} else None


def _related(
    articles: Sequence[Article],
    found: Iterable[tuple[str, Evident]],
    topical: Links,
    folded: Mapping[str, str],
    *,
    blocked: links.Blocked,
    before: Mapping[str, Mixed],
) -> dict[str, Mixed]:
    """For each article that has others, its links on one topic mixed with those that are `found`; of these copies and
    blocked pairs are left out. `before` are those of an earlier comparison."""
    pieces: dict[str, list[Evident]] = {}
    for page, piece in found:
        is_copy = piece.target in folded or folded.get(piece.target, piece.target) == folded.get(page, page)
        if frozenset((page, piece.target)) not in blocked and (piece.is_pinned or not is_copy):
            pieces.setdefault(page, []).append(piece)
    made: dict[str, Mixed] = {}
    for i, name in ((i, article.id) for i, article in enumerate(articles) if article.id in pieces):
        alone, mine = topical.ranked[i], pieces[name]
        known = before.get(name)
        if known and known.alone is alone and known.others == mine:
            made[name] = known
        else:
            made[name] = Mixed(alone, mine, ranked(mine, zip(topical.evident(i), alone, strict=True)))
    return made
