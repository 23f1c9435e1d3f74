"""The heavy half of the articles: bodies and postings, which only a few parts of a build look at.

They are kept apart from what every build needs, so that a build after an edit need not read thousands of texts to
change one. What cannot be read back is worked out again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.cache import Cache
from site_builder.exports.search import Posting
from site_builder.model import Body

BODIES, POSTINGS = b"bodies", b"postings"


@dataclass(frozen=True, slots=True)
class Text:
    """What only the article's own page, the feeds and the search index need of it."""

    body: Body
    posting: Posting


class Texts:
    """The texts of the articles of every file, by the file's key: at hand, in the cache, or made `again`."""

    def __init__(
        self,
        at_hand: Mapping[bytes, tuple[Text, ...]],
        cache: Cache | None,
        again: Callable[[bytes], tuple[Text, ...]],
    ) -> None:
        self._at_hand, self._cache, self._again = at_hand, cache, again

    def body(self, key: bytes, number: int) -> Body:
        """Of the article with that number in its file."""
        if texts := self._at_hand.get(key):
            return texts[number].body
        bodies = self._kept(key + BODIES)
        body = bodies[number] if bodies else self._again(key)[number].body
        assert isinstance(body, Body)
        return body

    def posting(self, key: bytes, number: int) -> Posting:
        """Of the article with that number in its file."""
        if texts := self._at_hand.get(key):
            return texts[number].posting
        postings = self._kept(key + POSTINGS)
        posting = postings[number] if postings else self._again(key)[number].posting
        assert isinstance(posting, Posting)
        return posting

    def _kept(self, name: bytes) -> tuple[Body | Posting, ...] | None:
        found = self._cache.one(name) if self._cache else None
        return pickle.loads(found) if found else None


class Bodies(Mapping[str, Body]):
    """The bodies of articles by their ids, loaded when asked for."""

    def __init__(self, texts: Texts, places: Mapping[str, tuple[bytes, int]]) -> None:
        self._texts, self._places = texts, places

    def __getitem__(self, article: str) -> Body:
        return self._texts.body(*self._places[article])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Edited(Mapping[str, Body]):
    """Bodies of which one is another."""

    def __init__(self, bodies: Mapping[str, Body], article: str, body: Body) -> None:
        self._bodies, self._article, self._body = bodies, article, body

    def __getitem__(self, article: str) -> Body:
        return self._body if article == self._article else self._bodies[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)
