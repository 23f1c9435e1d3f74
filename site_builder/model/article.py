"""The normalised unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from site_builder.model.clip import Account, ClipRecord, Cut, Image, ListedItem, Moment, Original
from site_builder.pickled import pickled
from site_builder.rights import Rights


@pickled
@dataclass(frozen=True, slots=True)
class Difference:
    """From another capture to the one that is shown: paragraphs added, removed and reworded, and the `title` it had
    if it was another. `passages` are the first of those paragraphs as (before, after), "" where there is none:
    words of the text, for articles that are published in full."""

    added: int = 0
    removed: int = 0
    reworded: int = 0
    title: str = ""
    passages: tuple[tuple[str, str], ...] = ()


@pickled
@dataclass(frozen=True, slots=True)
class Version:
    """Another capture of the same URL: the file it is in, when it was captured, what changed (None: not compared)."""

    origin: str
    captured: Moment | None
    sha256: str
    change: Difference | None = None


@pickled
@dataclass(frozen=True, slots=True)
class Change:
    """What the editor changed in a standing page on a day, YYYY-MM-DD."""

    date: str
    text: str


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The normalised unit. Field names are the frontmatter keys of the normal form.

    `body` is Markdown. `origin` is the file's path inside `content/`, `sha256` of its bytes.
    `rights` and `slug` are what the article itself says ("" = nothing; see `Config.rights_of`).
    """

    id: str
    title: str
    url: str
    source: str
    origin: str
    sha256: str
    format: str
    published: Moment | None = None
    captured: Moment | None = None
    updated: Moment | None = None
    language: str = ""
    kicker: str = ""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    summary: str = ""
    image: Image | None = None
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    event: str = ""
    related: tuple[ListedItem, ...] = ()
    see_also: tuple[str, ...] = ()
    not_related: tuple[str, ...] = ()
    original: Original | None = None
    rights: Rights | Literal[""] = ""
    clip: ClipRecord | None = None
    slug: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    checked: str = ""
    note: str = ""
    archived: str = ""
    withdrawn: str = ""
    changes: tuple[Change, ...] = ()
    losses: Account | None = None
    extra: tuple[tuple[str, str], ...] = ()
    body: str = ""
    body_line: int = field(default=1, compare=False)
    cuts: tuple[Cut, ...] = field(default=(), compare=False)
    versions: tuple[Version, ...] = ()

    @property
    def permalink(self) -> str:
        """Site-relative folder of the page, ASCII unless the editor's slug says otherwise, with a final slash."""
        if self.slug:
            return f"articles/{self.slug}/"
        day = self.published.text[:10] if self.published else "undated"
        return f"articles/{day}-{self.source}-{self.id}/"
