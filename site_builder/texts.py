"""The heavy half of the articles: bodies and postings, which only a few parts of a build look at.

They are kept apart from what every build needs, so that a build after an edit need not read thousands of texts to
change one, and the HTML of a body apart from its plain text, as hardly anything needs both. What cannot be read back is
worked out again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from site_builder.cache import Cache
from site_builder.exports import search
from site_builder.exports.search import Posting
from site_builder.model import Article, Body, Link
from site_builder.project import Project
from site_builder.relate import Fingerprint

SHOWN, PLAIN, POSTINGS, PRINTS = KINDS = (b"shown", b"plain", b"postings", b"prints")
_SHOWN = ("html", "links", "headings", "images")  # of a body, all but its plain text
_PLAIN_AS = "utf-16-le", "surrogatepass"  # what Python holds Chinese text as: no time is lost


@dataclass(frozen=True, slots=True)
class Text:
    """What only the article's own page, the feeds, the search index and the comparison of all articles need of it."""

    body: Body
    posting: Posting
    fingerprint: Fingerprint


def packed(texts: Sequence[Text]) -> dict[bytes, bytes]:
    """What the cache keeps of the texts of one file, by kind."""
    bodies = [text.body for text in texts]
    values: dict[bytes, object] = {
        SHOWN: [_shown(body) for body in bodies],
        PLAIN: [body.text.encode(*_PLAIN_AS) for body in bodies],
        POSTINGS: [text.posting for text in texts],
        PRINTS: tuple(text.fingerprint for text in texts),
    }
    return {kind: pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for kind, value in values.items()}


def _shown(body: Body) -> tuple[Any, ...]:
    """All of a body but its plain text, and its extent; links as plain tuples, which pickle three times as fast."""
    return body.html, [*map(tuple, body.links)], body.headings, body.images, body.extent


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
        return _Kept(lambda: self.shown(key, number), lambda: self.plain(key, number))

    def shown(self, key: bytes, number: int) -> tuple[object, ...]:
        """All of that body but its plain text, as _SHOWN names it, and its extent."""
        kept = self._kept(key + SHOWN)
        html, links, *rest = kept[number] if kept else _shown(self._again(key)[number].body)
        return html, tuple(starmap(Link, links)), *rest

    def plain(self, key: bytes, number: int) -> str:
        """The plain text of that body."""
        kept = self._kept(key + PLAIN)
        return kept[number].decode(*_PLAIN_AS) if kept else self._again(key)[number].body.text

    def posting(self, key: bytes, number: int) -> Posting:
        """Of the article with that number in its file."""
        if texts := self._at_hand.get(key):
            return texts[number].posting
        postings = self._kept(key + POSTINGS)
        return postings[number] if postings else self._again(key)[number].posting

    def postings(self, places: Sequence[tuple[bytes, int]]) -> list[Posting]:
        """Of all articles in these places: to get them together takes a third of the time."""
        missing = [key + POSTINGS for key, _ in places if key not in self._at_hand]
        data = self._cache.load(missing) if self._cache and len(missing) > 1 else {}
        kept: Mapping[bytes, Sequence[Posting]] = {name: pickle.loads(found) for name, found in data.items()}
        return [
            kept[name][number] if (name := key + POSTINGS) in kept else self.posting(key, number)
            for key, number in places
        ]

    def fingerprint(self, key: bytes, number: int) -> Fingerprint:
        """Of the article with that number in its file."""
        if texts := self._at_hand.get(key):
            return texts[number].fingerprint
        prints: Sequence[Fingerprint] | None = self._kept(key + PRINTS)
        return prints[number] if prints else self._again(key)[number].fingerprint

    def _kept(self, name: bytes) -> Any:
        found = self._cache.one(name) if self._cache else None
        return pickle.loads(found) if found else None


class _Kept(Body):
    """A body in the cache: what is asked for is loaded then, its plain text by itself."""

    __slots__ = ("_extent", "_load_plain", "_load_shown")
    _extent: tuple[int, int]
    _load_plain: Callable[[], str]
    _load_shown: Callable[[], tuple[object, ...]]

    def __init__(self, load_shown: Callable[[], tuple[object, ...]], load_plain: Callable[[], str]) -> None:
        self._fill(("_load_shown", "_load_plain"), (load_shown, load_plain))

    def __getattr__(self, name: str) -> Any:
        """A field that is not there yet."""
        if name == "text":
            self._fill((name,), (self._load_plain(),))
        elif name in _SHOWN or name == "_extent":
            self._fill((*_SHOWN, "_extent"), self._load_shown())
        else:
            raise AttributeError(name)
        return getattr(self, name)

    @property
    def extent(self) -> tuple[int, int]:
        return self._extent

    def _fill(self, names: Iterable[str], values: Iterable[object]) -> None:
        for name, value in zip(names, values, strict=True):
            object.__setattr__(self, name, value)


class Prints(Sequence[Fingerprint]):
    """The fingerprints of articles in these places, loaded when asked for."""

    def __init__(self, texts: Texts, places: Sequence[tuple[bytes, int]]) -> None:
        self._texts, self._places = texts, places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, i: Any) -> Any:
        return self._texts.fingerprint(*self._places[i])


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


@dataclass(frozen=True, slots=True)
class Postings:
    """The posting of each of the articles, as it was made with its file; for those that have `moved`, since another
    article took their address, made again."""

    articles: Sequence[Article]
    places: Mapping[str, tuple[bytes, int]]
    moved: frozenset[str]
    texts: Texts
    project: Project

    def of(self, indices: Sequence[int]) -> list[Posting]:
        """Those of the articles with these places."""
        articles = [self.articles[index] for index in indices]
        postings = self.texts.postings([self.places[article.id] for article in articles])
        return [
            self._again(article) if article.id in self.moved else posting
            for article, posting in zip(articles, postings, strict=True)
        ]

    def _again(self, article: Article) -> Posting:
        body = self.texts.body(*self.places[article.id])
        return search.posting(article, body, self.project.config.rights_of(article))
