"""Puts the Library together from what the other files of this room find out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from types import MappingProxyType

from site_builder.model import Article, Body, Library
from site_builder.problems import Problem
from site_builder.project import Config
from site_builder.relate.address import Addresses
from site_builder.relate.asked import Asked, keep_all
from site_builder.relate.compared import compared
from site_builder.relate.copies import duplicates, families
from site_builder.relate.events import events
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.kept import Kept, nothing
from site_builder.relate.left import left
from site_builder.relate.links import unknown
from site_builder.relate.mixing import mixed
from site_builder.relate.names import known_names
from site_builder.relate.rows import change
from site_builder.relate.sametopic import Pages, same_topic
from site_builder.relate.terms import terms

_NO_TIME = datetime.min.replace(tzinfo=UTC)


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
    give_back: Callable[[], None] = keep_all,
) -> Linked:
    """Everything about articles with these fingerprints, given in one order.

    `before` is what an earlier call kept, of the same configuration: then fingerprints and bodies are only asked for
    where something has changed, and the result is the same. That needs `marks`, 16 bytes for each article: a digest of
    all that it and its fingerprint were made from. `give_back` is called after much memory was let go of.
    """
    order = sorted(range(len(articles)), key=[*map(_by_time, articles)].__getitem__)
    ordered = tuple(articles[i] for i in order)
    told = [marks[i] if marks else blake2b(articles[i].id.encode(), digest_size=16).digest() for i in order]
    difference = change(before.marks if before else (), told)
    names, days = known_names(config), [_day(article) for article in ordered]
    known = before or nothing()
    asked = Asked(prints, order, give_back)
    result = compared(asked, told, days, difference, names=names, before=known)
    ids = tuple(article.id for article in ordered)
    addresses = Addresses(ordered, known.left.keys)
    people = left(ordered, asked, addresses, config, change=difference, before=known.left)
    folded = duplicates(ids, result.kept.repeats)
    pages = Pages(ordered, days, lambda i: _quotable(ordered[i], bodies[ids[i]], config), folded, people.blocked)
    topical, stays = same_topic(pages, asked, result, names, change=difference, before=known)
    same = result.graph.same(difference, known.graph)
    happened = events(ordered, result.graph, config, same, known.events)
    kept = replace(result.kept, left=people, links=topical, events=happened, folded=folded)
    mixture, stays = mixed(ordered, kept, stays & same, known)
    related = mixture.over(topical.ranked)
    related = related.of(ids, {i: related[i] + out for i, out in people.outward.items() if out})
    library = Library(
        articles=ordered,
        bodies=bodies,
        related=MappingProxyType(related),
        citations=MappingProxyType(people.citations),
        cited_by=MappingProxyType(people.cited_by),
        events=happened,
        duplicates=MappingProxyType(folded),
        copies=MappingProxyType(families(folded, ids)),
        wanted=people.wanted,
        terms=terms(ordered, dict(zip(ids, result.kept.about, strict=True)), names),
    )
    tied = {i: known.ties[i] for i, stay in zip(ids, stays, strict=True) if stay}
    ties = {i: tied.get(i) or library.tied(i) for i in ids}
    kept = replace(kept, mixed=mixture, ties=ties)
    return Linked(replace(library, ties=MappingProxyType(ties)), tuple(unknown(ordered, addresses)), kept)


def _by_time(article: Article) -> tuple[bool, datetime, str]:
    moment = article.published
    return moment is None, moment.instant if moment else _NO_TIME, article.id


def _quotable(article: Article, body: Body, config: Config) -> str:
    """What of an article its rights allow to be shown, its title the first line."""
    head = (" ".join(article.title.split()), article.summary, article.kicker)
    return "\n".join((*head, body.text) if config.rights_of(article) == "full" else head)


def _day(article: Article) -> date | None:
    """The day of publication, None where it is known to the month or year only."""
    moment = article.published
    return moment.day if moment and moment.precision not in {"year", "month"} else None
