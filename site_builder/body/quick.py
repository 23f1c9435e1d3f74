"""The short way for what news text mostly is: paragraphs of words, simple links, bold, pictures.

A document is cut at its blank lines. A part that surely is a paragraph of its own needs no block parser, and one
with nothing but plain words, `[words](address)`, `**words**` or one `![words](address "words")` no inline parser
either; its tokens are made here. All else goes to markdown-it, and so do whole documents with fences, footnotes or
link definitions, which reach across blank lines. A test holds both ways equal, token by token, over any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from site_builder.body.parser import Parser
from site_builder.cjk import flanking

Part = str | list[Token] | tuple[Token, ...]

_REACHES_FAR = re.compile(r"```|~~~|\]:|\[\^")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")
# A line that begins a paragraph or goes on with it: no sign of another block, no white space at either end.
_SAFE_LINE = r"(?!\d{1,9}[.)])(?:[^\s#>\-+=|:*_`~]|\*\*(?=[^\s*]))(?:[^\n]*\S)?"
_PARAGRAPH = re.compile(rf"{_SAFE_LINE}(?:\n{_SAFE_LINE})*")
_MARKUP = re.compile(r"[\\`*_\[<&]|~~")
_WORDS = r"[^\\`*_\[\]<&~\n]"
_ADDRESS = r"(?:[^\s()<>\\&\x00-\x20\x7f]|&(?!#?\w+;))+"
_PIECE = re.compile(rf"\[({_WORDS}+)\]\(({_ADDRESS})\)|(\*\*)(?!\*)|((?:(?!!\[)[^\\`*_\[<&~\n]|~(?!~))+)")
_PICTURE = re.compile(rf'!\[({_WORDS}*)\]\(({_ADDRESS})(?: "([^"\\&\n]*)")?\)')


def parts(text: str, parser: Parser) -> Iterator[Part]:
    """The document in order: a paragraph of plain words as text, another paragraph as a list of its inline tokens,
    anything else as a tuple of block tokens."""
    if _REACHES_FAR.search(text):
        yield tuple(parser.parse(text, {}))
        return
    text = text.strip("\n")
    begin = None  # where the run of parts for the full parser begins
    end = 0
    for start, stop in _chunks(text):
        part = _paragraph(text[start:stop], parser)
        if part is None:
            begin, end = start if begin is None else begin, stop
            continue
        if begin is not None:
            yield tuple(parser.parse(text[begin:end], {}))
            begin = None
        yield part
    if begin is not None:
        yield tuple(parser.parse(text[begin:end], {}))


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every part between blank lines."""
    start = 0
    for blank in _BLANK_LINES.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _paragraph(chunk: str, parser: Parser) -> str | list[Token] | None:
    """A chunk that is a paragraph whatever stands around it; None if that is not sure."""
    if not _PARAGRAPH.fullmatch(chunk):
        return None
    if not _MARKUP.search(chunk):
        return chunk
    return simple_inline(chunk, parser) or parser.parseInline(chunk, {})[0].children or []


def simple_inline(text: str, parser: Parser) -> list[Token] | None:
    """The inline tokens of simple text, the same that markdown-it makes; None if the text is not simple enough."""
    picture = _PICTURE.fullmatch(text)
    if picture:
        return _picture(picture, parser)
    tokens: list[Token] = []
    place = level = 0
    while place < len(text):
        piece = _PIECE.match(text, place)
        if piece is None:
            return None
        if piece[3]:
            if not _can(text, place, opening=level == 0):
                return None
            level = 1 - level
            tokens.append(_bold(opening=level == 1))
        elif piece[4]:
            tokens.append(_text(piece[4], level))
        else:
            link = _link(piece[1], piece[2], level, parser)
            if not link:
                return None
            tokens += link
        place = piece.end()
    return tokens if level == 0 else None


def _can(text: str, place: int, opening: bool) -> bool:
    """Whether the `**` here opens (closes) by the flanking rules."""
    left, right = flanking(text[place - 1] if place else "", text[place + 2 : place + 3])
    return left if opening else right


def _bold(opening: bool) -> Token:
    if opening:
        return Token("strong_open", "strong", 1, markup="**")
    return Token("strong_close", "strong", -1, markup="**")


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)


def _link(words: str, address: str, level: int, parser: Parser) -> Sequence[Token]:
    href = parser.normalizeLink(address)
    if not parser.validateLink(href) or words.startswith("^"):
        return ()
    opening = Token("link_open", "a", 1, attrs={"href": href}, level=level)
    return opening, _text(words, level + 1), Token("link_close", "a", -1, level=level)


def _picture(match: re.Match[str], parser: Parser) -> list[Token] | None:
    src = parser.normalizeLink(match[2])
    if not parser.validateLink(src):
        return None
    attrs: dict[str, str | int | float] = {"src": src, "alt": ""}
    if match[3]:
        attrs["title"] = match[3]
    inside = [_text(match[1], 0)] if match[1] else []
    return [Token("image", "img", 0, attrs=attrs, content=match[1], children=inside)]
