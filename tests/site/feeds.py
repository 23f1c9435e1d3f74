"""Feeds by feedparser and the JSON Feed rules, the sitemap by its schema, JSON files by a parser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import feedparser

from tests.site.sites import Site

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_W3C_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?")


def check(site: Site) -> Iterator[str]:
    for name, rules in (("feed.xml", _atom), ("feed.json", _json_feed), ("sitemap.xml", _sitemap)):
        found = sorted(site.folder.rglob(name))
        if not found:
            yield f"{name}: there is none"
        for path in found:
            yield from (f"{path.relative_to(site.folder)}: {complaint}" for complaint in rules(path, site))
    for path in sorted(site.folder.rglob("*.json")):
        json.loads(path.read_text(encoding="utf-8"))


def _atom(path: Path, site: Site) -> Iterator[str]:
    feed = feedparser.parse(path.read_bytes())
    if feed.bozo:
        yield f"not well-formed: {feed.get('bozo_exception')}"
    if feed.version != "atom10":
        yield f"is {feed.version}, not Atom 1.0"
    relations = {link.rel: link.href for link in feed.feed.get("links", [])}
    if relations.get("self") != _address(path, site):
        yield f"its own address is {relations.get('self')}"
    yield from _required(feed.feed, ("id", "title", "updated"))
    ids = [entry.get("id") for entry in feed.entries]
    if len(set(ids)) < len(ids):
        yield "an id is there twice"
    for entry in feed.entries:
        yield from _required(entry, ("id", "title", "updated", "link", "author"))
        dates = (entry[name] for name in ("updated", "published") if name in entry)
        yield from (f"{date} is no RFC 3339 date" for date in dates if not _RFC3339.fullmatch(date))


def _address(path: Path, site: Site) -> str:
    return site.address + quote(path.relative_to(site.folder).as_posix())


def _required(element: Mapping[str, object], names: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{element.get('title')!r} has no {name}" for name in names if not element.get(name))


def _json_feed(path: Path, site: Site) -> Iterator[str]:
    """The rules of jsonfeed.org/version/1.1."""
    feed = json.loads(path.read_text(encoding="utf-8"))
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield f"version is {feed.get('version')}"
    if feed.get("feed_url") != _address(path, site):
        yield f"its own address is {feed.get('feed_url')}"
    if not isinstance(feed.get("title"), str) or not isinstance(feed.get("items"), list):
        yield "title or items are missing"
    ids = [item.get("id") for item in feed["items"]]
    if len(set(ids)) < len(ids) or not all(isinstance(i, str) and i for i in ids):
        yield "ids are not unique strings"
    for item in feed["items"]:
        if "content_html" not in item and "content_text" not in item:
            yield f"{item['id']} has neither content_html nor content_text"
        dates = (item[name] for name in ("date_published", "date_modified") if name in item)
        yield from (f"{date} is no RFC 3339 date" for date in dates if not _RFC3339.fullmatch(date))


def _sitemap(path: Path, site: Site) -> Iterator[str]:
    """sitemap.xsd: urlset of url of loc (12 to 2048 characters), lastmod; every page is below the site."""
    root = ElementTree.fromstring(path.read_bytes())
    if root.tag != f"{_SITEMAP}urlset" or len(root) == 0 or len(root) > 50_000:
        yield f"the root is {root.tag} with {len(root)} children"
    listed = []
    for url in root:
        children = [child.tag.removeprefix(_SITEMAP) for child in url]
        if url.tag != f"{_SITEMAP}url" or children not in (["loc"], ["loc", "lastmod"]):
            yield f"{url.tag} with {children}"
        loc, day = url.findtext(f"{_SITEMAP}loc", ""), url.findtext(f"{_SITEMAP}lastmod")
        listed.append(loc)
        if (
            not 12 <= len(loc) <= 2048
            or not (site.folder / unquote(loc.removeprefix(site.address)) / "index.html").is_file()
        ):
            yield f"{loc} is no page of the site"
        if day is not None and not _W3C_DATE.fullmatch(day):
            yield f"{day} is no date"
    if len(set(listed)) < len(listed):
        yield "an address is there twice"
