"""The short way for what news text mostly is: paragraphs of words, simple links, bold, pictures; headings; quotations;
lists of lines.

A document is cut at its blank lines. A part that surely is a paragraph, heading or quotation of its own needs no block
parser, and words with nothing but `[words](address)`, `**words**`, `*words*`, escaped signs, line breaks or one
`![words](address "words")` no inline parser either; their tokens are made here. All else goes to markdown-it, and so
do whole documents with fences, footnotes or link definitions, which reach across blank lines. A test holds both ways
equal, token by token, over any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from site_builder.body.parser import Parser
from site_builder.body.spans import Bullets, Inline, Quote, Span, Title
from site_builder.cjk import flanking

Words = str | Sequence[Inline]
Part = str | list[Inline] | Title | Quote | Bullets | tuple[Token, ...]

_REACHES_FAR = ("```", "~~~", "]:", "[^")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")
# A line that begins a paragraph or goes on with it: no sign of another block, no white space at either end.
_SAFE_LINE = r"(?!\d{1,9}[.)])(?:[^\s#>\-+=|:*_`~]|\*\*?(?=[^\s*]))(?:[^\n]*\S)?"
_PARAGRAPH = re.compile(rf"{_SAFE_LINE}(?:\n{_SAFE_LINE})*")
_TITLE = re.compile(r"(#{1,6}) +([^\s#](?:[^\n]*[^\s#])?)")
_QUOTE = re.compile(r">[^\t\n]*(?:\n>[^\t\n]*)*")
_BULLETS = re.compile(rf"- {_SAFE_LINE}(?:\n- {_SAFE_LINE})*")
_MARKUP = re.compile(r"[\\`*_\[<&~]")
_WORDS = r"[^\\`*_\[\]<&~\n]"
_ADDRESS = r"(?:[^\s()<>\\&\x00-\x20\x7f]++|&(?!#?\w+;))++"
_TEXT = r"(?:[^\\`*_\[<&~!\n]+|!(?!\[)|~(?!~)|&(?![#\w]))++"
_ESCAPED = r"\\([!-/:-@\[-`{-~])"
_PIECE = re.compile(
    rf"({_TEXT})|\[({_WORDS}+)\]\(({_ADDRESS})\)|(\*\*?)(?!\*)|{_ESCAPED}|(?<=\S)(\\?\n)(?=\S)", re.ASCII
)
_PICTURE = re.compile(rf'!\[({_WORDS}*)\]\(({_ADDRESS})(?: "([^"\\&\n]*)")?\)')
_OPENING = {"*": Span("em_open"), "**": Span("strong_open")}
_CLOSING = {"*": Span("em_close"), "**": Span("strong_close")}
_BREAKS = {"\n": Span("softbreak"), "\\\n": Span("hardbreak")}
_LINK_END = Span("link_close")


def parts(text: str, parser: Parser) -> Iterator[Part]:
    """The document in order: a paragraph of plain words as text, another paragraph as a list of its inline tokens,
    a heading, a quotation, a list of lines, anything else as a tuple of block tokens."""
    if any(sign[0] in text and sign in text for sign in _REACHES_FAR):  # a single sign is found far sooner
        yield tuple(parser.parse(text, {}))
        return
    waiting: list[str] = []  # the run of chunks for the full parser
    for chunk in _BLANK_LINES.split(text.strip("\n")):
        part = _part(chunk, parser)
        if part is None:
            waiting.append(chunk)
            continue
        if waiting:
            yield _run(waiting, parser)
            waiting = []
        yield part
    if waiting:
        yield _run(waiting, parser)


def _run(chunks: Sequence[str], parser: Parser) -> Bullets | tuple[Token, ...]:
    """Chunks that may belong together, and to none of their neighbours."""
    if len(chunks) == 1 and _BULLETS.fullmatch(chunks[0]):
        return Bullets([_inline(line[2:], parser) for line in chunks[0].split("\n")])
    return tuple(parser.parse("\n\n".join(chunks), {}))


def _part(chunk: str, parser: Parser) -> str | list[Inline] | Title | Quote | None:
    """A chunk that is the same whatever stands around it; None if that is not sure."""
    if chunk.startswith("#"):
        title = _TITLE.fullmatch(chunk)
        return Title(len(title[1]), _inline(title[2], parser)) if title else None
    return _quote(chunk, parser) if chunk.startswith(">") else _paragraph(chunk, parser)


def _quote(chunk: str, parser: Parser) -> Quote | None:
    """A quotation of paragraphs; None for anything else."""
    if not _QUOTE.fullmatch(chunk):
        return None
    inside = "\n".join(line[2:] if line.startswith("> ") else line[1:] for line in chunk.split("\n"))
    made = [_paragraph(piece, parser) for piece in _BLANK_LINES.split(inside.strip("\n"))]
    known = [piece for piece in made if piece is not None]
    return Quote(known) if len(known) == len(made) else None


def _paragraph(chunk: str, parser: Parser) -> str | list[Inline] | None:
    if not _PARAGRAPH.fullmatch(chunk):
        return None
    return _inline(chunk, parser) if _MARKUP.search(chunk) else chunk


def _inline(text: str, parser: Parser) -> list[Inline]:
    return simple_inline(text, parser) or [*(parser.parseInline(text, {})[0].children or ())]


def simple_inline(text: str, parser: Parser) -> list[Inline] | None:
    """The inline tokens of simple text, the same that markdown-it makes; None if the text is not simple enough."""
    if text.startswith("![") and (picture := _PICTURE.fullmatch(text)):
        return _picture(picture, parser)
    spans: list[Inline] = []
    place, end = 0, len(text)
    words = opened = ""
    while place < end:
        piece = _PIECE.match(text, place)
        if piece is None:
            return None
        plain, linked, address, run, escaped, broken = piece.groups()
        if plain or escaped:
            words += plain or escaped
            place = piece.end()
            continue
        if words:
            spans.append(Span("text", words))
            words = ""
        if run:
            if (opened and opened != run) or not _can(text, place, piece.end(), opening=not opened):
                return None
            spans.append(_CLOSING[run] if opened else _OPENING[run])
            opened = "" if opened else run
        elif broken:
            spans.append(_BREAKS[broken])
        elif (href := parser.normalizeLink(address)) and parser.validateLink(href) and not linked.startswith("^"):
            spans += (Span("link_open", "", {"href": href}), Span("text", linked), _LINK_END)
        else:
            return None
        place = piece.end()
    if words:
        spans.append(Span("text", words))
    return None if opened else spans


def _can(text: str, start: int, end: int, opening: bool) -> bool:
    """Whether the run of `*` here opens (closes) by the flanking rules."""
    left, right = flanking(text[start - 1] if start else "", text[end : end + 1])
    return left if opening else right


def _picture(match: re.Match[str], parser: Parser) -> list[Inline] | None:
    src = parser.normalizeLink(match[2])
    if not parser.validateLink(src):
        return None
    attrs = {"src": src, "alt": ""}
    if match[3]:
        attrs["title"] = match[3]
    inside = [Span("text", match[1])] if match[1] else []
    return [Span("image", match[1], attrs, inside)]
