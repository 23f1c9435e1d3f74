"""An article's page: the text or the notice why it is not there, where it comes from, what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from site_builder import urls
from site_builder.keyed import Flat, Keyed, Section, digest, plain
from site_builder.model import Article, Body, Citation, KeptImage, Library, Page, Related, RelatedKind, Rights
from site_builder.pages import chips, cite, head, shelf
from site_builder.pages.compare import comparison
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import NO_LABELS, Frame
from site_builder.pages.links import references
from site_builder.pages.pictures import lead
from site_builder.pages.provenance import provenance
from site_builder.pages.views import BodyLink, Card, Happening, Labels, Link, Text
from site_builder.reasons import together
from site_builder.words import Words, message

TOGETHER = 50  # articles of a section: an edit changes those of a few
MOST_CHIPS = 16
MOST_BACKLINKS = 30
MOST_COPIES = 30
HAN_A_MINUTE = 400  # silent reading: 260 words of Chinese, about 400 characters a minute (Brysbaert 2019)
WORDS_A_MINUTE = 238  # of English non-fiction, the same review

KINDS: dict[RelatedKind, str] = {
    "publisher": message("出版者所列"),
    "citation": message("文中引用"),
    "event": message("同一事件"),
    "topic": message("同一主题"),
}


@dataclass(frozen=True, slots=True)
class Whole:
    """An article with its body, which is loaded only when it is asked for."""

    article: Article
    library: Library

    @property
    def digest(self) -> bytes:
        """Of both, as the library knows it; else worked out here."""
        known = self.library.digests.get(self.article.id)
        return known or digest(self.article, self.library.bodies.get(self.article.id))

    @property
    def body(self) -> Body | None:
        return self.library.bodies.get(self.article.id)


class Ties:
    """What an article cites and what is related to it."""

    __slots__ = ("citations", "digest", "related")

    def __init__(self, name: str, library: Library) -> None:
        self.citations: tuple[Citation, ...] = library.citations.get(name, ())
        self.related: tuple[Related, ...] = library.related.get(name, ())
        self.digest = library.tied(name)


class Inputs(NamedTuple):
    """`cards` are those of the articles that citations and related name; `day_href` leads to its day in the timeline;
    `images` are its pictures on this site by their address in the text."""

    whole: Whole
    card: Card
    rights: Rights
    day_href: str
    ties: Ties
    cards: tuple[Card, ...]
    labels: Labels
    happening: Happening | None
    copies: tuple[Card, ...]
    more_copies: int
    backlinks: tuple[Card, ...]
    more_backlinks: int
    images: tuple[tuple[str, KeptImage], ...]
    before: Card | None
    after: Card | None

    @property
    def digest(self) -> bytes:
        """Of all of it. Every build asks this of every article: what each value is need not be found out here."""
        return Flat(
            (
                *(self.whole.digest, self.card.digest, self.rights, self.day_href, self.ties.digest),
                *(_digests(self.cards), self.labels.digest, self.happening and self.happening.digest),
                *(_digests(self.copies), self.more_copies, _digests(self.backlinks), self.more_backlinks),
                *(plain(self.images), self.before and self.before.digest, self.after and self.after.digest),
            )
        ).digest


def _digests(cards: Iterable[Card]) -> list[bytes]:
    return [card.digest for card in cards]


class Shown(NamedTuple):
    """The text as the page shows it: safe HTML with slots, what goes into them, `images` as configured, and which of
    them are `kept` with the site."""

    html: str
    links: tuple[BodyLink, ...]
    images: str
    kept: Mapping[str, KeptImage]
    lang: str


class Why(NamedTuple):
    """A related article, or one that the publisher lists and the dossier does not have (`card` is None)."""

    card: Card | None
    kind: str
    text: str
    title: Text
    kicker: Text
    url: str
    host: str


class Neighbour(NamedTuple):
    """The article before or after in time; `over` stands over its title."""

    card: Card
    over: str


def sections(frame: Frame) -> Iterator[Section[Page]]:
    """The parts of all articles, some in a section. As long as the lists stay as they are, all that can change of what
    goes into a page are the article itself, what leads from it and to it, and its pictures."""
    library, where = frame.library, cache(partial(_where, frame))
    for start in range(0, len(library.articles), TOGETHER):
        some = range(start, min(start + TOGETHER, len(library.articles)))
        name = b""
        if library.lists:
            name = digest("articles", library.lists, *(_changing(library.articles[n], frame) for n in some))
        yield Section(name, partial(_parts, frame, some, where))


def _changing(article: Article, frame: Frame) -> tuple[object, ...]:
    library, name = frame.library, article.id
    leads = library.tied(name), library.cited_by.get(name, ())
    return Whole(article, library).digest, *leads, frame.images.get(name, ())


def one(frame: Frame, index: int) -> Keyed[tuple[Desk, Inputs], Page]:
    """The part of one article, by its place in the library."""
    return next(_parts(frame, (index,), partial(_where, frame)))


def _where(frame: Frame) -> shelf.Where:
    return shelf.where(shelf.TIMELINE, shelf.places(shelf.cut(frame.in_order, frame.desk.words)))


def _parts(
    frame: Frame, places: Iterable[int], where: Callable[[], shelf.Where]
) -> Iterator[Keyed[tuple[Desk, Inputs], Page]]:
    for index in places:
        before = frame.in_order[index - 1] if index else None
        after = frame.in_order[index + 1] if index + 1 < len(frame.in_order) else None
        yield part(pages, frame.desk, _inputs(frame.library.articles[index], before, after, where(), frame))


def _inputs(article: Article, before: Card | None, after: Card | None, place: shelf.Where, frame: Frame) -> Inputs:
    library, cards = frame.library, frame.cards
    card = cards[article.id]
    ties = Ties(article.id, library)
    named = dict.fromkeys([*[c.target for c in ties.citations], *[r.target for r in ties.related]])
    copies = library.copies.get(article.id, ())
    backlinks = library.cited_by.get(article.id, ())
    event = frame.event_of.get(article.id)
    return Inputs(
        whole=Whole(article, library),
        card=card,
        rights=frame.rights[article.id],
        day_href=place(card.day or "undated"),
        ties=ties,
        cards=_known(named, cards),
        labels=frame.labels.get(article.id, NO_LABELS),
        happening=frame.happenings[event.id] if event else None,
        copies=_known(copies[:MOST_COPIES], cards),
        more_copies=len(copies) - MOST_COPIES,
        backlinks=_known(backlinks[:MOST_BACKLINKS], cards),
        more_backlinks=len(backlinks) - MOST_BACKLINKS,
        images=frame.images.get(article.id, ()),
        before=before,
        after=after,
    )


def _known(ids: Iterable[str], cards: Mapping[str, Card]) -> tuple[Card, ...]:
    return tuple([cards[i] for i in ids if i in cards])


def pages(desk: Desk, given: Inputs) -> tuple[Page]:
    article, card, rights, words = given.whole.article, given.card, given.rights, desk.words
    body = given.whole.body if rights == "full" else None
    cards = {known.id: known for known in given.cards}
    links, listed = references(body, given.ties.citations, cards, desk)
    path = f"{article.permalink}index.html"
    related = tuple(_why(r, article, cards, desk) for r in given.ties.related)
    cited = cite.cited(article, desk.source(article.source))
    kept = dict(given.images)
    page = desk.page(
        path,
        "article.html",
        "article",
        head.article(article, rights, path, desk.config),
        _crumbs(article, card, given.day_href, words),
        here="timeline",
        card=card,
        rights=rights,
        minutes=_minutes(body, words) if body else "",
        body=_shown(article, body, links, kept, desk),
        lead=lead(article, rights, kept, desk),
        notes=tuple(desk.text(p.strip()) for p in article.note.split("\n\n") if p.strip()),
        provenance=provenance(article, card, rights, desk),
        references=listed,
        groups=chips.groups(given.labels.tags, desk, MOST_CHIPS),
        cited_as=cited.styles,
        cite_files=cited.files,
        copies=given.copies,
        more_copies=_more(given.more_copies, words),
        comparison=comparison(given.happening, desk, article.id) if given.happening else None,
        related=tuple(why for why in related if why.card),
        outward=tuple(why for why in related if not why.card),
        backlinks=given.backlinks,
        more_backlinks=_more(given.more_backlinks, words),
        before=_neighbour(given.before, words("较早"), words),
        after=_neighbour(given.after, words("较晚"), words),
    )
    return (page,)


def _more(left: int, words: Words) -> str:
    return words.count("另有{n}篇", "另有{n}篇", left) if left > 0 else ""


def _crumbs(article: Article, card: Card, day_href: str, words: Words) -> tuple[Link, ...]:
    when = article.published.text[:4] if article.published else words("日期不详")
    return (
        Link(words("时间线"), "timeline/index.html"),
        Link(when, day_href),
        Link(card.title.text, "", card.title.lang),
    )


def _shown(
    article: Article, body: Body | None, links: tuple[BodyLink, ...], kept: Mapping[str, KeptImage], desk: Desk
) -> Shown | None:
    if body is None or not body.html.strip():
        return None
    lang = "" if article.language == desk.config.language else article.language
    ours = {image.src: kept[image.src] for image in body.images if image.src in kept}
    return Shown(body.html, links, desk.config.images, ours, lang)


def _minutes(body: Body, words: Words) -> str:
    """How long reading takes, a minute at least; "" for what is read at a glance."""
    han, latin = body.extent
    minutes = han / HAN_A_MINUTE + latin / WORDS_A_MINUTE
    return words.count("约{n}分钟", "约{n}分钟", max(1, round(minutes))) if minutes > 0.3 else ""


def _why(related: Related, article: Article, cards: Mapping[str, Card], desk: Desk) -> Why:
    words = desk.words
    kind = words(KINDS[related.kind])
    text = together(words, related.reasons)
    if text.startswith(kind):  # the reason says it already
        kind = ""
    card = cards.get(related.target)
    if card:
        return Why(card, kind, text, card.title, card.kicker, "", "")
    url = related.url if urls.is_web(related.url) else ""
    title = desk.text(related.title or related.url, article.language)
    return Why(None, kind, text, title, desk.text(related.kicker, article.language), url, urls.host(related.url))


def _neighbour(card: Card | None, word: str, words: Words) -> Neighbour | None:
    if card is None:
        return None
    when = card.published.short if card.published else words("日期不详")
    return Neighbour(card, words("，").join((word, when, card.source.name)))
