"""The dossier's configuration as frozen values; `config.py` reads them from dossier.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from site_builder.rights import Rights

if TYPE_CHECKING:
    from site_builder.model import Article

CACHE = ".cache"  # the folder below the root where the tool keeps what it can make again
_HASH = "[0-9a-f]" * 16
CACHED = (  # what is in there, and may be deleted
    "dossier.sqlite*",
    f"stamp-{_HASH}.*",
    f"made-{_HASH}*",
    "images-failed.json*",
    "links.json",
    "links.new",
    f"templates/*-{_HASH}",
    f"images/{_HASH}-*.webp*",
)
Names = Mapping[str, tuple[str, ...]]
_NO_NAMES: Names = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication. `hosts` are matched with all their subdomains; `timezone` is what its pages mean by a bare
    time: `is_zone_certain` where the publisher is known to print local time, else it is only assumed."""

    id: str
    name: str
    hosts: tuple[str, ...] = ()
    language: str = ""
    timezone: str = ""
    is_zone_certain: bool = False
    rights: Rights | Literal[""] = ""
    slot: int = 0
    owner: str = ""
    city: str = ""
    home: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A turning point the editor names: `date` as precise as known, `articles` ids or URLs."""

    date: str
    label: str
    text: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of time shaded in the density chart; both ends ISO dates."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventName:
    """What the editor calls an event that articles pin with `event:`."""

    id: str
    name: str
    date: str = ""
    text: str = ""


@lru_cache(256)  # asked for with every article
def _unlisted(source_id: str) -> Source:
    return Source(id=source_id, name=source_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """dossier.toml. See docs/configuration.md for every key."""

    title: str = "Dossier"
    summary: str = ""
    language: str = "zh-Hans"
    base_url: str = ""
    editor: str = ""
    rights: Rights = "full"
    timezone: str = "Asia/Shanghai"
    images: Literal["none", "link", "local"] = "link"
    max_file_mb: int = 20
    gap_months: int = 6
    sources: tuple[Source, ...] = ()
    phases: tuple[Phase, ...] = ()
    bands: tuple[Band, ...] = ()
    events: tuple[EventName, ...] = ()
    people: Names = field(default_factory=lambda: _NO_NAMES)
    organisations: Names = field(default_factory=lambda: _NO_NAMES)
    places: Names = field(default_factory=lambda: _NO_NAMES)

    def source(self, source_id: str) -> Source:
        """The configured source, or one that only has its id for a name."""
        for source in self.sources:
            if source.id == source_id:
                return source
        return _unlisted(source_id)

    def rights_of(self, article: Article) -> Rights:
        """Article over source over dossier."""
        return article.rights or self.source(article.source).rights or self.rights

    def summary_of(self, article: Article) -> str:
        """The summary where it may be shown: a link is a link and nothing more."""
        return article.summary if self.rights_of(article) in {"full", "excerpt"} else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One run's frame: where things lie, what is configured, and when "now" is (UTC)."""

    root: Path
    content: Path
    output: Path
    config: Config
    now: datetime
    templates: tuple[Path, ...] = ()
    include_drafts: bool = False
    may_fetch: bool = False  # with images = "local": whether missing pictures are fetched from the web
    jobs: int = 0
