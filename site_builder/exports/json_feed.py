"""`feed.json`: JSON Feed 1.1 (jsonfeed.org) for the dossier, each source and each tag."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.exports.feeds import Channel, Entry, channels, entry, full_text
from site_builder.exports.form import address, as_json
from site_builder.model import Library, Output
from site_builder.project import Project
from site_builder.words import Words

_VERSION = "https://jsonfeed.org/version/1.1"


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """Without `base_url` there is no address of a page; `external_url` still leads to the original."""
    made: dict[str, dict[str, object]] = {}
    for channel in channels(library, project, words):
        for article in channel.articles:
            if article.id not in made:
                made[article.id] = _item(entry(article, library, project), has_page=bool(project.config.base_url))
        feed = _feed(channel, project)
        feed["items"] = [made[article.id] for article in channel.articles]
        if channel.has_text:
            feed["items"] = [_with_text(made[a.id], full_text(a, library, project)) for a in channel.articles]
        yield as_json(channel.folder + "feed.json", feed)


def _feed(channel: Channel, project: Project) -> dict[str, object]:
    config = project.config
    feed: dict[str, object] = {"version": _VERSION, "title": channel.title, "language": config.language}
    if config.base_url:
        feed["home_page_url"] = address(config.base_url, channel.folder)
        feed["feed_url"] = address(config.base_url, channel.folder + "feed.json")
    if config.summary and not channel.folder:
        feed["description"] = config.summary
    feed["authors"] = [{"name": config.editor or config.title}]
    return feed


def _item(entry: Entry, *, has_page: bool) -> dict[str, object]:
    """An item must hold its content as HTML or text: where there is neither, its title stands in."""
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.page if has_page else "",
        "external_url": entry.origin,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language,
        "tags": entry.tags,
        "authors": [{"name": name} for name in entry.authors],
    }
    return {key: value for key, value in item.items() if value}


def _with_text(item: dict[str, object], html: str) -> dict[str, object]:
    if not html:
        return item
    return {**{key: value for key, value in item.items() if key != "content_text"}, "content_html": html}
