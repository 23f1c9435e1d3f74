"""An article's page: the text or the notice why it is not there, where it comes from, what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from site_builder import urls
from site_builder.model import Article, Body, KeptImage, Page, Related
from site_builder.pages import cite, head, terms
from site_builder.pages.compare import comparison
from site_builder.pages.frame import Frame
from site_builder.pages.links import references
from site_builder.pages.pictures import lead
from site_builder.pages.provenance import provenance
from site_builder.pages.timeline import where
from site_builder.pages.views import BodyLink, Card, Link, Text
from site_builder.text import count_han
from site_builder.words import Words

MOST_CHIPS = 16
MOST_BACKLINKS = 30
MOST_COPIES = 30
HAN_A_MINUTE = 400  # silent reading: 260 words of Chinese, about 400 characters a minute (Brysbaert 2019)
WORDS_A_MINUTE = 238  # of English non-fiction, the same review


@dataclass(frozen=True, slots=True)
class Shown:
    """The text as the page shows it: safe HTML with slots, what goes into them, `images` as configured, and which of
    them are `kept` with the site."""

    html: str
    links: tuple[BodyLink, ...]
    images: str
    kept: Mapping[str, KeptImage]
    lang: str


@dataclass(frozen=True, slots=True)
class Why:
    """A related article, or one that the publisher lists and the dossier does not have (`card` is None)."""

    card: Card | None
    kind: str
    text: str
    title: Text
    kicker: Text
    url: str
    host: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article before or after in time; `over` stands over its title."""

    card: Card
    over: str


def parts(frame: Frame) -> Iterator[Callable[[], tuple[Page]]]:
    """One part an article."""
    day_href = where(frame)
    order = frame.in_order
    for index, article in enumerate(frame.library.articles):
        before = order[index - 1] if index else None
        after = order[index + 1] if index + 1 < len(order) else None
        href = day_href(frame.cards[article.id].day or "undated")
        yield partial(_pages, article, before, after, href, frame)


def _pages(article: Article, before: Card | None, after: Card | None, day_href: str, frame: Frame) -> tuple[Page]:
    return (_page(article, before, after, day_href, frame),)


def _page(article: Article, before: Card | None, after: Card | None, day_href: str, frame: Frame) -> Page:
    card = frame.cards[article.id]
    rights = frame.rights[article.id]
    body = frame.library.bodies.get(article.id) if rights == "full" else None
    links, listed = references(body, frame.library.citations.get(article.id, ()), frame)
    event = frame.event_of.get(article.id)
    path = f"{article.permalink}index.html"
    copies = frame.library.copies.get(article.id, ())
    related = tuple(_why(r, article, frame) for r in frame.library.related.get(article.id, ()))
    return frame.page(
        path,
        "article.html",
        "article",
        head.article(article, rights, path, frame.config),
        _crumbs(article, card, day_href, frame),
        here="timeline",
        card=card,
        rights=rights,
        minutes=_minutes(body, frame.words) if body else "",
        body=_shown(article, body, links, frame),
        lead=lead(article, frame),
        notes=tuple(frame.text(p.strip()) for p in article.note.split("\n\n") if p.strip()),
        provenance=provenance(article, frame),
        references=listed,
        groups=terms.groups(frame.terms_of.get(article.id, ()), frame, MOST_CHIPS),
        cited_as=cite.styles(article, frame.source(article.source)),
        cite_files=cite.files(article, frame.source(article.source)),
        copies=tuple(frame.cards[i] for i in copies[:MOST_COPIES] if i in frame.cards),
        more_copies=_more(len(copies) - MOST_COPIES, frame.words),
        comparison=comparison(event, frame, article.id) if event else None,
        related=tuple(why for why in related if why.card),
        outward=tuple(why for why in related if not why.card),
        backlinks=tuple(frame.cards[i] for i in frame.library.cited_by.get(article.id, ())[:MOST_BACKLINKS]
                        if i in frame.cards),
        more_backlinks=_more(len(frame.library.cited_by.get(article.id, ())) - MOST_BACKLINKS, frame.words),
        before=_neighbour(before, frame.words("较早"), frame),
        after=_neighbour(after, frame.words("较晚"), frame),
    )  # fmt: skip


def _more(left: int, words: Words) -> str:
    return words.count("另有{n}篇", "另有{n}篇", left) if left > 0 else ""


def _crumbs(article: Article, card: Card, day_href: str, frame: Frame) -> tuple[Link, ...]:
    when = article.published.text[:4] if article.published else frame.words("日期不详")
    return (
        Link(frame.words("时间线"), "timeline/index.html"),
        Link(when, day_href),
        Link(card.title.text, "", card.title.lang),
    )


def _shown(article: Article, body: Body | None, links: tuple[BodyLink, ...], frame: Frame) -> Shown | None:
    if body is None or not body.html.strip():
        return None
    lang = "" if article.language == frame.config.language else article.language
    ours = ((image.src, frame.library.images.get((article.id, image.src))) for image in body.images)
    kept = {src: image for src, image in ours if image}
    return Shown(body.html, links, frame.config.images, kept, lang)


def _minutes(body: Body, words: Words) -> str:
    """How long reading takes, a minute at least; "" for what is read at a glance."""
    latin = sum(map(str.isascii, body.text.split()))
    minutes = count_han(body.text) / HAN_A_MINUTE + latin / WORDS_A_MINUTE
    return words.count("约{n}分钟", "约{n}分钟", max(1, round(minutes))) if minutes > 0.3 else ""


def _why(related: Related, article: Article, frame: Frame) -> Why:
    words = frame.words
    kind = {
        "publisher": words("出版者所列"),
        "citation": words("文中引用"),
        "event": words("同一事件"),
        "topic": words("同一主题"),
    }[related.kind]
    text = words("；").join(words.reason(reason) for reason in related.reasons)
    if text.startswith(kind):  # the reason says it already
        kind = ""
    card = frame.cards.get(related.target)
    if card:
        return Why(card, kind, text, card.title, card.kicker, "", "")
    url = related.url if urls.is_web(related.url) else ""
    title = frame.text(related.title or related.url, article.language)
    return Why(None, kind, text, title, frame.text(related.kicker, article.language), url, urls.host(related.url))


def _neighbour(card: Card | None, word: str, frame: Frame) -> Neighbour | None:
    if card is None:
        return None
    when = card.published.short if card.published else frame.words("日期不详")
    return Neighbour(card, frame.words("，").join((word, when, card.source.name)))
