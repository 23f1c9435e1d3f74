"""Dialect E: Obsidian Web Clipper and MarkDownload: frontmatter with the address under `source`, then Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from site_builder.formats.clip import Clip, Format
from site_builder.matter import Matter
from site_builder.model import Extract, Printed
from site_builder.urls import is_web

_OWN = ("title", "source", "author", "published", "created", "description", "tags", "site")
_EMBEDDED = re.compile(r"!\[\[([^\]|\s]+)(?:\|[^\]]*)?\]\]")
_WIKILINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]+)\]\]")
_OWN_TAGS = ("clippings", "clipping", "web-clip")
_TITLE = re.compile(r"#[ \t]+([^\n]+?)[ \t#]*(?:\n+|\Z)")
_EXCERPT = re.compile(r"> ##? Excerpt[ \t]*\n((?:>[^\n]*\n?)*)\s*(?:---+[ \t]*\n+)?")


def sniff(clip: Clip) -> str:
    keys: Mapping[str, object] = clip.matter.keys if clip.matter else {}
    source = keys.get("source")
    is_clipped = isinstance(source, str) and is_web(source.strip()) and not {"url", "layout"} & keys.keys()
    return "frontmatter with an address under `source`" if is_clipped else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    matter = clip.matter or Matter({}, {}, clip.text, 1)
    keys = matter.keys
    title, summary, body, line = _above(matter.body)
    published, created = _text(keys.get("published")), _text(keys.get("created"))
    return (
        Extract(
            format=FORMAT.name,
            reason=reason,
            title=_text(keys.get("title")) or title,
            url=_text(keys.get("source")),
            summary=_text(keys.get("description")) or summary,
            published=Printed(published, "frontmatter") if published else None,
            captured=Printed(_utc(created), "frontmatter") if created else None,
            authors=tuple(_WIKILINK.sub(r"\1", name) for name in _many(keys.get("author"))),
            tags=tuple(tag for tag in _many(keys.get("tags")) if tag not in _OWN_TAGS),
            markdown=_WIKILINK.sub(r"\1", _EMBEDDED.sub(r"![](\1)", body)),
            matter={key: value for key, value in keys.items() if key not in _OWN},
            matter_lines=matter.lines,
            body_line=matter.body_line + line,
        ),
    )


def _above(body: str) -> tuple[str, str, str, int]:
    """MarkDownload's own head: title line and excerpt; then the body proper and how many lines below it begins."""
    title = _TITLE.match(body)
    if title is None:
        return "", "", body, 0
    rest = body[title.end() :]
    excerpt = _EXCERPT.match(rest)
    if excerpt is None:
        return title[1], "", rest, body.count("\n", 0, title.end())
    summary = "\n".join(line.lstrip("> ").strip() for line in excerpt[1].splitlines()).strip()
    end = title.end() + excerpt.end()
    return title[1], summary, body[end:], body.count("\n", 0, end)


def _utc(created: str) -> str:
    """MarkDownload writes `2020-09-24T16:19:17 (UTC +08:00)`."""
    return re.sub(r"\s*\(UTC\s*([+-]\d\d:?\d\d)\)$", r"\1", created)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _many(value: object) -> tuple[str, ...]:
    """Names, one or several; a wikilink without quotes is a list in a list to YAML."""
    if isinstance(value, list):
        return tuple(name for item in value for name in _many(item))
    return (value.strip(),) if isinstance(value, str) and value.strip() else ()


FORMAT = Format("web-clipper", sniff, read)
