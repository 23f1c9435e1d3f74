"""Small questions about text that several stages ask."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

HAN = r"㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003ffff"  # U+F900 typed as it looks would be normalised to another
_HAN_RUN = f"[{HAN}]+"  # rarely needed: compiled then
_ALL_HAN = bytes([*range(0x34, 0x4D), *range(0x4E, 0xA0), 0xF9, 0xFA])  # U+3400, U+4E00, U+F900
_PARTLY_HAN = 0x4D  # U+4D00: the last quarter are hexagrams
_BEYOND, _HAN_PLANES = 0xD8, (2, 3)  # U+10000 to U+4FFFF, emoji and Han, which has planes of its own there
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_UNCLEAN = re.compile(rf"[{_CONTROLS}\ud800-\udfff]")

_FORMULA = tuple("=+-@＝＋－＠")  # blanks in front of them do not help
_INVISIBLE = re.compile(r"[\u200b\u2060\u00ad]")
_BREAK = f"(?<=[{HAN}，。、；：！？）」』》])[ \t]*\n\\s*(?=[{HAN}（「『《])"
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # json.dumps would make one each time


def count_han(text: str) -> int:
    """How many characters of the text are Han. The first byte in UTF-16 tells of nearly all."""
    if text.isascii():
        return 0
    first = text.encode("utf-16-be", "surrogatepass")[::2]
    if _PARTLY_HAN in first:
        return sum(map(len, re.findall(_HAN_RUN, text)))
    planes = text.encode("utf-32-be", "surrogatepass")[1::4] if _BEYOND in first else b""
    return len(first) - len(first.translate(None, _ALL_HAN)) + sum(map(planes.count, _HAN_PLANES))


def clean(text: str) -> str:
    """NFC, without control characters (tab and newline stay) and lone surrogates."""
    if not text.isprintable() and _UNCLEAN.search(text):
        text = _CONTROL.sub("", text.encode("utf-8", "replace").decode("utf-8"))
    return unicodedata.normalize("NFC", text)


@lru_cache(4096)  # a title stands in a dozen places
def one_line(text: str) -> str:
    """White space folded to single blanks. Where a line was broken between Han characters or full-width punctuation
    none is left; a blank typed there stays, as headlines use it for a pause."""
    plain = _INVISIBLE.sub("", clean(text))
    return " ".join((re.sub(_BREAK, "", plain) if "\n" in plain else plain).split())


def simplified(text: str) -> str:
    """Traditional characters folded to simplified one by one, for comparing and never for showing."""
    return text.translate(folding())


@cache
def folding() -> dict[int, str]:
    """Character table from OpenCC's t2s: code points of the first plane and the single characters that they become.
    Built once a process, only when something must be compared."""
    from opencc import OpenCC  # heavy: loaded on first use

    characters = "".join(map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)]))
    folded = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, folded, strict=True) if a != b and len(b) == 1}


def outline(levels: Iterable[int]) -> list[int]:
    """Heading levels as printed -> levels from 2 on, without jumps: the page's title is the only level 1."""
    settled: list[int] = []
    open_levels: list[int] = []
    for level in levels:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        settled.append(min(len(open_levels) + 1, 6))
    return settled


def compact(value: object) -> str:
    """The value as JSON on one line."""
    return _COMPACT.encode(value)


def cell(text: str) -> str:
    """Text for a cell of a spreadsheet, which must not take it for a formula: an apostrophe goes in front (OWASP)."""
    text = clean(text)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
