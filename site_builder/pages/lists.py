"""Lists that are too long for one page: those along time a page a year, month or slice, others by number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from site_builder import urls
from site_builder.model import Page
from site_builder.pages import head, shelf
from site_builder.pages.frame import Frame
from site_builder.pages.views import Link

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing:
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


def contents(folder: str, parts: tuple[shelf.Part, ...], frame: Frame) -> tuple[Contents, ...]:
    return tuple(
        Contents(
            part.label,
            urls.relative("index.html", f"{folder}{part.folder}"),
            frame.words.count("{n}篇", "{n}篇", len(part.cards)),
        )
        for part in parts
    )


def later_pages(
    listing: Listing, parts: tuple[shelf.Part, ...], crumbs: tuple[Link, ...], frame: Frame
) -> Iterator[Page]:
    """A page for each part, and below it for its own parts. `crumbs` lead to the page above."""
    for part in parts:
        path = f"{listing.folder}{part.folder}index.html"
        title = f"{listing.name} · {part.label}"
        stand = frame.words.count("{n}篇报道，按发布日期排列。", "{n}篇报道，按发布日期排列。", len(part.cards))
        yield frame.page(
            path,
            "list.html",
            listing.kind,
            head.page(title, stand, path, frame.config),
            (*crumbs, Link(part.label, "")),
            here=listing.here,
            title=title,
            stand=stand,
            years=() if part.parts else shelf.years(part.cards, frame, with_gaps=False),
            contents=contents(listing.folder, part.parts, frame),
        )
        above = (*crumbs, Link(part.label, urls.relative("index.html", path)))
        yield from later_pages(listing, part.parts, above, frame)
