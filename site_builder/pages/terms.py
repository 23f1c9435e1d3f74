"""Tags, people, organisations and places: a page a term that two articles share, and a list of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.keyed import Keyed
from site_builder.model import TERM_FOLDERS, Page, Term, TermKind
from site_builder.pages import head, shelf
from site_builder.pages.chart import chart
from site_builder.pages.chips import chip, kind_name, rank, single_name
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import KINDS, Frame
from site_builder.pages.lists import Contents, Later, Listing, Sheet, contents, later_pages, sheets
from site_builder.pages.timeline import dots
from site_builder.pages.views import Card, ChipGroup, Dots, Labels, Link, Tag
from site_builder.words import Words

CHART_FROM = 6
MOST_NEIGHBOURS = 10
PAGE_OF_CHIPS = 600


@dataclass(frozen=True, slots=True)
class Index:
    """A page of the list of a kind; `count` is that of all its terms."""

    kind: TermKind
    count: int
    sheet: Sheet[Tag]


@dataclass(frozen=True, slots=True)
class Inputs:
    """A term's first page. `labels` are the terms of each of its articles; `dots` only where there is a chart."""

    tag: Tag
    aliases: tuple[str, ...]
    count: int
    labels: tuple[Labels, ...]
    dots: Dots
    places: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    contents: tuple[Contents, ...]


def parts(
    frame: Frame,
) -> Iterator[Keyed[tuple[Desk, Index], Page] | Keyed[tuple[Desk, Inputs], Page] | Keyed[tuple[Desk, Later], Page]]:
    for kind in KINDS:
        terms = frame.terms[kind]
        folder = f"{TERM_FOLDERS[kind]}/"
        if terms:
            ranked = sorted(map(frame.tag, terms), key=rank)
            for sheet in sheets(folder, ranked, PAGE_OF_CHIPS):
                yield part(index_pages, frame.desk, Index(kind, len(terms), sheet))
        for term in terms:
            yield from _term(term, folder, frame)


def _term(
    term: Term, folder: str, frame: Frame
) -> Iterator[Keyed[tuple[Desk, Inputs], Page] | Keyed[tuple[Desk, Later], Page]]:
    desk, tag = frame.desk, frame.tag(term)
    base = f"{folder}{term.slug}/"
    cards = frame.pick(term.articles)
    pieces = shelf.cut(cards, desk.words)
    inputs = Inputs(
        tag=tag,
        aliases=term.aliases,
        count=len(cards),
        labels=frame.labels_of(term.articles),
        dots=dots(cards if len(cards) >= CHART_FROM else ()),
        places=tuple(shelf.places(pieces).items()),
        cards=() if pieces else cards,
        contents=contents(base, pieces, desk.words),
    )
    yield part(pages, desk, inputs)
    crumbs = (*_crumbs(term.kind, desk.words), Link(tag.name.text, tag.href, tag.name.lang))
    yield from later_pages(Listing(base, "term", term.name, "index"), pieces, crumbs, desk)


def _crumbs(kind: TermKind, words: Words) -> tuple[Link, ...]:
    return (Link(kind_name(kind, words), f"{TERM_FOLDERS[kind]}/index.html"),)


def index_pages(desk: Desk, given: Index) -> Iterator[Page]:
    sheet = given.sheet
    title = kind_name(given.kind, desk.words)
    count = desk.words.count("{n}个", "{n}个", given.count)
    stand = desk.words("{count}，至少两篇文章提到，按篇数排列。", count=count)
    yield desk.page(
        sheet.path,
        "terms.html",
        "page",
        head.page(title, stand, sheet.path, desk.config),
        (Link(title, ""),),
        here="index",
        title=title,
        stand=stand,
        chips=tuple(chip(tag, desk.words) for tag in sheet.entries),
        before=sheet.before,
        after=sheet.after,
    )


def pages(desk: Desk, given: Inputs) -> Iterator[Page]:
    words, tag = desk.words, given.tag
    base = f"{TERM_FOLDERS[tag.kind]}/{tag.slug}/"
    kind = kind_name(tag.kind, words)
    count = words.count("{n}篇报道", "{n}篇报道", given.count)
    path = f"{base}index.html"
    yield desk.page(
        path,
        "term.html",
        "term",
        head.page(
            f"{tag.name.text} · {kind}",
            words("。").join(filter(None, (count, words.listing(given.aliases)))),
            path,
            desk.config,
        ),
        (*_crumbs(tag.kind, words), Link(tag.name.text, "", tag.name.lang)),
        here="index",
        name=tag.name,
        group=single_name(tag.kind, words),
        aliases=tuple(desk.text(alias) for alias in given.aliases),
        count=count,
        chart=chart(given.dots, desk, shelf.where(base, dict(given.places))),
        years=shelf.years(given.cards, desk, with_gaps=False),
        contents=given.contents,
        neighbours=_neighbours(given, desk),
    )


def _neighbours(given: Inputs, desk: Desk) -> tuple[ChipGroup, ...]:
    """Terms named in the same articles, with the number of those articles."""
    own = given.tag.digest
    shared = Counter(tag.digest for labels in given.labels for tag in labels.tags if tag.href)
    known = {tag.digest: tag for labels in given.labels for tag in labels.tags}
    ranked = [(known[key], n) for key, n in shared.most_common() if key != own]
    made = []
    for kind in KINDS:
        found = [(tag, n) for tag, n in ranked if tag.kind == kind][:MOST_NEIGHBOURS]
        if found:
            chips = tuple(chip(tag, desk.words, n) for tag, n in found)
            made.append(ChipGroup(kind_name(kind, desk.words), chips))
    return tuple(made)
