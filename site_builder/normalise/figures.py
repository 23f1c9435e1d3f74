"""Where pictures stand in a line of text, and which words are their captions."""

from __future__ import annotations

from site_builder.normalise.blocks import Block, Caption, Figure, Mark, Paragraph, Span, Spans, plain
from site_builder.normalise.spans import is_all, tidy

_LONGEST_LINE = 60


def placed(spans: Spans) -> list[Block]:
    """A line as blocks: pictures that do not stand amid words become figures, small print below them captions."""
    if not any(span.image for span in spans):
        return [Caption(spans, is_small_print=True)] if is_all(spans, Mark.SMALL | Mark.CREDIT) else _headed(spans)
    blocks: list[Block] = []
    part: list[Span] = []
    for index, span in enumerate(spans):
        if span.image is None or _is_amid(spans, index):
            part.append(span)
            continue
        blocks += _worded(part)
        part = []
        blocks.append(Figure(span.image, span.href))
    blocks += _worded(part)
    return blocks


def _headed(spans: Spans) -> list[Block]:
    """A bold first line above a single break stands by itself: it may turn out to be a heading."""
    if len(spans) == 1:
        return [Paragraph(spans)]
    place = next((i for i, span in enumerate(spans) if span.is_break), 0)
    first = spans[:place]
    if not is_all(first, Mark.BOLD) or len(plain(first)) > _LONGEST_LINE:
        return [Paragraph(spans)]
    rest = tidy(spans[place + 1 :])
    if is_all(rest, Mark.BOLD):
        return [Paragraph(spans)]
    return [Paragraph(first), *_headed(rest)]


def _worded(part: list[Span]) -> list[Block]:
    spans = tidy(part)
    if not spans:
        return []
    return [Caption(spans)] if is_all(spans, Mark.SMALL | Mark.CREDIT) else [Paragraph(spans)]


def _is_amid(spans: Spans, index: int) -> bool:
    """Words touch the picture on both sides."""
    sides = spans[:index][-1:] + spans[index + 1 :][:1]
    return len(sides) == 2 and all(s.image is None and not s.is_break and not s.marks & Mark.SMALL for s in sides)
