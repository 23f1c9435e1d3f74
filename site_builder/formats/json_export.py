"""Dialect G in JSON: JSON Feed and wallabag's export. One article an entry."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from site_builder.formats.clip import Clip, Format
from site_builder.model import Extract, Image, Printed

Entry = Mapping[str, object]


def sniff_feed(clip: Clip) -> str:
    is_feed = clip.text.lstrip().startswith("{") and "jsonfeed.org/version/" in clip.text[:4096]
    return "the version address of a JSON Feed" if is_feed else ""


def read_feed(clip: Clip, reason: str) -> tuple[Extract, ...]:
    feed = parsed(clip.text)
    if not isinstance(feed, dict):
        raise ValueError("the feed is no JSON object")
    language = text(feed, "language")
    return tuple(_item(entry, feed, language, reason) for entry in entries(feed.get("items")))


def _item(entry: Entry, feed: Entry, language: str, reason: str) -> Extract:
    html = text(entry, "content_html")
    people = entry.get("authors") or entry.get("author") or feed.get("authors") or feed.get("author")
    identity = text(entry, "id")
    return Extract(
        format=FEED.name,
        reason=reason,
        title=text(entry, "title"),
        url=text(entry, "url") or (identity if identity.startswith("http") else ""),
        summary=text(entry, "summary"),
        language=text(entry, "language") or language,
        published=printed(entry, "date_published"),
        updated=printed(entry, "date_modified"),
        authors=tuple(text(person, "name") for person in entries(people if isinstance(people, list) else [people])),
        tags=strings(entry.get("tags")),
        image=Image(text(entry, "image")) if text(entry, "image") else None,
        html=html,
        markdown="" if html else text(entry, "content_text"),
    )


def sniff_wallabag(clip: Clip) -> str:
    top = clip.text[:20_000].lstrip()
    has_keys = all(f'"{key}"' in top for key in ("is_archived", "title", "url"))
    return "the keys of wallabag's entries" if top.startswith(("[", "{")) and has_keys else ""


def read_wallabag(clip: Clip, reason: str) -> tuple[Extract, ...]:
    found = parsed(clip.text)
    return tuple(_saved(entry, reason) for entry in entries(found if isinstance(found, list) else [found]))


def _saved(entry: Entry, reason: str) -> Extract:
    return Extract(
        format=WALLABAG.name,
        reason=reason,
        title=text(entry, "title"),
        url=text(entry, "origin_url") or text(entry, "url") or text(entry, "given_url"),
        language=text(entry, "language"),
        published=printed(entry, "published_at"),
        captured=printed(entry, "created_at"),
        authors=strings(entry.get("published_by")),
        tags=tuple(text(tag, "label") if isinstance(tag, dict) else str(tag) for tag in listed(entry.get("tags"))),
        image=Image(text(entry, "preview_picture")) if text(entry, "preview_picture") else None,
        html=text(entry, "content"),
    )


def parsed(source: str) -> object:
    """JSON, or ValueError with the place of the mistake."""
    try:
        return json.loads(source, strict=False)
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"no valid JSON: {error}") from error


def listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []


def entries(value: object) -> list[Entry]:
    """The objects of a list; whatever else is in it does not count."""
    return [item for item in listed(value) if isinstance(item, dict)]


def text(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def strings(value: object) -> tuple[str, ...]:
    return tuple(item.strip() for item in listed(value) if isinstance(item, str) and item.strip())


def printed(entry: Entry, key: str) -> Printed | None:
    value = re.sub(r"^0000-.*", "", text(entry, key))
    return Printed(value, key) if value else None


FEED = Format("json-feed", sniff_feed, read_feed)
WALLABAG = Format("wallabag", sniff_wallabag, read_wallabag)
