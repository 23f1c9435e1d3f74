"""`feed.json`: JSON Feed 1.1 (jsonfeed.org) for the dossier, each source and each tag."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.exports.entry import Entry
from site_builder.exports.form import address
from site_builder.project import Config
from site_builder.text import compact

_VERSION = "https://jsonfeed.org/version/1.1"


def feed(folder: str, title: str, items: Sequence[str], config: Config) -> bytes:
    """Without `base_url` there is no address of a page; `external_url` still leads to the original."""
    made: dict[str, object] = {"version": _VERSION, "title": title, "language": config.language}
    if config.base_url:
        made["home_page_url"] = address(config.base_url, folder)
        made["feed_url"] = address(config.base_url, folder + "feed.json")
    if config.summary and not folder:
        made["description"] = config.summary
    made["authors"] = [{"name": config.editor or config.title}]
    head = compact(made).removesuffix("}")
    return f'{head},"items":[{",".join(items)}]}}\n'.encode(errors="replace")


def item(entry: Entry, *, has_page: bool) -> str:
    """An item must hold its content as HTML or text: where there is neither, its title stands in."""
    made: dict[str, object] = {
        "id": entry.id,
        "url": entry.page if has_page else "",
        "external_url": entry.origin,
        "title": entry.title,
        "content_text": "" if entry.text else entry.summary or entry.title,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language,
        "tags": entry.tags,
        "authors": [{"name": name} for name in entry.authors],
        "content_html": entry.text,
    }
    return compact({key: value for key, value in made.items() if value})
