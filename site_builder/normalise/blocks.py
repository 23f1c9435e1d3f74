"""What an article's body consists of, between foreign HTML and Markdown: blocks that hold spans."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.model import Image


class Mark:
    """How a stretch of text is set: bits (plain integers, since IntFlag costs a fifth of the whole conversion).

    SMALL and CREDIT are hints for captions and never reach the Markdown.
    """

    NONE = 0
    BOLD = 1
    ITALIC = 2
    STRUCK = 4
    CODE = 8
    SMALL = 16
    CREDIT = 32


VISIBLE = Mark.BOLD | Mark.ITALIC | Mark.STRUCK | Mark.CODE


class Span(NamedTuple):  # made by the hundred: in a third of a frozen dataclass's time
    """A stretch of text in one style. A line break has text "\\n" and `is_break`; a picture in the line has `image`;
    a footnote mark has `note`, the label."""

    text: str
    marks: int = Mark.NONE
    href: str = ""
    is_break: bool = False
    image: Image | None = None
    note: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of its own. `caption` may hold links; the image's own caption and credit are plain text."""

    image: Image
    href: str = ""
    caption: Spans = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """Words found beside a picture, before it is known which one they belong to: small print only to one above."""

    spans: Spans
    is_small_print: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `start` is the first number, None for bullets. Each item is blocks."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; the first is the head, whose cells may all be empty."""

    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Embed:
    """A film, a post, another page shown in a frame: here a card that links to it."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the label and its blocks."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    pass


Block = Paragraph | Heading | Figure | Caption | Listing | Quote | Code | Table | Embed | Note | Rule


@dataclass(slots=True)
class Flow:
    """Blocks being collected, and the line that is still open."""

    blocks: list[Block] = field(default_factory=list)
    line: list[Span] = field(default_factory=list)


def plain(spans: Spans) -> str:
    """The words alone."""
    return "".join(span.text for span in spans)
