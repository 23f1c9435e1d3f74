"""What only shows when all blocks are there: whose caption, which bold line is a heading, how deep headings go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from site_builder import pictures
from site_builder.model import Cut
from site_builder.normalise.blocks import (
    Block,
    Caption,
    Embed,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    plain,
)
from site_builder.normalise.spans import is_all, tidy, without

_SENTENCE_END = re.compile(r"[。！？；，：、,.;:!?…」』”\"）)】]\s*$")
_SEPARATOR = re.compile(r"[ *＊＊·•—–\-_=~～﹏⁂◇◆○●☆★]{3,}")
_LONGEST_HEADING = 40


def shaped(blocks: Sequence[Block], cuts: list[Cut]) -> list[Block]:
    """The blocks of a document, settled. What goes is added to `cuts`."""
    settled = _without_repeats(_captioned(_ruled(blocks), cuts), cuts)
    return _levelled(_headed(settled))


def _ruled(blocks: Sequence[Block]) -> list[Block]:
    """A line of asterisks or dashes is a rule; none at either end, none twice in a row."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _SEPARATOR.fullmatch(plain(block.spans)):
            out += [Rule()] if out and not isinstance(out[-1], Rule) else []
        elif not isinstance(block, Rule) or (out and not isinstance(out[-1], Rule)):
            out.append(block)
    while out and isinstance(out[-1], Rule):
        out.pop()
    return out


def _captioned(blocks: Sequence[Block], cuts: list[Cut]) -> list[Block]:
    """Captions move into the figure before them, or behind them where there is none before."""
    out: list[Block] = []
    waiting: list[Caption] = []
    for block in blocks:
        if isinstance(block, Caption) or _reads_as_caption(block, out[-1] if out else None):
            figure = out[-1] if out else None
            if isinstance(figure, Figure) and _is_free(figure, block.spans):
                out[-1] = _with_words(figure, block.spans, cuts)
            elif isinstance(block, Paragraph) or block.is_small_print:
                out.append(Paragraph(block.spans))
            else:
                waiting.append(block)
        elif isinstance(block, Figure) and waiting and len(waiting) <= 2:
            figure = block
            for caption in waiting:
                figure = _with_words(figure, caption.spans, cuts)
            out.append(figure)
            waiting = []
        else:
            out += [Paragraph(caption.spans) for caption in waiting]
            waiting = []
            out.append(Quote(tuple(_captioned(block.blocks, cuts))) if isinstance(block, Quote) else block)
    return out + [Paragraph(caption.spans) for caption in waiting]


def _reads_as_caption(block: Block, before: Block | None) -> TypeGuard[Paragraph]:
    """A plain paragraph right below a picture without caption, in the words of one."""
    return (
        isinstance(block, Paragraph)
        and isinstance(before, Figure)
        and _is_free(before, block.spans)
        and pictures.is_caption(plain(block.spans))
    )


def _is_free(figure: Figure, spans: Spans) -> bool:
    """The figure still lacks what these words are: a caption, or a credit."""
    if is_all(spans, Mark.CREDIT):
        return not figure.image.credit
    return not figure.image.caption


def _with_words(figure: Figure, spans: Spans, cuts: list[Cut]) -> Figure:
    """The figure with what the words say of it. A credit is plain text: where it leads to is noted as a cut."""
    links = dict.fromkeys(s.href for s in spans if s.href and s.marks & Mark.CREDIT)
    cuts += [Cut("credit-link", links=tuple(links))] if links else []
    caption = _words([s for s in spans if not s.marks & Mark.CREDIT])
    credit = _words([s for s in spans if s.marks & Mark.CREDIT])
    image = figure.image
    if caption and not credit and not image.credit:
        caption, credit = ("", caption) if pictures.is_credit(caption) else pictures.parted(caption)
    linked = tuple(s for s in spans if not s.marks & Mark.CREDIT) if any(s.href for s in spans) else ()
    return Figure(
        replace(image, caption=caption or image.caption, credit=credit or image.credit),
        figure.href,
        tidy(Span(" " if s.is_break else s.text, Mark.ITALIC, s.href) for s in linked) or figure.caption,
    )


def _words(spans: Sequence[Span]) -> str:
    """The plain words of a caption in one line."""
    return plain(tidy(Span(" " if s.is_break else s.text) for s in spans))


def _without_repeats(blocks: Sequence[Block], cuts: list[Cut]) -> list[Block]:
    """A picture right behind itself (lazy and plain), a frame that shows a page already linked."""
    out: list[Block] = []
    linked: set[str] = set()
    last_src = ""
    for block in blocks:
        if isinstance(block, Figure):
            if block.image.src == last_src and not (block.image.caption or block.image.credit):
                cuts.append(Cut("picture-twice", links=tuple(filter(None, (block.href,))), images=(last_src,)))
                continue
            last_src = block.image.src
        elif isinstance(block, Embed) and block.url in linked:
            cuts.append(Cut("frame-twice", block.title, links=(block.url,)))
            continue
        else:
            last_src = ""
            linked |= _links(block)
        out.append(block)
    return out


def _links(block: Block) -> set[str]:
    if isinstance(block, Paragraph):
        return {span.href for span in block.spans if span.href}
    if isinstance(block, Quote):
        return {href for inner in block.blocks for href in _links(inner)}
    return set()


def _headed(blocks: Sequence[Block]) -> list[Block]:
    """Short bold lines between plain paragraphs become headings, if the text mostly is not bold."""
    bold = [isinstance(b, Paragraph) and is_all(b.spans, Mark.BOLD) for b in blocks]
    plain_count = sum(isinstance(b, Paragraph) for b in blocks) - sum(bold)
    level = max((b.level for b in blocks if isinstance(b, Heading)), default=1) + 1
    out: list[Block] = []
    for index, block in enumerate(blocks):
        is_heading = (
            bold[index]
            and isinstance(block, Paragraph)
            and 0 < index < len(blocks) - 1
            and plain_count > sum(bold)
            and not bold[index - 1]
            and not bold[index + 1]
            and not isinstance(blocks[index + 1], Heading)
            and _reads_as_heading(block.spans)
        )
        if is_heading and isinstance(block, Paragraph):
            out.append(Heading(min(level, 6), without(block.spans, Mark.BOLD)))
        else:
            out.append(block)
    return out


def _reads_as_heading(spans: Spans) -> bool:
    words = plain(spans)
    if any(span.is_break or span.image or span.href for span in spans):
        return False
    width = sum(2 if ord(c) > 0x2E80 else 1 for c in words)
    return width <= 2 * _LONGEST_HEADING and not _SENTENCE_END.search(words) and any(c.isalnum() for c in words)


def _levelled(blocks: Sequence[Block]) -> list[Block]:
    """Headings from level 2 on, without jumps: the title is the only level 1."""
    out: list[Block] = []
    open_levels: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            spans = without(block.spans, Mark.BOLD) if is_all(block.spans, Mark.BOLD) else block.spans
            out.append(Heading(min(len(open_levels) + 1, 6), spans))
        else:
            out.append(block)
    return out
