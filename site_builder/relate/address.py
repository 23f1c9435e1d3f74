"""Which article a URL or an id means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from site_builder import urls
from site_builder.model import Article


class Addresses:
    """Finds articles by id or by any spelling of their URL. Two articles with one URL: the first by id."""

    def __init__(self, articles: Iterable[Article]) -> None:
        ordered = sorted(articles, key=lambda article: article.id)
        self._ids = {article.id for article in ordered}
        by_url: dict[str, str] = {}
        for article in ordered:
            if article.url:
                by_url.setdefault(urls.match_key(article.url), article.id)
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
