"""The light half of what is read: an article and what can be said of it in a few words, which every build needs."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace

from site_builder.exports import search
from site_builder.model import Article, Image, Origin, Wish
from site_builder.pickled import pickled
from site_builder.problems import Problem


@pickled
@dataclass(frozen=True, slots=True)
class Part:
    """One article with what can be said of it alone and every build needs; its text is among the Texts.

    `digest` goes over all that the article and its text were made from.
    """

    article: Article
    mark: search.Mark
    images: tuple[Image, ...]
    digest: bytes


@pickled
@dataclass(frozen=True, slots=True)
class Reading:
    """One file: its articles, what is wrong with them, and the addresses it only wishes for."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    wishes: tuple[Wish, ...] = ()


def packed(reading: Reading, origin: Origin) -> bytes:
    """The reading of a file. Markdown that stands in the file as it is in the article is not kept twice: where it
    stands is enough."""
    bodies = [part.article.body.encode("utf-8", "surrogatepass") for part in reading.parts]
    starts = [origin.data.find(markdown) for markdown in bodies]
    places = [(at, at + len(markdown)) if at >= 0 else None for at, markdown in zip(starts, bodies, strict=True)]
    parts = (
        replace(part, article=replace(part.article, body="")) if place else part
        for part, place in zip(reading.parts, places, strict=True)
    )
    return pickle.dumps((replace(reading, parts=tuple(parts)), places), pickle.HIGHEST_PROTOCOL)


def unpacked(kept: bytes, origin: Origin) -> Reading:
    """The reading again, with the Markdown of its articles, from the same file."""
    reading: Reading
    reading, places = pickle.loads(kept)
    for part, place in zip(reading.parts, places, strict=True):
        if place:  # nobody else has seen this value yet
            object.__setattr__(part.article, "body", origin.data[slice(*place)].decode("utf-8", "surrogatepass"))
    return reading
