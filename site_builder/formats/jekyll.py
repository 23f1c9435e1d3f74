"""Dialect D: Jekyll and NodeBE4 posts: frontmatter with `layout`, `date`, `from`, above raw HTML or Markdown.

Some hold a whole duty-machine clip, header and all, under their frontmatter. Where a known publisher's name stands
for the author and for the category, nobody is named: it is the outlet.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping

from site_builder.formats.clip import Clip, Format, file_date, file_title, header, is_markup, line_at
from site_builder.matter import Matter
from site_builder.model import Extract, Printed
from site_builder.publishers import of_url
from site_builder.urls import is_web

_ADDRESSES = ("from", "source", "canonical_url", "original_url")
_OWN = ("layout", "title", "date", "author", "authors", "from", "tags", "categories", "category", "comments")
_PARTING = re.compile(r"\s*[,;、，；&]\s*|\s+(?:and|与|和)\s+")
_NOBODY = {"", "more", "et al.", "others", "admin"}


def sniff(clip: Clip) -> str:
    keys: Mapping[str, object] = clip.matter.keys if clip.matter else {}
    if "layout" in keys or ("from" in keys and "url" not in keys):
        return "frontmatter with `layout` or `from`"
    return "frontmatter with `date`" if "date" in keys and "published" not in keys else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    matter = clip.matter or Matter({}, {}, clip.text, 1)
    keys = matter.keys
    inner = header(matter.body)
    body = matter.body[inner.end :] if inner else matter.body
    date = _text(keys.get("date"))
    author = _text(keys.get("author")) or _text(keys.get("authors"))
    is_html = is_markup(body)
    categories = {*_many(keys.get("categories")), *_many(keys.get("category"))}
    addresses = {key: text for key in _ADDRESSES if is_web(text := _text(keys.get(key)))}
    url = next(iter(addresses.values()), inner.url if inner else _text(keys.get("from")))
    return (
        Extract(
            format=FORMAT.name,
            reason=reason,
            title=_text(keys.get("title")) or (inner.title if inner else file_title(clip.path)),
            url=url,
            published=Printed(date, "frontmatter") if date else file_date(clip.path),
            captured=inner.captured if inner else None,
            authors=() if author in categories and of_url(url) else _authors(author),
            # NodeBE4 files every post under its outlet, as tag and as category: that is no topic.
            tags=tuple(tag for tag in _many(keys.get("tags")) if tag not in {author, *categories}),
            html=body.strip() if is_html else "",
            markdown="" if is_html else body.strip("\n").rstrip(),
            matter={key: value for key, value in keys.items() if key not in _OWN and key not in addresses},
            matter_lines=matter.lines,
            body_line=matter.body_line + (line_at(matter.body, inner.end) - 1 if inner else 0),
        ),
    )


def _authors(names: str) -> tuple[str, ...]:
    return tuple(name for name in _PARTING.split(names) if name.lower() not in _NOBODY)


def _text(value: object) -> str:
    """One string, entities resolved: NodeBE4 writes `&#38;` into its frontmatter."""
    return entities.unescape(value).strip() if isinstance(value, str) else ""


def _many(value: object) -> tuple[str, ...]:
    """A list, or Jekyll's other spelling of one: words parted by blanks."""
    items = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(text for text in map(_text, items) if text)


FORMAT = Format("jekyll", sniff, read)
