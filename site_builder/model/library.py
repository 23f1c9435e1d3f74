"""What is made of the articles: bodies, links with reasons, and all of it together; pages and bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from site_builder.keyed import Flat, Sealed, digest
from site_builder.model.article import Article, Change
from site_builder.model.clip import Image
from site_builder.pickled import pickled
from site_builder.text import count_han

TermKind = Literal["tag", "person", "organisation", "place"]
RelatedKind = Literal["publisher", "citation", "event", "topic"]
TERM_FOLDERS: dict[TermKind, str] = {
    "tag": "tags",
    "person": "people",
    "organisation": "organisations",
    "place": "places",
}


class Heading(NamedTuple):
    level: int
    text: str
    anchor: str


class Link(NamedTuple):
    """One link of a body: absolute `url`, the words it stands on, the number of its paragraph from 1."""

    url: str
    text: str
    paragraph: int


@pickled
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

    @property
    def extent(self) -> tuple[int, int]:
        """How long the text is: Han characters, and words of ASCII letters or digits."""
        return count_han(self.text), sum(map(str.isascii, self.text.split()))


LINK_SLOT = "\x02{}\x03"


@pickled
@dataclass(frozen=True, slots=True)
class Reason:
    """Why two articles are linked, in data; `reasons.sentence` says it in the site's language."""

    code: str
    values: tuple[str, ...] = ()


@pickled
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


@pickled
@dataclass(frozen=True, slots=True)
class Citation:
    """A link that one article's text makes. `target` is an article id or ""; `is_wanted` if worth collecting."""

    url: str
    text: str
    paragraph: int
    target: str = ""
    is_wanted: bool = False


@pickled
@dataclass(frozen=True, slots=True)
class Event:
    """One happening reported by one or more articles (ids, in order of publication)."""

    id: str
    name: str
    articles: tuple[str, ...]
    day: str = ""
    is_pinned: bool = False


@pickled
@dataclass(frozen=True, slots=True)
class Wanted(Sealed):
    """Cited or listed by publishers, but not collected. `cited_by`: (article id, reason) pairs."""

    url: str
    title: str
    kicker: str
    cited_by: tuple[tuple[str, Reason], ...]

    def __post_init__(self) -> None:
        """There are several for each article: what each value is need not be found out."""
        cited_by = [(article, reason.code, reason.values) for article, reason in self.cited_by]
        object.__setattr__(self, "digest", Flat((self.url, self.title, self.kicker, cited_by)).digest)


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


_CITED = attrgetter(*(one.name for one in fields(Citation)))
_LED = attrgetter(*(one.name for one in fields(Related) if one.name != "reasons"))
_WHY = attrgetter(*(one.name for one in fields(Reason)))


def _tied(citations: tuple[Citation, ...], related: tuple[Related, ...]) -> bytes:
    """A digest of these. They are most of what a library holds: their fields are taken here, one after the other,
    without asking for each value what it is."""
    every: list[object] = [len(citations)]
    for one in citations:
        every += _CITED(one)
    for other in related:
        every += _LED(other)
        every.append(len(other.reasons))
        for reason in other.reasons:
            every += _WHY(reason)
    return Flat(every).digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that is known about the articles together. Articles are oldest first, undated last.

    `duplicates`: a copy -> the text it is folded under; `copies`: an article -> all others with its text, oldest first.
    `images`: the pictures that are published with the site, by (article id, `src` as the article has it).
    `digests`: of an article as it is here and its body; `bodies` may load a body only when it is asked for. `listed`:
    digests of what lists say of an article, all but its text; `ties`: of its citations and related; `lists`: of all
    that lists of articles are made from. Each where whoever made them knows them.
    """

    articles: tuple[Article, ...]
    bodies: Mapping[str, Body]
    related: Mapping[str, tuple[Related, ...]]
    citations: Mapping[str, tuple[Citation, ...]]
    cited_by: Mapping[str, tuple[str, ...]]
    events: tuple[Event, ...] = ()
    duplicates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    wanted: Sequence[Wanted] = ()
    terms: tuple[Term, ...] = ()
    standing: tuple[Standing, ...] = ()
    withdrawn: tuple[Article, ...] = ()
    images: Mapping[tuple[str, str], KeptImage] = field(default_factory=lambda: MappingProxyType({}))
    digests: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    listed: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    ties: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    lists: bytes = b""

    def tied(self, article_id: str) -> bytes:
        """A digest of an article's citations and related."""
        known = self.ties.get(article_id)
        return known or _tied(self.citations.get(article_id, ()), self.related.get(article_id, ()))

    def digest_of_lists(self) -> bytes:
        """Of everything but the articles' texts and what leads from one to another. Needs `listed`."""
        return Flat(
            (
                [self.listed[article.id] for article in self.articles],
                [(e.id, e.name, e.articles, e.day, e.is_pinned) for e in self.events],
                [(t.kind, t.name, t.slug, t.articles, t.aliases) for t in self.terms],
                [*self.duplicates.items()],
                digest(self.standing, self.withdrawn, self.wanted),
            )
        ).digest

    def folded_out(self, article_id: str) -> Iterator[tuple[Related, str]]:
        """All that an article leads to inside the dossier, each with the id of the text it is folded under or "".

        Its own copies first, then its related. A copy never stands for a topic: what repeats a related text follows it
        only as one more report of the article's own event.
        """
        for copy in self.copies.get(article_id, ()):
            yield Related(copy, "event", 1.0, (Reason("copy"),)), article_id
        for related in self.related.get(article_id, ()):
            if related.target:
                yield related, ""
                for copy in self.copies.get(related.target, ()) if related.kind == "event" else ():
                    yield Related(copy, "event", related.score, (Reason("copy"),)), related.target


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML file to be made: its path in the output, the template, the page kind, what the template gets."""

    path: str
    template: str
    kind: str
    context: Mapping[str, object]


class File(Protocol):
    """A file of the site, whose bytes may be here or lie in the output folder: path, SHA-256 in hexadecimal, bytes."""

    @property
    def path(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Output:
    """Bytes with a path relative to the output folder."""

    path: str
    data: bytes
    _sha256: str = field(default="", init=False, compare=False, repr=False)

    @property
    def sha256(self) -> str:
        """Worked out once: a process that goes on living asks for it with every build."""
        if not self._sha256:
            object.__setattr__(self, "_sha256", sha256(self.data).hexdigest())
        return self._sha256

    @property
    def size(self) -> int:
        return len(self.data)
