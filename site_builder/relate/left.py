"""What people left in the articles: what the editor wants linked, what texts cite, what publishers list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from site_builder.model import Article, Citation, ListedItem, Original, Related, Wanted
from site_builder.project import Config
from site_builder.relate import links
from site_builder.relate.address import Addresses
from site_builder.relate.citations import Cite, backlinks, citations
from site_builder.relate.links import Blocked, Found, Lead
from site_builder.relate.wanted import wanted


class Trace(NamedTuple):
    """All of one article that goes into this."""

    id: str
    url: str
    source: str
    related: tuple[ListedItem, ...]
    see_also: tuple[str, ...]
    not_related: tuple[str, ...]
    original: Original | None
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """`traces` of the articles, oldest first, and what follows from them: what the URL of each is matched under
    (`keys`); by article its citations, what cites it, where links of its page would lead, and those to what nobody has
    collected (`outward`); pairs that the editor does not want linked; and what is wanted."""

    traces: Sequence[Trace]
    keys: Mapping[str, str]
    citations: Mapping[str, tuple[Citation, ...]]
    cited_by: Mapping[str, tuple[str, ...]]
    leads: Mapping[str, tuple[Lead, ...]]
    outward: Mapping[str, tuple[Related, ...]]
    blocked: Blocked
    wanted: tuple[Wanted, ...]


def nothing_left() -> Left:
    """Of no articles."""
    return Left((), {}, {}, {}, {}, {}, frozenset(), ())


def left(
    articles: Sequence[Article],
    cites: Sequence[tuple[Cite, ...]],
    addresses: Addresses,
    config: Config,
    before: Left,
) -> Left:
    """Of the articles, oldest first, and what the text of each cites. It is what it was `before` as long as no trace is
    another: most edits are of words."""
    traces = list(map(_trace, articles, cites))
    if traces == before.traces:
        return before
    cited = {article.id: citations(article, made, addresses) for article, made in zip(articles, cites, strict=True)}
    found = chain(
        links.pins(articles, addresses),
        links.listed(articles, addresses, config),
        links.cited(cited),
        links.translated(articles, addresses),
    )
    blocked = links.blocked(articles, addresses)
    return Left(
        traces=traces,
        keys=addresses.keys,
        citations=cited,
        cited_by=backlinks(cited, tuple(cited)),
        leads=by_page(found, blocked),
        outward={article.id: links.outward(article, addresses, config) for article in articles},
        blocked=blocked,
        wanted=wanted(articles, cited, {one.url: key for made in cites for key, one in made}, addresses, config),
    )


def by_page(found: Found, blocked: Blocked) -> dict[str, tuple[Lead, ...]]:
    """What is found, but between `blocked` pairs, by the article on whose page it stands."""
    leads: dict[str, list[Lead]] = {}
    for page, lead in found:
        if frozenset((page, lead.target)) not in blocked:
            leads.setdefault(page, []).append(lead)
    return {page: tuple(own) for page, own in leads.items()}


def _trace(a: Article, cites: tuple[Cite, ...]) -> Trace:
    return Trace(a.id, a.url, a.source, a.related, a.see_also, a.not_related, a.original, cites)
