"""What the templates get: frozen values in the site's language, nothing left to decide.

Every `href` is relative to the root of the site; templates put the page's `root` ("", "../", ...) before it.
Addresses that lead outward are called `url`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.keyed import Flat, Sealed
from site_builder.model import Moment, TermKind


class Text(NamedTuple):
    """Foreign words and their language, "" where it is the site's own."""

    text: str
    lang: str = ""


class Part(NamedTuple):
    """A piece of a headline; a name is not broken over two lines."""

    text: str
    is_name: bool


class Flag(NamedTuple):
    text: str
    is_warning: bool = False


class Link(NamedTuple):
    """A link inside the site."""

    text: str
    href: str
    lang: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment for people (`date`, `short`, `time`, `zone`), for machines (`iso`), and `where` in the clip it was."""

    iso: str
    date: str
    short: str
    time: str
    zone: str
    remark: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Mark(Sealed):
    """A source as readers learn it: shape and colour (`slot`, "s0" to "s6") and a name."""

    id: str
    slot: str
    name: str
    lang: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Sealed):
    """One article as lists show it. Made once, shown on every page that names the article."""

    id: str
    href: str
    title: Text
    parts: tuple[Part, ...]
    kicker: Text
    summary: Text
    source: Mark
    published: Stamp | None
    captured: Stamp | None
    flags: tuple[Flag, ...]
    event: Link | None
    day: str


class Dot(NamedTuple):
    """What of an article a chart shows."""

    day: str
    source: Mark


class Dots(tuple[Dot, ...]):
    """What a chart shows."""

    __slots__ = ()

    @property
    def digest(self) -> bytes:
        """Of all: a chart of the whole site has one for every article."""
        return Flat([(day, source.digest) for day, source in self]).digest


@dataclass(frozen=True, slots=True)
class Tag(Sealed):
    """A term as others name it: `href` is "" where it has no page, `count` is that of its articles."""

    kind: TermKind
    name: Text
    slug: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Labels(Sealed):
    """The terms of one article."""

    tags: tuple[Tag, ...] = ()


class Told(NamedTuple):
    """One report of an event: `names` are those of people, organisations and places in it."""

    card: Card
    published: Moment | None
    language: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening(Sealed):
    """An event with its reports in the site's order; `count` is that of its articles."""

    id: str
    name: str
    day: str
    count: int
    reports: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Covered(Sealed):
    """An event as the table of events by sources needs it: source, link and day of each report."""

    id: str
    name: str
    day: str
    count: int
    reports: tuple[tuple[Mark, str, str], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The articles of one date as printed ("2023-11-16", but also "2023-11" or "2023"), in order of publication."""

    iso: str
    anchor: str
    label: str
    over: str
    big: str
    under: str
    only: str
    cards: tuple[Card, ...]
    kind: str = field(default="day", init=False)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time without articles."""

    title: str
    text: str
    kind: str = field(default="gap", init=False)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a list, or the undated articles at its end."""

    title: str
    anchor: str
    count: str
    rows: tuple[Day | Gap, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A term, event or source with its number of articles; without `href` where a link would lead nowhere new."""

    text: str
    lang: str
    href: str
    count: str


@dataclass(frozen=True, slots=True)
class ChipGroup:
    title: str
    chips: tuple[Chip, ...]
    all: Link | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure on a page's head: `figure` large, `unit` small behind it."""

    label: str
    figure: str
    unit: str = ""
    href: str = ""
    iso: str = ""


class BodyLink(NamedTuple):
    """What goes into one link slot of a body. `href` leads into the site, else `url` outward; with neither the words
    stay, the link goes. `number` is the entry under 文中引用, 0 for none; `anchor` the id to come back to."""

    href: str
    url: str
    number: int
    anchor: str


class Edit(NamedTuple):
    """A change of a standing page: `iso` and `day` are its date."""

    iso: str
    day: str
    text: Text


@dataclass(frozen=True, slots=True)
class Written:
    """A standing page as HTML with its slots, and its changes, newest first."""

    title: str
    html: str
    links: tuple[BodyLink, ...]
    changes: tuple[Edit, ...]
