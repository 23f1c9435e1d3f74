"""A line of spans as Markdown: emphasis that opens and closes where it should, text that stays text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from site_builder.cjk import delimits
from site_builder.model import Image
from site_builder.normalise.blocks import Mark, Span, Spans
from site_builder.normalise.spans import visible

_SPECIAL = re.compile(r"[\\`*\[_<&~]|!$")
_SIGN = re.compile(r"[\\`*\[_<&~!]")  # in every text that _SPECIAL finds something in, and looked for faster
_ENTITY = re.compile(r"&#?\w+;")
_LINE_START = re.compile(r"^(?:(#{1,6}|[-+])(?=\s|$)|(>)|(\d{1,9})([.)])(?=\s|$)|([-=|:])(?=[-=|: ]*$))", re.M)
_STYLES = ((Mark.BOLD, "**"), (Mark.ITALIC, "*"), (Mark.STRUCK, "~~"))
_BREAK = "\\\n"
_TICKS = re.compile("`+")


@dataclass(frozen=True, slots=True)
class _Marker:
    """An emphasis sign whose place among its neighbours must still be checked; the two of a pair share `pair`."""

    sign: str
    opens: bool
    pair: object


_Piece = str | _Marker


def line(spans: Spans) -> str:
    """One paragraph's Markdown, line breaks as a backslash at the end of the line."""
    shown = visible(spans)
    if not any(span.marks or span.href for span in shown):  # as most paragraphs: text and nothing to place around it
        return _guarded_starts("".join([_single(span, "") for span in shown]))
    return _guarded_starts(_joined(_pieces(shown, "")))


def cell(spans: Spans) -> str:
    """A line for a table cell: breaks become blanks, bars are escaped."""
    flat = tuple(Span(" ", s.marks, s.href) if s.is_break else s for s in spans)
    return re.sub(r"\|", r"\\|", _joined(_pieces(visible(flat), ""))).replace("\n", " ")


def escaped(text: str, extra: str = "") -> str:
    """Text in which nothing is Markdown; `extra` are further characters to escape."""
    text = _SPECIAL.sub(_escape, text) if _SIGN.search(text) else text
    for character in extra:
        text = text.replace(character, "\\" + character)
    return text


def _escape(match: re.Match[str]) -> str:
    """A backslash before a character that would mean something where it stands."""
    sign, text, place = match[0], match.string, match.start()
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    means = (
        sign in "\\`*[!"
        or (sign == "_" and not (before.isalnum() and after.isalnum()))
        or (sign == "<" and (after.isascii() and (after.isalpha() or after in "/!?")) and after != "")
        or (sign == "&" and _ENTITY.match(text, place) is not None)
        or (sign == "~" and (before in ("", "~") or after in ("", "~")))
    )
    return "\\" + sign if means else sign


def picture(image: Image) -> str:
    """`![alt](src "caption — credit")`. The last ` — ` parts the two, so one is added to a caption that holds one."""
    title = image.caption
    if image.credit:
        title = f"{title} — {image.credit}" if title or " — " not in image.credit else image.credit
    elif " — " in title:
        title += " — "
    title = f' "{_quoted(title)}"' if title.strip() else ""
    return f"![{escaped(image.alt, ']')}]({destination(image.src)}{title})"


def destination(url: str) -> str:
    """A link's address as Markdown wants it, in angle brackets where brackets or blanks would end it early."""
    url = re.sub(r"&(?=#?\w+;)", "&amp;", url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E"))
    return f"<{url}>" if re.search(r"[\s()]", url) else url


def _quoted(title: str) -> str:
    title = " ".join(title.split(" ")).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return re.sub(r"&(?=#?\w+;)", "&amp;", title)


def _pieces(spans: Iterable[Span], extra: str) -> list[_Piece]:
    """Links are units; around them emphasis nests bold over italic over struck."""
    units: list[tuple[int, tuple[Span, ...]]] = []
    for href, group in groupby(spans, key=lambda s: s.href):
        members = tuple(group)
        if href:
            common = members[0].marks
            for span in members[1:]:
                common &= span.marks
            units.append((common & ~Mark.CODE, members))
        else:
            units += [(span.marks, (span,)) for span in members]
    return _nested(units, 0, extra)


def _nested(units: list[tuple[int, tuple[Span, ...]]], depth: int, extra: str) -> list[_Piece]:
    if depth == len(_STYLES) or not any(unit[0] for unit in units):
        return [piece for _, members in units for piece in _unit(members, extra)]
    mark, sign = _STYLES[depth]
    pieces: list[_Piece] = []
    for is_set, group in groupby(units, key=lambda unit: bool(unit[0] & mark)):
        inside = _nested(list(group), depth + 1, extra)
        pieces += _wrapped(inside, sign) if is_set else inside
    return pieces


def _unit(members: tuple[Span, ...], extra: str) -> list[_Piece]:
    href = members[0].href
    if not href:
        return [_single(members[0], extra)]
    common = members[0].marks & ~Mark.CODE
    for span in members[1:]:
        common &= span.marks
    plain = [Span(s.text, _marks_in_link(s) & ~common, "", s.is_break, s.image, s.note) for s in members]
    inner = _joined(_pieces(plain, "]"))
    lead = inner[: len(inner) - len(inner.lstrip(" "))]
    trail = inner[len(inner.rstrip(" ")) :] if inner.strip() else ""
    link = f"[{inner.strip(' ')}]({destination(href)})" if inner.strip() else ""
    return [lead, link, trail]


def _marks_in_link(span: Span) -> int:
    """Without the mark of code that would make a link at the start of a line the definition of a reference: nothing
    can be escaped in code, and a definition is not shown."""
    return span.marks & ~Mark.CODE if "]:" in span.text else span.marks


def _single(span: Span, extra: str) -> str:
    if span.is_break:
        return _BREAK
    if span.image:
        return picture(span.image)
    if span.note:
        return f"[^{span.note}]"
    return _code(span.text) if span.marks & Mark.CODE else escaped(span.text, extra)


def _code(text: str) -> str:
    if not text.strip():
        return text
    fence = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _wrapped(inside: list[_Piece], sign: str) -> Iterator[_Piece]:
    """The pieces between two signs, blanks and breaks at the edges moved out."""
    first, last = 0, len(inside)
    while first < last and _is_blank(inside[first]):
        first += 1
    while last > first and _is_blank(inside[last - 1]):
        last -= 1
    yield from inside[:first]
    core = inside[first:last]
    if core:
        lead, core = _cut_edge(core, 0, lambda s: len(s) - len(s.lstrip(" ")))
        trail, core = _cut_edge(core, -1, lambda s: len(s.rstrip(" ")))
        yield lead
        pair = object()
        yield _Marker(sign, True, pair)
        yield from core
        yield _Marker(sign, False, pair)
        yield trail
    yield from inside[last:]


def _is_blank(piece: _Piece) -> bool:
    return isinstance(piece, str) and (piece == _BREAK or not piece.strip(" "))


def _cut_edge(core: list[_Piece], index: int, place: Callable[[str], int]) -> tuple[str, list[_Piece]]:
    """Blanks at one end of the pieces, and the pieces without them."""
    edge = core[index]
    if isinstance(edge, _Marker):
        return "", core
    at = place(edge)
    blank, rest = (edge[:at], edge[at:]) if index == 0 else (edge[at:], edge[:at])
    core = list(core)
    core[index] = rest
    return blank, core


def _joined(pieces: list[_Piece]) -> str:
    """The pieces as one string; a letter that would keep a sign from opening or closing is written as `&#n;`.

    An entity is punctuation to the sign on its other side, which may need the same in turn.
    """
    if _Marker not in map(type, pieces):
        return "".join(map(str, pieces))
    runs = _runs([piece for piece in pieces if piece != ""])
    texts = [_text(run) for run in runs]
    unsettled = len(runs) > 1
    while unsettled:
        unsettled = sum(_settle(runs, texts, index) for index in range(len(runs))) > 0
    return "".join(texts)


def _runs(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Text, and signs of one character that touch. Italics that begin or end at the very edge of bold take `_`, since
    a run of asterisks that means two things is not always read as both."""
    runs = [list(group) for _, group in groupby(pieces, key=_kind)]
    touching = [piece for run in runs if len(run) > 1 for piece in run if isinstance(piece, _Marker)]
    pairs = [piece.pair for piece in touching if piece.sign == "*"]
    if not pairs:
        return runs
    changed = [
        _Marker("_", piece.opens, piece.pair) if isinstance(piece, _Marker) and piece.pair in pairs else piece
        for piece in pieces
    ]
    return [list(group) for _, group in groupby(changed, key=_kind)]


def _settle(runs: list[list[_Piece]], texts: list[str], index: int) -> bool:
    """Rewrite one letter beside a run of signs if the run does not do what it must; whether that was needed."""
    signs = [piece for piece in runs[index] if isinstance(piece, _Marker)]
    if not signs:
        return False
    before = texts[index - 1] if index else ""
    after = texts[index + 1] if index + 1 < len(texts) else ""
    left, right = delimits(signs[0].sign[0], before[-1:], after[:1])
    if before and not left and any(sign.opens for sign in signs) and not before.endswith(";"):
        texts[index - 1] = _with_entity(before, -1)
        return True
    if after and not right and not all(sign.opens for sign in signs) and not after.startswith("&#"):
        texts[index + 1] = _with_entity(after, 0)
        return True
    return False


def _text(run: list[_Piece]) -> str:
    return "".join(piece.sign if isinstance(piece, _Marker) else piece for piece in run)


def _kind(piece: _Piece) -> str:
    """Signs of one character run together, whatever they mean."""
    return piece.sign[0] if isinstance(piece, _Marker) else ""


def _with_entity(text: str, index: int) -> str:
    entity = f"&#{ord(text[index])};"
    return entity + text[1:] if index == 0 else text[:-1] + entity


def _guarded_starts(text: str) -> str:
    """Backslashes where a line would otherwise begin a heading, list, quote, table or rule."""

    def guard(match: re.Match[str]) -> str:
        if match[3]:
            return f"{match[3]}\\{match[4]}"
        return "\\" + match[0]

    if "\n" not in text and not _LINE_START.match(text):  # a single line has one start
        return text
    return _LINE_START.sub(guard, text)
