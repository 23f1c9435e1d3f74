"""`feed.xml`: Atom 1.0 (RFC 4287) for the dossier, each source and each tag."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from site_builder.exports.feeds import Channel, Entry, changed, channels, entry, full_text, urn
from site_builder.exports.form import address, timestamp
from site_builder.model import Library, Output
from site_builder.project import Project
from site_builder.text import clean
from site_builder.words import Words

NEVER = "1970-01-01T00:00:00Z"  # Atom wants a time of change even of a feed that has nothing yet
_NAMESPACE = "http://www.w3.org/2005/Atom"


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """Without `base_url` addresses are relative to the site's root, which `xml:base` names."""
    made: dict[str, str] = {}
    for channel in channels(library, project, words):
        for article in channel.articles:
            if article.id not in made:
                made[article.id] = _entry(entry(article, library, project))
        if channel.has_text:
            texts = (full_text(article, library, project) for article in channel.articles)
            entries = [_with_text(made[a.id], text) for a, text in zip(channel.articles, texts, strict=True)]
        else:
            entries = [made[article.id] for article in channel.articles]
        yield Output(channel.folder + "feed.xml", _feed(channel, entries, project))


def _feed(channel: Channel, entries: list[str], project: Project) -> bytes:
    """The head is built as a tree; the entries, made once for all feeds they are in, are set in before its end."""
    base = project.config.base_url
    feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": project.config.language})
    if not base:
        feed.set("xml:base", "../" * channel.folder.count("/") or "./")
    _text(feed, "id", urn(f"{base or project.config.title}/{channel.folder}"))
    _text(feed, "title", channel.title)
    if not channel.folder and project.config.summary:
        _text(feed, "subtitle", project.config.summary)
    newest = channel.articles[0] if channel.articles else None
    _text(feed, "updated", timestamp(changed(newest)) if newest else NEVER)
    _text(SubElement(feed, "author"), "name", project.config.editor or project.config.title)
    _link(feed, "alternate", address(base, channel.folder), type="text/html")
    if base:
        _link(feed, "self", address(base, channel.folder + "feed.xml"), type="application/atom+xml")
    head = tostring(feed, encoding="unicode").removesuffix("</feed>")
    return "\n".join(('<?xml version="1.0" encoding="utf-8"?>', head, *entries, "</feed>\n")).encode()


def _entry(entry: Entry) -> str:
    element = Element("entry", {"xml:lang": entry.language} if entry.language else {})
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", entry.updated)
    if entry.published:
        _text(element, "published", entry.published)
    for name in entry.authors:
        _text(SubElement(element, "author"), "name", name)
    _link(element, "alternate", entry.page, type="text/html")
    if entry.origin:
        _link(element, "via", entry.origin)
    for tag in entry.tags:
        SubElement(element, "category", {"term": clean(tag)})
    if entry.summary:
        _text(element, "summary", entry.summary)
    return tostring(element, encoding="unicode")


def _with_text(entry: str, html: str) -> str:
    if not html:
        return entry
    content = Element("content", {"type": "html"})
    content.text = clean(html)
    return entry.removesuffix("</entry>") + tostring(content, encoding="unicode") + "</entry>"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = clean(text)


def _link(parent: Element, rel: str, href: str, **attributes: str) -> None:
    SubElement(parent, "link", {"rel": rel, "href": clean(href), **attributes})
