"""`feed.xml`: Atom 1.0 (RFC 4287) for the dossier, each source and each tag."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.exports.entry import Entry, urn
from site_builder.exports.form import address
from site_builder.exports.xml import element, escaped
from site_builder.project import Config
from site_builder.text import clean

NEVER = "1970-01-01T00:00:00Z"  # Atom wants a time of change even of a feed that has nothing yet
_NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(head: str, entries: Sequence[str]) -> bytes:
    """The entries, made once for all feeds they are in, are set in before the head's end."""
    opened = head.removesuffix("</feed>")
    return "\n".join(('<?xml version="1.0" encoding="utf-8"?>', opened, *entries, "</feed>\n")).encode()


def head(folder: str, title: str, updated: str, config: Config) -> str:
    """A feed without entries. Without `base_url` addresses are relative to the root, which `xml:base` names."""
    base = config.base_url
    place = {} if base else {"xml_base": "../" * folder.count("/") or "./"}
    inside = [
        _text("id", urn(f"{base or config.title}/{folder}")),
        _text("title", title),
        _text("subtitle", config.summary) if not folder and config.summary else "",
        _text("updated", updated),
        element("author", _text("name", config.editor or config.title)),
        _link("alternate", address(base, folder), type="text/html"),
        _link("self", address(base, folder + "feed.xml"), type="application/atom+xml") if base else "",
    ]
    return element("feed", "".join(inside), xmlns=_NAMESPACE, xml_lang=config.language, **place)


def entry(entry: Entry) -> str:
    inside = [
        _text("id", entry.id),
        _text("title", entry.title),
        _text("updated", entry.updated),
        _text("published", entry.published) if entry.published else "",
        *(f"<author>{_text('name', name)}</author>" for name in entry.authors),
        _link("alternate", entry.page, type="text/html"),
        _link("via", entry.origin) if entry.origin else "",
        *(element("category", term=clean(tag)) for tag in entry.tags),
        _text("summary", entry.summary) if entry.summary else "",
        element("content", text=clean(entry.text), type="html") if entry.text else "",
    ]
    return element("entry", "".join(inside), **({"xml_lang": entry.language} if entry.language else {}))


def _text(name: str, text: str) -> str:
    inside = escaped(clean(text))
    return f"<{name}>{inside}</{name}>" if inside else f"<{name} />"


def _link(rel: str, href: str, **attributes: str) -> str:
    return element("link", rel=rel, href=clean(href), **attributes)
