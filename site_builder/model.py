"""The vocabulary: frozen values that the stages hand to each other.

One direction only: Origin -> Extract -> Article -> Body -> Library -> Page -> Output.
Nothing here does work beyond answering questions about itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Literal

Rights = Literal["full", "excerpt", "link", "private"]
RIGHTS: tuple[Rights, ...] = ("full", "excerpt", "link", "private")
TermKind = Literal["tag", "person", "organisation", "place"]
RelatedKind = Literal["publisher", "citation", "event", "topic"]
Precision = Literal["year", "month", "day", "minute", "second"]
TERM_FOLDERS: dict[TermKind, str] = {
    "tag": "tags",
    "person": "people",
    "organisation": "organisations",
    "place": "places",
}

EMPTY: Mapping[str, object] = MappingProxyType({})
NO_LINES: Mapping[str, int] = MappingProxyType({})
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day", 16: "minute"}


@dataclass(frozen=True, slots=True)
class Origin:
    """One file of `content/`: its POSIX path relative to that folder, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Printed:
    """A string exactly as found in a clip, and where: "first div", "time[datetime]", "frontmatter"."""

    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, as precise as it was printed and no more.

    `text` is ISO 8601 cut to its precision: `2023`, `2023-11`, `2023-11-14`, or date and time
    (`T10:34` or `T10:34:27`) always with an offset. `is_zone_assumed` says that the offset comes from
    the source's configured zone, not from the page; `is_estimate` that the words were relative.
    """

    text: str
    where: str = field(default="", compare=False)
    is_zone_assumed: bool = False
    is_estimate: bool = False

    @property
    def precision(self) -> Precision:
        return "second" if self.text[16:17] == ":" else _PRECISIONS[min(len(self.text), 16)]

    @property
    def day(self) -> date:
        """The local calendar day; the first one of a bare month or year."""
        return date.fromisoformat((self.text + "-01-01")[:10])

    @property
    def instant(self) -> datetime:
        """For ordering only: the UTC instant, a bare day counting as its first moment."""
        if len(self.text) <= 10:
            return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)
        local = datetime.fromisoformat(self.text)
        try:
            return local.astimezone(UTC)
        except OverflowError:  # years 1 and 9999: shifting by the offset leaves the calendar
            return local.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One entry of the publisher's own list (同一主题, 相关文章)."""

    title: str
    url: str
    kicker: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """The version an article was translated from."""

    url: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ClipRecord:
    """Provenance of an import: the raw clip an article was made from."""

    path: str
    sha256: str
    format: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that reading left out, for the loss report: the rule, and what it took."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a reader found in one clip: strings as printed, nothing validated.

    The body is in `html` (foreign, unsafe) or in `markdown`, never both. `matter` holds frontmatter as
    found and `matter_lines` the line of each key; `body_line` is the line of the file where the body begins.
    """

    format: str
    reason: str
    title: str = ""
    url: str = ""
    source: str = ""
    kicker: str = ""
    summary: str = ""
    language: str = ""
    published: Printed | None = None
    captured: Printed | None = None
    updated: Printed | None = None
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    related: tuple[ListedItem, ...] = ()
    original: Original | None = None
    html: str = ""
    markdown: str = ""
    matter: Mapping[str, object] = field(default_factory=lambda: EMPTY)
    matter_lines: Mapping[str, int] = field(default_factory=lambda: NO_LINES)
    body_line: int = 1
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """An address from a reading list: known, not collected, without text."""

    url: str
    title: str = ""


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


@dataclass(frozen=True, slots=True)
class Version:
    """Another capture of the same URL: the file it is in, when it was captured, what changed (None: not compared)."""

    origin: str
    captured: Moment | None
    sha256: str
    change: Difference | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What the editor changed in a standing page on a day, YYYY-MM-DD."""

    date: str
    text: str


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


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a body: absolute `url`, the words it stands on, the number of its paragraph from 1."""

    url: str
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Body:
    """An article's Markdown as safe HTML.

    In `html` the opening tag of the n-th link is a slot, LINK_SLOT.format(n): only the page knows
    whether its target is collected. `text` is plain text, one line a block.
    """

    html: str
    text: str
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    images: tuple[Image, ...] = ()


LINK_SLOT = "\x02{}\x03"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two articles are linked, in data; `words.reason` says it in the site's language."""

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """One link under 同一主题. `target` is an article id, or "" when the link leads outward to `url`."""

    target: str
    kind: RelatedKind
    score: float
    reasons: tuple[Reason, ...]
    url: str = ""
    title: str = ""
    kicker: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A link that one article's text makes. `target` is an article id or ""; `is_wanted` if worth collecting."""

    url: str
    text: str
    paragraph: int
    target: str = ""
    is_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One happening reported by one or more articles (ids, in order of publication)."""

    id: str
    name: str
    articles: tuple[str, ...]
    day: str = ""
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Cited or listed by publishers, but not collected. `cited_by`: (article id, reason) pairs."""

    url: str
    title: str
    kicker: str
    cited_by: tuple[tuple[str, Reason], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a taxonomy: `slug` names its page, `articles` are ids newest first."""

    kind: TermKind
    name: str
    slug: str
    articles: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def has_page(self) -> bool:
        """A single article needs no list of its own; its term leads straight to it."""
        return len(self.articles) > 1

    @property
    def path(self) -> str:
        """Site-relative folder of the term's page, with a final slash."""
        return f"{TERM_FOLDERS[self.kind]}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class KeptImage:
    """A picture published with the site: `path` in the output, size in pixels, smaller copies as (path, width)."""

    path: str
    width: int
    height: int
    smaller: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A page the editor wrote that is no article: `about` or `summary`, from content/<name>.md."""

    name: str
    title: str
    body: Body
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that is known about the articles together. Articles are oldest first, undated last.

    `duplicates`: a copy -> the text it is folded under; `copies`: an article -> all others with its text, oldest first.
    `images`: the pictures that are published with the site, by (article id, `src` as the article has it).
    """

    articles: tuple[Article, ...]
    bodies: Mapping[str, Body]
    related: Mapping[str, tuple[Related, ...]]
    citations: Mapping[str, tuple[Citation, ...]]
    cited_by: Mapping[str, tuple[str, ...]]
    events: tuple[Event, ...] = ()
    duplicates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    wanted: tuple[Wanted, ...] = ()
    terms: tuple[Term, ...] = ()
    standing: tuple[Standing, ...] = ()
    withdrawn: tuple[Article, ...] = ()
    images: Mapping[tuple[str, str], KeptImage] = field(default_factory=lambda: MappingProxyType({}))

    def folded_out(self, article_id: str) -> Iterator[tuple[Related, str]]:
        """All that an article leads to inside the dossier, each with the id of the text it is folded under or "".

        Its own copies first, then its related, each followed by its copies: those take no place of their own.
        """
        for copy in self.copies.get(article_id, ()):
            yield Related(copy, "event", 1.0, (Reason("copy"),)), article_id
        for related in self.related.get(article_id, ()):
            if related.target:
                yield related, ""
                for copy in self.copies.get(related.target, ()):
                    yield Related(copy, related.kind, related.score, (Reason("copy"),)), related.target


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML file to be made: its path in the output, the template, the page kind, what the template gets."""

    path: str
    template: str
    kind: str
    context: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Output:
    """Bytes with a path relative to the output folder."""

    path: str
    data: bytes
