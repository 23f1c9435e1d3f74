"""The links that a text makes: to a collected article, to something worth collecting, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from site_builder import urls
from site_builder.model import Article, Body, Citation
from site_builder.relate.address import Addresses

# Hosts and paths that are never an article: sharing, logging in, searching, lists of articles, people's pages.
_SERVICES = re.compile(
    r"(^|\.)(facebook|instagram|whatsapp|telegram|linkedin|pinterest|tumblr|reddit|addtoany|t|wa|feedburner|"
    r"doubleclick|paypal|patreon|addthis|delicious|del\.icio|digg|weserv|wsrv|gravatar|google|bing|apple)\."
    r"(com|me|us|nl|net|org|co|cn)$"
)
_LISTS = re.compile(
    r"^/(by|author|authors|tag|tags|topic|topics|category|categories|search|share|sharer|intent|login|signin|"
    r"register|subscribe|newsletter|newsletters|about|contact|privacy|terms|feed|rss|user|users|people|profile)(/|$)",
    re.I,
)
_DIGIT = re.compile(r"\d")
_FILES = re.compile(r"\.(jpe?g|png|gif|webp|svg|mp[34]|m4a|mov|avi|zip|css|js|ico|exe|apk)$", re.I)


Cite = tuple[str, Citation]  # under which address it is matched; the citation, its target not looked for yet


def cites(article: Article, body: Body, *, is_open: bool) -> tuple[Cite, ...]:
    """The links of one article in order, each address once, without links to the article itself.

    `is_open` says that the article's own words may be shown; otherwise the citations carry no anchor text.
    """
    seen = {urls.match_key(article.url)} if article.url else set()
    found: list[Cite] = []
    for link in body.links:
        if urls.is_web(link.url) and (key := urls.match_key(link.url)) not in seen:
            seen.add(key)
            text = link.text if is_open else ""
            found.append((key, Citation(link.url, text, link.paragraph, is_wanted=is_wanted(link.url))))
    return tuple(found)


def citations(article: Article, made: tuple[Cite, ...], addresses: Addresses) -> tuple[Citation, ...]:
    """The same links, each with the article that it leads to, if that is collected."""
    found = ((addresses.at(key), citation) for key, citation in made)
    return tuple(
        replace(citation, target=target, is_wanted=False) if target else citation
        for target, citation in found
        if target != article.id
    )


def is_wanted(url: str) -> bool:
    """Looks like one article or document rather than a home page, a list, a service or a file of another kind."""
    name, path, query = urls.typical_parts(url) or _parts(url)
    if not name or _is_service(name) or _LISTS.match(path) or _FILES.search(path):
        return False
    return bool(_DIGIT.search(path) or _DIGIT.search(query)) or len(path.strip("/").split("/")[-1]) >= 12


def _parts(url: str) -> tuple[str, str, str]:
    """Host, "" if it is no web address, path and query."""
    if not urls.is_web(url):
        return "", "", ""
    parts = urlsplit(url)
    return urls.host(url), urls.decoded(parts.path), parts.query


@lru_cache(maxsize=4096)  # the same few hosts again and again
def _is_service(host: str) -> bool:
    return bool(_SERVICES.search(host))


def backlinks(citations_of: Mapping[str, tuple[Citation, ...]], order: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Per cited article the ids of those that cite it, in `order`."""
    cited_by: dict[str, list[str]] = {}
    for article_id in order:
        for citation in citations_of.get(article_id, ()):
            if citation.target:
                cited_by.setdefault(citation.target, []).append(article_id)
    return {target: tuple(sources) for target, sources in cited_by.items()}
