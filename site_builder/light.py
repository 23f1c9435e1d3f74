"""The light half of what is read: an article and what can be said of it in a few words, which every build needs."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from site_builder import exports, normalise
from site_builder.exports import search
from site_builder.model import Article, Body, Origin, Wish
from site_builder.pickled import pickled, slotwise
from site_builder.problems import Problem

_LATER = {"body", "losses"}  # which hardly any build asks for
_FIELDS = [one.name for one in fields(Article) if one.name not in _LATER]
_COMPARED = attrgetter(*(one.name for one in fields(Article) if one.compare))


@pickled
@dataclass(frozen=True, slots=True)
class Part:
    """One article with what can be said of it alone and every build needs; its text is among the Texts.

    `digest` goes over all that the article and its text were made from, `listed` over what lists say of it; two
    articles with one `address` (see `normalise.address_of`) are one; `pictures` are the addresses of all it shows.
    """

    article: Article
    address: str
    mark: search.Mark
    pictures: tuple[str, ...]
    digest: bytes
    listed: bytes


@pickled
@dataclass(frozen=True, slots=True)
class Reading:
    """One file: its articles, what is wrong with them, and the addresses it only wishes for."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    wishes: tuple[Wish, ...] = ()


def part(article: Article, body: Body, mark: search.Mark, digest: bytes) -> Part:
    """The part of an article with this body."""
    shown = (article.image, *body.images) if article.image else body.images
    pictures = tuple(dict.fromkeys(image.src for image in shown))
    return Part(article, normalise.address_of(article), mark, pictures, digest, exports.listed(article))


class Unread(Article):
    """An article whose Markdown stands in its file as it is, from byte to byte, and is read when it is asked for, which
    hardly anything does: in thousands of articles it is most of the memory. So is the account of its import, which
    takes as long to load as half of the rest."""

    __slots__ = ("_account", "_again", "_place")
    _account: bytes
    _place: tuple[int, int]
    _again: Callable[[], Origin]

    def __getattr__(self, name: str) -> object:
        """A field that is not there yet."""
        if name not in _LATER:
            raise AttributeError(name)
        object.__setattr__(self, name, self._markdown() if name == "body" else pickle.loads(self._account))
        return getattr(self, name)

    def _markdown(self) -> str:
        return self._again().data[slice(*self._place)].decode("utf-8", "surrogatepass")

    def __eq__(self, other: object) -> bool:
        return _COMPARED(self) == _COMPARED(other) if isinstance(other, Article) else NotImplemented

    def __hash__(self) -> int:
        return hash(_COMPARED(self))


slotwise(Unread, [*_FIELDS, "_account", "_place"])


def to_keep(reading: Reading, origin: Origin) -> Reading:
    """The reading of a file as it can be kept: Markdown that stands in the file as it is in the article is left out."""
    return replace(reading, parts=tuple(replace(part, article=_left(part.article, origin)) for part in reading.parts))


def _left(article: Article, origin: Origin) -> Article:
    markdown = article.body.encode("utf-8", "surrogatepass")
    start = len(origin.data.rstrip()) - len(markdown)  # nearly always it is the end, and looking for it takes long
    if start < 0 or not origin.data.startswith(markdown, start):
        start = origin.data.find(markdown)
    if start < 0:
        return article
    unread = object.__new__(Unread)
    for name in _FIELDS:
        object.__setattr__(unread, name, getattr(article, name))
    object.__setattr__(unread, "_account", pickle.dumps(article.losses, pickle.HIGHEST_PROTOCOL))
    object.__setattr__(unread, "_place", (start, start + len(markdown)))
    return unread


def with_file(reading: Reading, again: Callable[[], Origin]) -> Reading:
    """The same reading, whose articles that were kept know how to get their file; nobody else has seen it yet."""
    for part in reading.parts:
        if isinstance(part.article, Unread):
            object.__setattr__(part.article, "_again", again)
    return reading
