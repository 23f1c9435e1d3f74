"""Digests of what articles cite and lead to: most of what a library holds, and the same in most builds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from site_builder.model import Citation, Library, Related, tied


class _Tie(NamedTuple):
    citations: tuple[Citation, ...]
    related: tuple[Related, ...]
    digest: bytes


class Ties:
    """Those of the last build of this process, by article. The comparison of all articles gives what has not changed as
    the very same values: they are known again without looking into them."""

    def __init__(self) -> None:
        self._known: dict[str, _Tie] = {}

    def of(self, library: Library) -> Mapping[str, bytes]:
        """As `Library.ties`."""
        before, self._known = self._known, {}
        for article in library.articles:
            citations, related = library.citations.get(article.id, ()), library.related.get(article.id, ())
            tie = before.get(article.id)
            if tie is None or tie.citations is not citations or tie.related is not related:
                tie = _Tie(citations, related, tied(citations, related))
            self._known[article.id] = tie
        return MappingProxyType({name: tie.digest for name, tie in self._known.items()})
