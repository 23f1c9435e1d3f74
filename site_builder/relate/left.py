"""What people left in the articles: what the editor wants linked, what texts cite, what publishers list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from site_builder.keyed import digest
from site_builder.model import Article, Citation, Related, Wanted
from site_builder.parcel import Parcel
from site_builder.project import Config
from site_builder.relate import links
from site_builder.relate.address import Addresses
from site_builder.relate.citations import Cite, backlinks, citations
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.lazy import Lazy
from site_builder.relate.links import Blocked, Found, Lead
from site_builder.relate.rows import Change
from site_builder.relate.wanted import wanted


@dataclass(frozen=True, slots=True)
class Left:
    """Digests of the articles' traces, oldest first, what the text of each cites, and what follows from the traces:
    what the URL of each is matched under (`keys`); by article its citations, what cites it, where links of its page
    would lead, and those to what nobody has collected (`outward`); pairs that the editor does not want linked; and what
    is wanted."""

    traces: Sequence[bytes]
    cites: Lazy[tuple[Cite, ...]]
    keys: Mapping[str, str]
    citations: Lazy[tuple[Citation, ...]]
    cited_by: Mapping[str, tuple[str, ...]]
    leads: Lazy[tuple[Lead, ...]]
    outward: Mapping[str, tuple[Related, ...]]
    blocked: Blocked
    wanted: Parcel[Wanted]


def nothing_left() -> Left:
    """Of no articles."""
    return Left((), Lazy({}), {}, Lazy({}), {}, Lazy({}), {}, frozenset(), Parcel())


def left(
    articles: Sequence[Article],
    prints: Sequence[Fingerprint],
    addresses: Addresses,
    config: Config,
    *,
    change: Change,
    before: Left,
) -> Left:
    """Of the articles, oldest first; `prints` are only asked for of new ones. It is what it was `before` as long as no
    trace is another: most edits are of words."""
    new = {articles[i].id: prints[i].cites for i in change.fresh.tolist()}
    traces = [
        before.traces[old] if old >= 0 else _trace(article, new[article.id])
        for article, old in zip(articles, change.origin.tolist(), strict=True)
    ]
    if traces == before.traces:
        return before
    cites = before.cites.of((article.id for article in articles), new)
    cited = {article.id: citations(article, cites[article.id], addresses) for article in articles}
    keys = {one.url: key for made in cites.values() for key, one in made}
    found = chain(
        links.pins(articles, addresses),
        links.listed(articles, addresses, config),
        links.cited(cited),
        links.translated(articles, addresses),
    )
    blocked = links.blocked(articles, addresses)
    return Left(
        traces=traces,
        cites=cites,
        keys=addresses.keys,
        citations=Lazy(cited),
        cited_by=backlinks(cited, tuple(cited)),
        leads=Lazy(by_page(found, blocked)),
        outward={article.id: links.outward(article, addresses, config) for article in articles},
        blocked=blocked,
        wanted=Parcel(wanted(articles, cited, keys, addresses, config)),
    )


def by_page(found: Found, blocked: Blocked) -> dict[str, tuple[Lead, ...]]:
    """What is found, but between `blocked` pairs, by the article on whose page it stands."""
    leads: dict[str, list[Lead]] = {}
    for page, lead in found:
        if frozenset((page, lead.target)) not in blocked:
            leads.setdefault(page, []).append(lead)
    return {page: tuple(own) for page, own in leads.items()}


def _trace(a: Article, cites: tuple[Cite, ...]) -> bytes:
    """A digest of all of one article that goes into this."""
    return digest(a.id, a.url, a.source, a.related, a.see_also, a.not_related, a.original, cites)
