"""What is collected and what a reader finds in it: strings as printed, nothing validated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from site_builder.pickled import pickled

Precision = Literal["year", "month", "day", "minute", "second"]
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


@pickled
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
        return _instant(self.text)


@lru_cache(16_384)  # all articles are put in order by several stages, and in each build of a preview
def _instant(text: str) -> datetime:
    if len(text) <= 10:
        return datetime.fromisoformat(f"{(text + '-01-01')[:10]}T00:00:00+00:00")
    local = datetime.fromisoformat(text)
    try:
        return local.astimezone(UTC)
    except OverflowError:  # years 1 and 9999: shifting by the offset leaves the calendar
        return local.replace(tzinfo=UTC)


@pickled
@dataclass(frozen=True, slots=True)
class Image:
    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None


@pickled
@dataclass(frozen=True, slots=True)
class ListedItem:
    """One entry of the publisher's own list (同一主题, 相关文章)."""

    title: str
    url: str
    kicker: str = ""


@pickled
@dataclass(frozen=True, slots=True)
class Original:
    """The version an article was translated from."""

    url: str
    language: str = ""


@pickled
@dataclass(frozen=True, slots=True)
class ClipRecord:
    """Provenance of an import: the raw clip an article was made from."""

    path: str
    sha256: str
    format: str


@pickled
@dataclass(frozen=True, slots=True)
class Cut:
    """Something that reading left out, for the loss report: the rule, and what it took: words, and where the links
    and pictures among them lead."""

    rule: str
    text: str = ""
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is of each, for the loss report. `characters` are those that are not blank."""

    characters: int = 0
    paragraphs: int = 0
    links: int = 0
    images: int = 0
    captions: int = 0
    tables: int = 0


class Trim(NamedTuple):
    """All that one rule took from a clip: in how many places, and how much."""

    rule: str
    places: int
    characters: int = 0
    links: int = 0
    images: int = 0

    @staticmethod
    def of(cuts: Iterable[Cut]) -> tuple[Trim, ...]:
        """One entry a rule, in the order they were applied."""
        by_rule: dict[str, list[Cut]] = {}
        for cut in cuts:
            by_rule.setdefault(cut.rule, []).append(cut)
        return tuple(
            Trim(
                rule,
                len(taken),
                sum(len("".join(cut.text.split())) for cut in taken),
                sum(len(cut.links) for cut in taken),
                sum(len(cut.images) for cut in taken),
            )
            for rule, taken in by_rule.items()
        )


@pickled
@dataclass(frozen=True, slots=True)
class Account:
    """What became of a clip at its import, in numbers: how much went in and came out, what each rule took, and the
    characters that are gone without a rule."""

    before: Counts
    after: Counts
    cuts: tuple[Trim, ...] = ()
    lost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a reader found in one clip: strings as printed, nothing validated.

    `doubts` are dates that the clip prints beside `published`, of another day.

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
    doubts: tuple[Printed, ...] = ()
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


@pickled
@dataclass(frozen=True, slots=True)
class Wish:
    """An address from a reading list: known, not collected, without text."""

    url: str
    title: str = ""
