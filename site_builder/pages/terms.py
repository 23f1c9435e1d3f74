"""Tags, people, organisations and places: a page a term that two articles share, and a list of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_builder import urls
from site_builder.model import TERM_FOLDERS, Page, Term, TermKind
from site_builder.pages import head, shelf
from site_builder.pages.chart import chart
from site_builder.pages.frame import KINDS, Frame
from site_builder.pages.lists import Listing, contents, later_pages, sheets
from site_builder.pages.timeline import where
from site_builder.pages.views import Chip, ChipGroup, Link
from site_builder.words import Words

CHART_FROM = 6
MOST_NEIGHBOURS = 10
PAGE_OF_CHIPS = 600


def kind_name(kind: TermKind, words: Words) -> str:
    return {
        "person": words("人物"),
        "organisation": words("机构"),
        "place": words("地点"),
        "tag": words("标签"),
    }[kind]


def single_name(kind: TermKind, words: Words) -> str:
    """The same over one of them."""
    return {
        "person": words.one("人物"),
        "organisation": words.one("机构"),
        "place": words.one("地点"),
        "tag": words.one("标签"),
    }[kind]


def chip(term: Term, frame: Frame, count: int = 0) -> Chip:
    """A term with its number of articles; a link only where it has a page. `count` overrides the number."""
    text = frame.text(term.name)
    number = frame.words.number(count or len(term.articles))
    return Chip(text.text, text.lang, href(term) if term.has_page else "", number if term.has_page else "")


def href(term: Term) -> str:
    return urls.relative("index.html", term.path)


def groups(terms: tuple[Term, ...], frame: Frame, most: int, *, with_all: bool = False) -> tuple[ChipGroup, ...]:
    """These terms by kind, most articles first, at most `most` of each."""
    made = []
    for kind in KINDS:
        found = sorted((t for t in terms if t.kind == kind), key=lambda t: (-len(t.articles), t.name))
        if not found:
            continue
        more = None
        if with_all and len(found) > most:
            text = frame.words.count("全部{n}个", "全部{n}个", len(found))
            more = Link(text, f"{TERM_FOLDERS[kind]}/index.html")
        chips = tuple(chip(term, frame) for term in found[:most])
        made.append(ChipGroup(kind_name(kind, frame.words), chips, more))
    return tuple(made)


def pages(frame: Frame) -> Iterator[Page]:
    for kind in KINDS:
        terms = frame.terms[kind]
        folder = f"{TERM_FOLDERS[kind]}/"
        if terms:
            yield from _index(kind, folder, terms, frame)
        for term in terms:
            yield from _term(term, folder, frame)


def _index(kind: TermKind, folder: str, terms: tuple[Term, ...], frame: Frame) -> Iterator[Page]:
    title = kind_name(kind, frame.words)
    ranked = sorted(terms, key=lambda t: (-len(t.articles), t.name))
    count = frame.words.count("{n}个", "{n}个", len(terms))
    stand = frame.words("{count}，至少两篇文章提到，按篇数排列。", count=count)
    for sheet in sheets(folder, ranked, PAGE_OF_CHIPS):
        yield frame.page(
            sheet.path,
            "terms.html",
            "page",
            head.page(title, stand, sheet.path, frame.config),
            (Link(title, ""),),
            here="index",
            title=title,
            stand=stand,
            chips=tuple(chip(term, frame) for term in sheet.entries),
            before=sheet.before,
            after=sheet.after,
        )


def _term(term: Term, folder: str, frame: Frame) -> Iterator[Page]:
    words = frame.words
    base = f"{folder}{term.slug}/"
    cards = frame.pick(term.articles)
    parts = shelf.cut(cards, words)
    name = frame.text(term.name)
    kind = kind_name(term.kind, words)
    count = words.count("{n}篇报道", "{n}篇报道", len(cards))
    crumbs = (Link(kind, f"{folder}index.html"),)
    path = f"{base}index.html"
    yield frame.page(
        path,
        "term.html",
        "term",
        head.page(
            f"{term.name} · {kind}",
            words("。").join(filter(None, (count, words.listing(term.aliases)))),
            path,
            frame.config,
        ),
        (*crumbs, Link(name.text, "", name.lang)),
        here="index",
        name=name,
        group=single_name(term.kind, words),
        aliases=tuple(frame.text(alias) for alias in term.aliases),
        count=count,
        chart=chart(cards, frame, where(frame, base, cards)) if len(cards) >= CHART_FROM else None,
        years=() if parts else shelf.years(cards, frame, with_gaps=False),
        contents=contents(base, parts, frame),
        neighbours=_neighbours(term, frame),
    )
    listing = Listing(base, "term", term.name, "index")
    yield from later_pages(listing, parts, (*crumbs, Link(name.text, href(term), name.lang)), frame)


def _neighbours(term: Term, frame: Frame) -> tuple[ChipGroup, ...]:
    """Terms named in the same articles, with the number of those articles."""
    shared: Counter[tuple[TermKind, str]] = Counter()
    known: dict[tuple[TermKind, str], Term] = {}
    for article_id in term.articles:
        for other in frame.terms_of.get(article_id, ()):
            key = (other.kind, other.slug)
            if other is not term and other.has_page:
                shared[key] += 1
                known[key] = other
    made = []
    for kind in KINDS:
        found = [(key, n) for key, n in shared.most_common() if key[0] == kind][:MOST_NEIGHBOURS]
        if found:
            chips = tuple(chip(known[key], frame, n) for key, n in found)
            made.append(ChipGroup(kind_name(kind, frame.words), chips))
    return tuple(made)
