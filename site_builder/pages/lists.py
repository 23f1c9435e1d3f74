"""Lists that are too long for one page: those along time a page a year, month or slice, others by number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from site_builder import urls
from site_builder.keyed import Keyed
from site_builder.model import Page
from site_builder.pages import head, shelf
from site_builder.pages.desk import Desk, part
from site_builder.pages.views import Card, Link
from site_builder.words import Words

T = TypeVar("T")


class Listing(NamedTuple):
    """The list that is cut: its folder, page kind, name, and its place in the navigation."""

    folder: str
    kind: str
    name: str
    here: str


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry that leads from the head of a cut list to one of its pages."""

    text: str
    href: str
    count: str


@dataclass(frozen=True, slots=True)
class Later:
    """A page of a cut list: its `cards`, `count` of them, or the `contents` that lead to them."""

    listing: Listing
    folder: str
    label: str
    crumbs: tuple[Link, ...]
    count: int
    cards: tuple[Card, ...]
    contents: tuple[Contents, ...]


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One page of a list that is cut by number; `before` and `after` are the paths of its neighbours, "" for none."""

    path: str
    entries: tuple[T, ...]
    before: str
    after: str


def sheets(folder: str, entries: Sequence[T], size: int) -> tuple[Sheet[T], ...]:
    """The pages of a list: `folder`/index.html, `folder`/page-2/ ...; one empty page where there are no entries."""
    pieces = [tuple(entries[start : start + size]) for start in range(0, len(entries), size)] or [()]
    paths = [f"{folder}index.html", *(f"{folder}page-{n}/index.html" for n in range(2, len(pieces) + 1))]
    around = ["", *paths, ""]
    return tuple(
        Sheet(path, piece, around[n], around[n + 2]) for n, (path, piece) in enumerate(zip(paths, pieces, strict=True))
    )


def contents(folder: str, parts: tuple[shelf.Part, ...], words: Words) -> tuple[Contents, ...]:
    return tuple(
        Contents(
            part.label,
            urls.relative("index.html", f"{folder}{part.folder}"),
            words.count("{n}篇", "{n}篇", len(part.cards)),
        )
        for part in parts
    )


def later_pages(
    listing: Listing, pieces: tuple[shelf.Part, ...], crumbs: tuple[Link, ...], desk: Desk
) -> Iterator[Keyed[tuple[Desk, Later], Page]]:
    """A page for each piece, and below it for its own pieces. `crumbs` lead to the page above."""
    for piece in pieces:
        folder = f"{listing.folder}{piece.folder}"
        shown = () if piece.parts else piece.cards
        inner = contents(listing.folder, piece.parts, desk.words)
        yield part(pages, desk, Later(listing, folder, piece.label, crumbs, len(piece.cards), shown, inner))
        above = (*crumbs, Link(piece.label, urls.relative("index.html", f"{folder}index.html")))
        yield from later_pages(listing, piece.parts, above, desk)


def pages(desk: Desk, given: Later) -> Iterator[Page]:
    listing = given.listing
    path = f"{given.folder}index.html"
    title = f"{listing.name} · {given.label}"
    stand = desk.words.count("{n}篇报道，按发布日期排列。", "{n}篇报道，按发布日期排列。", given.count)
    yield desk.page(
        path,
        "list.html",
        listing.kind,
        head.page(title, stand, path, desk.config),
        (*given.crumbs, Link(given.label, "")),
        here=listing.here,
        title=title,
        stand=stand,
        years=shelf.years(given.cards, desk, with_gaps=False),
        contents=given.contents,
    )
