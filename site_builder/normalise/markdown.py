"""Foreign HTML becomes Markdown of the normal form, and every loss is accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_builder import tree
from site_builder.model import Counts, Cut
from site_builder.normalise import notes
from site_builder.normalise.blocks import (
    Block,
    Caption,
    Code,
    Embed,
    Figure,
    Heading,
    Listing,
    Note,
    Paragraph,
    Quote,
    Spans,
    Table,
    plain,
)
from site_builder.normalise.reader import Reader
from site_builder.normalise.shape import shaped
from site_builder.normalise.write import document

_CAPTIONS = "figcaption, .wp-caption-text, .image-caption, img ~ small, img + div > small"


@dataclass(frozen=True, slots=True)
class Converted:
    """Markdown, what was left out on the way, and the blocks it was written from."""

    markdown: str
    cuts: tuple[Cut, ...]
    blocks: tuple[Block, ...]

    @property
    def after(self) -> Counts:
        """How much came out; `measured` says how much went in. No build asks for it."""
        return _counted(self.blocks)


def convert(html: str, base_url: str) -> Converted:
    """An article's HTML as Markdown. Addresses are resolved against `base_url`. Never raises."""
    body = tree.parse(html)
    reader = Reader(base_url, notes=notes.found(body))
    blocks = shaped(reader.blocks(body), reader.cuts) + reader.footnotes
    return Converted(document(blocks), tuple(reader.cuts), tuple(blocks))


def measured(html: str) -> Counts:
    """How much there is in HTML as it came, before anybody cut anything."""
    body = tree.parse(html)
    words = body.text() or ""
    for node in body.css("script, style, template"):
        words = words.replace(node.text() or "\0", "", 1)
    return Counts(
        characters=len("".join(words.split())),
        paragraphs=len(body.css("p")),
        links=len(body.css("a[href]")),
        images=len(body.css("img")),
        captions=sum(bool((node.text() or "").strip()) for node in body.css(_CAPTIONS)),
        tables=len(body.css("table")),
    )


def _counted(blocks: Sequence[Block]) -> Counts:
    total = Counts()
    for block in blocks:
        total = _sum(total, _of(block))
    return total


def _of(block: Block) -> Counts:
    match block:
        case Paragraph(spans) | Caption(spans):
            return _sum(Counts(paragraphs=1), _of_spans([spans]))
        case Heading(_, spans):
            return _of_spans([spans])
        case Figure(image, href, caption):
            words = len("".join((image.caption + image.credit).split()))
            linked = len({span.href for span in caption if span.href})
            return Counts(
                characters=words, links=bool(href) + linked, images=1, captions=bool(image.caption or image.credit)
            )
        case Listing(items):
            return _counted([inner for item in items for inner in item])
        case Quote(blocks) | Note(_, blocks):
            return _counted(blocks)
        case Code(text):
            return Counts(characters=len("".join(text.split())))
        case Table(rows):
            return _sum(Counts(tables=1), _of_spans([cell for row in rows for cell in row]))
        case Embed():
            return Counts(links=1)
        case _:
            return Counts()


def _of_spans(lines: Iterable[Spans]) -> Counts:
    words, links, images = 0, 0, 0
    for spans in lines:
        words += len("".join(plain(spans).split()))
        links += len({span.href for span in spans if span.href})
        images += sum(span.image is not None for span in spans)
    return Counts(characters=words, links=links, images=images)


def _sum(a: Counts, b: Counts) -> Counts:
    return Counts(**{name: getattr(a, name) + getattr(b, name) for name in Counts.__slots__})
