"""待收: what the articles cite or their publishers list, but nobody has collected yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from site_builder import urls
from site_builder.model import Article, Citation, Reason, Wanted, Wish
from site_builder.project import Config
from site_builder.relate.address import Addresses
from site_builder.relate.links import at


@dataclass(slots=True)
class _Wish:
    """One address while it is being counted."""

    url: str
    listed_title: str = ""
    anchor: str = ""
    kicker: str = ""
    cited_by: list[tuple[str, Reason]] = field(default_factory=list)


def wanted(
    articles: Iterable[Article],
    citations: Mapping[str, tuple[Citation, ...]],
    keys: Mapping[str, str],
    addresses: Addresses,
    config: Config,
) -> tuple[Wanted, ...]:
    """Most wanted first: by how many articles name the address, then publisher-listed ones, then by address.

    `keys`: what the addresses that are cited are matched under. Collecting one takes it off the list, whichever of its
    spellings is collected.
    """
    wishes: dict[str, _Wish] = {}
    for article in articles:
        source = config.source(article.source).name
        for item in article.related:
            if urls.is_web(item.url) and not addresses.find(item.url):
                wish = wishes.setdefault(addresses.key(item.url), _Wish(item.url))
                wish.listed_title = wish.listed_title or item.title
                wish.kicker = wish.kicker or item.kicker
                wish.cited_by.append((article.id, Reason("listed", (source,))))
        for citation in citations.get(article.id, ()):
            if citation.is_wanted:
                wish = wishes.get(keys[citation.url]) or wishes.setdefault(keys[citation.url], _Wish(citation.url))
                wish.anchor = wish.anchor or citation.text
                wish.cited_by.append((article.id, at("cites", citation.paragraph)))
    return tuple(
        Wanted(wish.url, wish.listed_title or wish.anchor or wish.url, wish.kicker, tuple(wish.cited_by))
        for _, wish in sorted(wishes.items(), key=_rank)
    )


def wished(listed: Sequence[Wanted], wishes: Iterable[Wish], articles: Iterable[Article]) -> Sequence[Wanted]:
    """The list with the addresses of reading lists behind it, where nobody cites them and they are not collected."""
    new: dict[str, Wish] = {}
    for wish in wishes:
        new.setdefault(urls.match_key(wish.url), wish)
    if not new:
        return listed
    for url in (*(entry.url for entry in listed), *(article.url for article in articles if article.url)):
        new.pop(urls.match_key(url), None)
    return (*listed, *(Wanted(wish.url, wish.title or wish.url, "", ()) for wish in new.values()))


def _rank(entry: tuple[str, _Wish]) -> tuple[int, bool, str]:
    key, wish = entry
    number = len({article for article, _ in wish.cited_by}) if len(wish.cited_by) > 1 else 1
    return -number, not wish.listed_title, key
