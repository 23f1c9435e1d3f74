"""The feeds: which there are and what is in them, each as Atom and as JSON Feed.

The dossier's own feed carries the text of articles published in full; those of a source or a tag carry
summaries, since with the text in each the feeds would outweigh the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from site_builder.exports import atom, json_feed
from site_builder.exports.entry import Entry, changed, entry, opening, outward
from site_builder.exports.form import address
from site_builder.exports.item import Item, Setting, part
from site_builder.keyed import Keyed, digest
from site_builder.model import Article, Body, Library, Output

NEWEST: Final = 50


@dataclass(frozen=True)
class Fed:
    """An article as the feeds have it, made once for all that it is in; with its text if `has_text`."""

    item: Item
    library: Library
    setting: Setting
    has_text: bool = False

    @cached_property
    def digest(self) -> bytes:
        """Of the article, and of its text where something of that is said."""
        if not (self._tells_text or self._tells_opening):
            return self.item.digest
        known = self.library.digests.get(self.item.id)
        return digest(self.item.digest, known or self._body)

    @property
    def _tells_text(self) -> bool:
        return self.has_text and self.item.rights == "full"

    @property
    def _tells_opening(self) -> bool:
        return self.item.rights == "full" and not self.item.summary

    @property
    def _body(self) -> Body:
        return self.library.bodies[self.item.id]

    @cached_property
    def entry(self) -> Entry:
        config = self.setting.config
        begun = opening(self._body) if self._tells_opening else ""
        page = address(config.base_url, self.item.article.permalink)
        return entry(self.item, config, begun, outward(self._body, page, config.images) if self._tells_text else "")

    @cached_property
    def atom(self) -> str:
        return atom.entry(self.entry)

    @cached_property
    def json(self) -> str:
        return json_feed.item(self.entry, has_page=bool(self.setting.config.base_url))


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed: the site-relative folder it lies in, what it is called, its newest entries first."""

    folder: str
    title: str
    entries: tuple[Fed, ...]


def parts(
    library: Library, items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Channel], Output]]:
    """The dossier's feed, one a source, one a tag that has a page."""
    for channel in channels(library, items, setting):
        yield part(outputs, setting, channel)


def channels(library: Library, items: Mapping[str, Item], setting: Setting) -> Iterator[Channel]:
    config, words = setting.config, setting.words
    newest = sorted(library.articles, key=_freshness, reverse=True)
    told = tuple(Fed(items[article.id], library, setting, has_text=True) for article in newest[:NEWEST])
    yield Channel("", config.title, told)
    fed = {article.id: Fed(items[article.id], library, setting) for article in newest}
    by_source: dict[str, list[Fed]] = {}
    for article in newest:
        by_source.setdefault(article.source, []).append(fed[article.id])
    for source, entries in by_source.items():
        title = words("{title}：{part}", title=config.title, part=config.source(source).name)
        yield Channel(f"sources/{source}/", title, tuple(entries[:NEWEST]))
    places = {article_id: place for place, article_id in enumerate(fed)}
    for term in library.terms:
        if term.kind == "tag" and term.has_page:
            ids = sorted((a for a in term.articles if a in places), key=places.__getitem__)[:NEWEST]
            title = words("{title}：{part}", title=config.title, part=term.name)
            yield Channel(term.path, title, tuple(fed[a] for a in ids))


def _freshness(article: Article) -> tuple[object, str]:
    return changed(article).instant, article.id


def outputs(setting: Setting, channel: Channel) -> Iterator[Output]:
    folder, title, entries = channel.folder, channel.title, channel.entries
    updated = entries[0].entry.updated if entries else atom.NEVER
    head = atom.head(folder, title, updated, setting.config)
    yield Output(f"{folder}feed.xml", atom.feed(head, [one.atom for one in entries]))
    yield Output(f"{folder}feed.json", json_feed.feed(folder, title, [one.json for one in entries], setting.config))
