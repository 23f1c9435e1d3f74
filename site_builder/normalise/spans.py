"""A line of spans made tidy: white space folded as a browser would, and as Chinese wants it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from site_builder.cjk import CJK, is_cjk
from site_builder.normalise.blocks import VISIBLE, Span, Spans

_BLANK = " \\t\\n\\r\\f\\v\\xa0\\u2002-\\u200a\\u202f\\u3000"
_JOINED = re.compile(f"(?<=[{CJK}])[{_BLANK}]*\\n[{_BLANK}]*(?=[{CJK}])")
BLANKS = " \t\n\r\f\v\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_ODD = re.compile(f"[{_BLANK[1:]}]|  ")
_RUN = re.compile(f"[{_BLANK}]+")
_FULL_WIDTH = re.compile("[、-〟！（），．：；？［］｛｝～]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\xad\u200e\u200f\u202a-\u202e\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def tidy(line: Iterable[Span]) -> Spans:
    """The spans with folded white space, neighbours of one style merged, empty ones gone, both ends trimmed.

    A line break of the source between two CJK characters vanishes; any other white space is one blank.
    """
    out: list[Span] = []
    gap = ""
    for span in line:
        if span.is_break or span.image or span.note:
            if gap and out and not span.is_break and not out[-1].is_break:
                _append(out, Span(" ", out[-1].marks & span.marks))
            gap = ""
            out.append(span)
            continue
        lead, core, trail = _parted(span.text)
        if not core:
            gap += lead + trail
            continue
        gap += lead
        if gap and out and not out[-1].is_break and not _closes("\n" in gap, out[-1].text[-1:], core[0]):
            _append(out, _blank(out[-1], span))
        gap = trail
        _append(out, span if core == span.text else Span(core, span.marks, span.href))
    return tuple(_trimmed(out))


def _parted(text: str) -> tuple[str, str, str]:
    """White space before, words with folded white space, white space behind."""
    core = text.strip(BLANKS)
    if not core:
        return text, "", ""
    if core.isprintable():  # then a blank is the only white space in it, and nothing is invisible
        start = text.index(core)
        return text[:start], _RUN.sub(" ", core) if "  " in core else core, text[start + len(core) :]
    text = _INVISIBLE.sub("", text)
    core = text.strip(BLANKS)
    if not core:
        return text, "", ""
    start = text.index(core[0])
    if "\n" in core:
        core = _RUN.sub(" ", _JOINED.sub("", core))
    elif _ODD.search(core):
        core = _RUN.sub(" ", core)
    return text[:start], core, text[len(text.rstrip(BLANKS)) :]


def paragraphs(line: Sequence[Span]) -> list[Spans]:
    """The line cut where two or more breaks follow each other, each part tidied; empty parts are gone."""
    parts: list[list[Span]] = [[]]
    breaks = 0
    for span in line:
        if span.is_break:
            breaks += 1
        elif span.text.strip() or span.image or span.note:
            if breaks > 1:
                parts.append([])
            breaks = 0
        if not (span.is_break and breaks > 1):
            parts[-1].append(span)
    return [spans for spans in map(tidy, parts) if spans]


def _closes(has_newline: bool, before: str, after: str) -> bool:
    """A line break of the source leaves no blank between CJK characters, nor beside full-width punctuation."""
    if not has_newline:
        return False
    return (is_cjk(before) and is_cjk(after)) or bool(_FULL_WIDTH.match(before) or _FULL_WIDTH.match(after))


def _blank(left: Span, right: Span) -> Span:
    """The blank between two spans wears what both have in common."""
    return Span(" ", left.marks & right.marks, left.href if left.href == right.href else "")


def _append(out: list[Span], span: Span) -> None:
    last = out[-1] if out else None
    if last and not (last.is_break or last.image or last.note) and (last.marks, last.href) == (span.marks, span.href):
        out[-1] = Span(last.text + span.text, last.marks, last.href)
    else:
        out.append(span)


def _trimmed(out: list[Span]) -> list[Span]:
    """No breaks at either end, no blanks beside breaks."""
    while out and out[0].is_break:
        out.pop(0)
    while out and (out[-1].is_break or not (out[-1].text.strip() or out[-1].image or out[-1].note)):
        out.pop()
    return out


def is_all(spans: Spans, mark: int) -> bool:
    """Every visible span wears the mark."""
    is_worded = False
    for span in spans:
        if span.text.strip() or span.image:
            if not span.marks & mark:
                return False
            is_worded = True
    return is_worded


def without(spans: Spans, mark: int) -> Spans:
    return tuple(span._replace(marks=span.marks & ~mark) for span in spans)


def visible(spans: Spans) -> Spans:
    """The spans as they reach the Markdown, with hints gone and neighbours merged anew."""
    out: list[Span] = []
    for span in spans:
        if span.is_break or span.image or span.note:
            out.append(span)
        else:
            _append(out, span if span.marks <= VISIBLE else Span(span.text, span.marks & VISIBLE, span.href))
    return tuple(out)
