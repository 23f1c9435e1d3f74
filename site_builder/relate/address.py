"""Which article a URL or an id means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from operator import attrgetter
from types import MappingProxyType

from site_builder import urls
from site_builder.model import Article


class Addresses:
    """Finds articles by id or by any spelling of their URL. Two articles with one URL: the first by id.

    `keys`: what their URLs are matched under. To those `known` already it need not be worked out again."""

    def __init__(self, articles: Iterable[Article], known: Mapping[str, str] = MappingProxyType({})) -> None:
        ordered = sorted(articles, key=attrgetter("id"))
        self._ids = {article.id for article in ordered}
        self.keys = {a.url: known.get(a.url) or urls.match_key(a.url) for a in ordered if a.url}
        by_url: dict[str, str] = {}
        for article in ordered:
            if article.url:
                by_url.setdefault(self.keys[article.url], article.id)
        self._by_url: Mapping[str, str] = by_url
        self.key = cache(urls.match_key)  # of what publishers list, which is looked at again and again

    def find(self, reference: str) -> str:
        """The id of the article that `reference` (an id or a URL) means, "" if it is not collected."""
        if reference in self._ids:
            return reference
        return self.at(self.key(reference)) if urls.is_web(reference) else ""

    def at(self, key: str) -> str:
        """The id of the article whose address has this `urls.match_key`, "" if there is none."""
        return self._by_url.get(key, "")
