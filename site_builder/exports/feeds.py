"""What Atom and JSON Feed have in common: which feeds there are, and what is in an entry.

The dossier's own feed carries the text of articles published in full; those of a source or a tag carry
summaries, since with the text in each the feeds would outweigh the site.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from site_builder.exports.form import address, timestamp
from site_builder.model import LINK_SLOT, Article, Body, Library, Moment, Term
from site_builder.project import Project
from site_builder.text import one_line
from site_builder.urls import is_web
from site_builder.words import Words

NEWEST: Final = 50
_SUMMARY_LENGTH: Final = 160
_HOLES = re.compile(re.escape(LINK_SLOT).replace(re.escape("{}"), r"(\d+)") + r"|(<img\b[^>]*>)")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')
_EPOCH = Moment("1970-01-01")


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed: the site-relative folder it lies in, what it is called, its newest entries first."""

    folder: str
    title: str
    articles: tuple[Article, ...]
    has_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every feed says of one article."""

    id: str
    title: str
    page: str
    origin: str
    published: str
    updated: str
    authors: tuple[str, ...]
    summary: str
    tags: tuple[str, ...]
    language: str
    image: str


def channels(library: Library, project: Project, words: Words) -> Iterator[Channel]:
    """The dossier's feed, one a source, one a tag that has a page."""
    config = project.config
    newest = tuple(sorted(library.articles, key=_freshness, reverse=True))
    yield Channel("", config.title, newest[:NEWEST], has_text=True)
    by_source: dict[str, list[Article]] = {}
    for article in newest:
        by_source.setdefault(article.source, []).append(article)
    for source, articles in by_source.items():
        title = words("{title}：{part}", title=config.title, part=config.source(source).name)
        yield Channel(f"sources/{source}/", title, tuple(articles[:NEWEST]))
    known = {article.id: article for article in library.articles}
    for term in library.terms:
        if term.kind == "tag" and term.has_page:
            yield _term_channel(term, known, project, words)


def _term_channel(term: Term, known: dict[str, Article], project: Project, words: Words) -> Channel:
    articles = sorted((known[a] for a in term.articles if a in known), key=_freshness, reverse=True)
    title = words("{title}：{part}", title=project.config.title, part=term.name)
    return Channel(term.path, title, tuple(articles[:NEWEST]))


def changed(article: Article) -> Moment:
    """When an article came into the dossier, as far as known: a feed tells what is new in it."""
    return article.captured or article.updated or article.published or _EPOCH


def _freshness(article: Article) -> tuple[object, str]:
    return changed(article).instant, article.id


def urn(name: str) -> str:
    """An id that outlives a move of the site: a name-based UUID (RFC 4122, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"dossier:{name}").urn


def entry(article: Article, library: Library, project: Project) -> Entry:
    """What a feed says of one article, as far as its rights allow."""
    config = project.config
    is_full = config.rights_of(article) == "full"
    summary = config.summary_of(article) or (_opening(library.bodies[article.id].text) if is_full else "")
    published = article.published
    is_day_known = published is not None and published.precision not in {"year", "month"}
    return Entry(
        id=urn(article.id),
        title=one_line(article.title) or article.url or article.id,
        page=address(config.base_url, article.permalink),
        origin=article.url,
        published=timestamp(published) if published and is_day_known else "",
        updated=timestamp(changed(article)),
        authors=article.authors or (config.source(article.source).name,),
        summary=one_line(summary),
        tags=article.tags,
        language=article.language,
        image=article.image.src if article.image and is_full else "",
    )


def full_text(article: Article, library: Library, project: Project) -> str:
    """The body as HTML where the article is published in full, else ""."""
    config = project.config
    if config.rights_of(article) != "full":
        return ""
    return outward(library.bodies[article.id], address(config.base_url, article.permalink), config.images)


def outward(body: Body, page: str, images: str = "link") -> str:
    """The body as HTML that stands on its own: link slots lead to their foreign addresses, footnotes to the page.

    `images` as configured: without them, or where a picture has no address of its own, its description remains.
    """

    def filled(match: re.Match[str]) -> str:
        slot, image = match.groups()
        if slot is not None:
            return f'<a href="{escape(body.links[int(slot)].url)}">'
        found = dict(_ATTRIBUTE.findall(image))
        is_shown = images != "none" and is_web(found.get("src", ""))
        return image if is_shown else found.get("alt", "")

    return _HOLES.sub(filled, body.html).replace('href="#', f'href="{escape(page)}#')


def _opening(text: str) -> str:
    return text if len(text) <= _SUMMARY_LENGTH else text[:_SUMMARY_LENGTH].rstrip() + "…"
