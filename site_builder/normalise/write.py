"""Blocks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

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
    Rule,
    Span,
    Table,
)
from site_builder.normalise.inline import cell, destination, escaped, line, picture

_TICKS = re.compile("`{3,}")
_CLOSING_HASHES = re.compile(r"(\s)(#+)$")


def document(blocks: Sequence[Block]) -> str:
    """The whole body: blocks parted by one empty line, a final newline, "" for none."""
    text = _joined(blocks)
    return text + "\n" if text else ""


def _joined(blocks: Sequence[Block]) -> str:
    parts: list[str] = []
    is_second_list = False
    for index, block in enumerate(blocks):
        previous = blocks[index - 1] if index else None
        is_second_list = isinstance(block, Listing) and isinstance(previous, Listing) and not is_second_list
        parts.append(_listing(block, is_second_list) if isinstance(block, Listing) else written(block))
    return "\n\n".join(part for part in parts if part)


def written(block: Block) -> str:
    """One block without the newline behind it."""
    match block:
        case Paragraph(spans) | Caption(spans):
            return line(spans)
        case Heading(level, spans):
            flat = tuple(Span(" ", s.marks, s.href) if s.is_break else s for s in spans)
            return "#" * level + " " + _CLOSING_HASHES.sub(r"\1\\\2", line(flat))
        case Figure():
            return _figure(block)
        case Quote(blocks):
            return "\n".join(
                f"> {row}".rstrip(" ") if not row.endswith("\\") else f"> {row}" for row in _joined(blocks).split("\n")
            )
        case Code(text, language):
            fence = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(text)), 3)
            return f"{fence}{language}\n{text}\n{fence}"
        case Table(rows):
            return _table(rows)
        case Embed(url, title):
            return f'[{escaped(title or url, "]")}]({destination(url)} "embed")'
        case Note(label, blocks):
            return f"[^{label}]: " + _indented(_joined(blocks), 4)
        case Rule():
            return "***"
        case Listing():
            return _listing(block, False)


def _figure(figure: Figure) -> str:
    """The picture, its caption in the title; a caption with links as an emphasised line below."""
    text = picture(replace(figure.image, caption="") if figure.caption else figure.image)
    if figure.href:
        text = f"[{text}]({destination(figure.href)})"
    return f"{text}\n{line(figure.caption)}" if figure.caption else text


def _listing(listing: Listing, is_second: bool) -> str:
    """A list is tight when no item holds two paragraphs; a second list in a row takes the other marker."""
    is_tight = all(_is_tight(item) for item in listing.items)
    rows: list[str] = []
    for number, item in enumerate(listing.items, listing.start or 0):
        bullet = "+" if is_second else "-"
        marker = bullet if listing.start is None else f"{number}{')' if is_second else '.'}"
        inside = "\n".join(map(written, item)) if is_tight else _joined(item)
        rows.append(f"{marker} " + _indented(inside, len(marker) + 1))
    return ("\n" if is_tight else "\n\n").join(rows)


def _is_tight(item: Sequence[Block]) -> bool:
    if not isinstance(item[0], Paragraph | Caption):
        return False
    if len(item) == 1:
        return True
    # A numbered list can follow a paragraph without an empty line only if it begins with 1.
    return len(item) == 2 and isinstance(item[1], Listing) and item[1].start in (None, 1)


def _indented(text: str, width: int) -> str:
    pad = " " * width
    return "\n".join(pad + row if row and index else row for index, row in enumerate(text.split("\n")))


def _table(rows: Sequence[Sequence[tuple[Span, ...]]]) -> str:
    lines = ["| " + " | ".join(map(cell, row)) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)
