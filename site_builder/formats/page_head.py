"""What a saved page says of itself: JSON-LD first, then OpenGraph and meta tags, then <time>, <title> and <h1>."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from site_builder import tree
from site_builder.model import Image, Printed
from site_builder.text import one_line
from site_builder.urls import is_web

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|VideoObject)")
_PUBLISHED = (
    *("article:published_time", "datepublished", "og:published_time", "publishdate", "pubdate", "pdate"),
    *("parsely-pub-date", "dc.date.issued", "dc.date", "dcterms.date", "citation_publication_date", "date"),
)
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "dcterms.modified")
_AUTHORS = ("author", "article:author", "byl", "dc.creator", "parsely-author", "citation_author")
_MAX_NODES = 5000
_BY = re.compile(r"^(?:by|文\s*[/／|]|作者\s*[:：/]|记者\s*[:：/]|記者\s*[:：/])\s*", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """Everything found, each from the most trustworthy place that has it."""

    title: str = ""
    url: str = ""
    site: str = ""
    language: str = ""
    kicker: str = ""
    summary: str = ""
    published: Printed | None = None
    updated: Printed | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    metas: Mapping[str, list[str]] = field(default_factory=dict)


def read_head(root: tree.Node) -> Head:
    """What the page in `root` says of itself. Takes JSON-LD scripts as they are; never raises."""
    metas = _metas(root)
    linked = _linked_data(root)
    head = Head(metas=metas)
    head.site = _first(metas, "og:site_name", "application-name")
    head.title = _bare_title(root, metas, linked, head.site)
    head.url = _address(root, metas, linked)
    head.language = tree.attribute(root, "lang") or _first(metas, "og:locale", "content-language", "inlanguage")
    head.kicker = _words(linked.get("articleSection")) or _first(metas, "article:section")
    head.summary = _words(linked.get("description")) or _first(metas, "og:description", "description")
    head.published = _date(root, metas, linked, "datePublished", _PUBLISHED)
    head.updated = _date(root, metas, linked, "dateModified", _UPDATED)
    head.authors = _authors(metas, linked)
    head.tags = _tags(metas, linked)
    head.image = _image(metas, linked)
    return head


def _metas(root: tree.Node) -> dict[str, list[str]]:
    """Contents of the meta tags by their lower-case name, property, itemprop or http-equiv."""
    found: dict[str, list[str]] = {}
    for node in root.css("meta[content]"):
        for kind in ("property", "name", "itemprop", "http-equiv"):
            name, content = tree.attribute(node, kind).lower(), one_line(tree.attribute(node, "content"))
            if name and content:
                found.setdefault(name, []).append(content)
                break
    return found


def _first(metas: Mapping[str, list[str]], *names: str) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _linked_data(root: tree.Node) -> Mapping[str, object]:
    """The JSON-LD object that describes the article, empty where there is none."""
    for node in root.css('script[type="application/ld+json"]'):
        text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$", "", node.text() or "")
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for candidate in _objects(data):
            kinds = candidate.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE.fullmatch(name) for name in names):
                return candidate
    return {}


def _objects(data: object) -> Iterator[Mapping[str, object]]:
    """Every object of a JSON-LD document, breadth first and bounded."""
    pending, seen = [data], 0
    while pending and seen < _MAX_NODES:
        value = pending.pop(0)
        seen += 1
        if isinstance(value, dict):
            yield value
            pending += [inner for inner in value.values() if isinstance(inner, (dict, list))]
        elif isinstance(value, list):
            pending += value


def _words(value: object) -> str:
    """A JSON-LD text: a string, the first of a list, or an object's name or @value."""
    if isinstance(value, list):
        return next(filter(None, map(_words, value)), "")
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("@value") or value.get("headline"))
    return one_line(value) if isinstance(value, str) else ""


def _bare_title(root: tree.Node, metas: Mapping[str, list[str]], linked: Mapping[str, object], site: str) -> str:
    """The headline without the site's name behind it."""
    title = _words(linked.get("headline")) or _first(metas, "og:title", "twitter:title")
    if not title:
        node = root.css_first("head title") or root.css_first("title")
        title = one_line(node.text() or "") if node else ""
    headings = [one_line(node.text() or "") for node in root.css("h1")]
    for heading in headings:
        if heading and title.startswith(heading) and re.match(r"\s*[-–—|_·»]", title[len(heading) :]):
            return heading
    if site and title.endswith(site):
        title = re.sub(r"\s*[-–—|_·»]\s*$", "", title[: -len(site)])
    return title or next(filter(None, headings), "")


def _address(root: tree.Node, metas: Mapping[str, list[str]], linked: Mapping[str, object]) -> str:
    canonical = root.css_first('link[rel="canonical"]')
    entity = linked.get("mainEntityOfPage")
    candidates = [
        tree.attribute(canonical, "href") if canonical else "",
        _first(metas, "og:url"),
        str(entity.get("@id") or "") if isinstance(entity, dict) else entity if isinstance(entity, str) else "",
        _words(linked.get("url")),
    ]
    return next((url for url in candidates if is_web(url)), "")


def _date(
    root: tree.Node, metas: Mapping[str, list[str]], linked: Mapping[str, object], key: str, names: tuple[str, ...]
) -> Printed | None:
    text = _words(linked.get(key))
    if text:
        return Printed(text, f"JSON-LD {key}")
    for name in names:
        if name in metas:
            return Printed(metas[name][0], f"meta {name}")
    marked = root.css_first(f'[itemprop="{key}"]')
    if marked:
        text = tree.attribute(marked, "datetime") or tree.attribute(marked, "content") or one_line(marked.text() or "")
        return Printed(text, f"itemprop {key}") if text else None
    if key != "datePublished":
        return None
    for node in root.css("time"):
        text = tree.attribute(node, "datetime") or one_line(node.text() or "")
        if text:
            return Printed(text, "time[datetime]" if tree.attribute(node, "datetime") else "time")
    return None


def _authors(metas: Mapping[str, list[str]], linked: Mapping[str, object]) -> tuple[str, ...]:
    value = linked.get("author") or linked.get("creator")
    names = [_words(item) for item in (value if isinstance(value, list) else [value])]
    if not any(names):
        names = next((metas[name] for name in _AUTHORS if name in metas), [])
    parts = [part for name in names for part in re.split(r"\s*[,;、，；]\s*|\s+and\s+", _BY.sub("", name))]
    return tuple(dict.fromkeys(part for part in parts if part and not is_web(part)))


def _tags(metas: Mapping[str, list[str]], linked: Mapping[str, object]) -> tuple[str, ...]:
    if "article:tag" in metas:
        words = metas["article:tag"]
    else:
        value = linked.get("keywords") or next((metas[n] for n in ("news_keywords", "keywords") if n in metas), [])
        words = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    parts = [part.strip() for word in words if isinstance(word, str) for part in re.split(r"[,;、，；]", word)]
    return tuple(dict.fromkeys(part for part in parts if 0 < len(part) <= 40))


def _image(metas: Mapping[str, list[str]], linked: Mapping[str, object]) -> Image | None:
    src = _first(metas, "og:image:secure_url", "og:image", "og:image:url", "twitter:image")
    value = linked.get("image")
    first = value[0] if isinstance(value, list) and value else value
    if not src:
        src = first if isinstance(first, str) else str(first.get("url") or "") if isinstance(first, dict) else ""
    caption = str(first.get("caption") or "") if isinstance(first, dict) else ""
    return Image(src, _first(metas, "og:image:alt"), one_line(caption)) if src else None
