"""What every feed says of one article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final

from site_builder.exports.form import address, timestamp
from site_builder.exports.item import Item
from site_builder.model import LINK_SLOT, Article, Body, Moment
from site_builder.project import Config
from site_builder.text import one_line
from site_builder.urls import is_web

_SUMMARY_LENGTH: Final = 160
_HOLES = re.compile(re.escape(LINK_SLOT).replace(re.escape("{}"), r"(\d+)") + r"|(<img\b[^>]*>)")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')
_EPOCH = Moment("1970-01-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`text` is the article as HTML that stands on its own, "" where it is not told."""

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
    text: str = ""


def entry(item: Item, config: Config, opening: str = "", text: str = "") -> Entry:
    """What a feed says of one article, as far as its rights allow; `opening` stands in for a summary."""
    article = item.article
    published = article.published
    is_day_known = published is not None and published.precision not in {"year", "month"}
    return Entry(
        id=urn(article.id),
        title=one_line(article.title) or article.url or article.id,
        page=address(config.base_url, article.permalink),
        origin=article.url,
        published=timestamp(published) if published and is_day_known else "",
        updated=timestamp(changed(article)),
        authors=article.authors or (item.source.name,),
        summary=one_line(item.summary or opening),
        tags=article.tags,
        language=article.language,
        image=article.image.src if article.image and item.rights == "full" else "",
        text=text,
    )


def urn(name: str) -> str:
    """An id that outlives a move of the site: a name-based UUID (RFC 4122, version 5)."""
    import uuid  # here: it looks at the machine, and few builds make entries

    return uuid.uuid5(uuid.NAMESPACE_URL, f"dossier:{name}").urn


def changed(article: Article) -> Moment:
    """When an article came into the dossier, as far as known: a feed tells what is new in it."""
    return article.captured or article.updated or article.published or _EPOCH


def opening(body: Body) -> str:
    text = body.text
    return text if len(text) <= _SUMMARY_LENGTH else text[:_SUMMARY_LENGTH].rstrip() + "…"


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
