"""How much text one article may have. Converting, comparing and indexing cost seconds and hundreds of bytes of memory
for each byte at worst: without a bound one hostile file could hold up every build."""

from __future__ import annotations

import re

from site_builder.model import Extract

MAX_HTML = 3_000_000  # bytes of one page without scripts, styles and the pictures inside it
MAX_MARKDOWN = 1_000_000  # bytes of one article; a book of three hundred thousand Chinese characters
_PICTURE = re.compile(rb"data:[\w.+/-]{1,80}(?:;[\w=-]{1,40}){0,4},[\w%+/=.~!*'()-]{100,}", re.ASCII)
_SCRIPT = re.compile(rb"<(script|style)[ >]")
# Files that hold many articles, or parts that are no text: their articles are looked at one by one.
_PARTED = (b"[", b"{", b"pk\x03\x04", b"\x1f\x8b", b"<?xml", b"<rss", b"<feed", b"warc/", b"title", b"url")
_MAIL = re.compile(rb"(?:From|MIME-Version|Content-Type|Snapshot-Content-Location|Subject|Date)[ \t]*:", re.I)


def excess(data: bytes) -> str:
    """What is wrong with a file that is one page longer than any article, "" if it is not."""
    if len(data) <= MAX_HTML:
        return ""
    start = data[:200].lstrip(b'\xef\xbb\xbf "\t\r\n').lower()
    if start.startswith(_PARTED) or _MAIL.match(start):
        return ""
    return _said(data, MAX_HTML)


def excess_of(extract: Extract) -> str:
    """The same for one article of a file."""
    return _said(extract.html, MAX_HTML) or excess_of_markdown(extract.markdown)


def excess_of_markdown(text: str) -> str:
    """The same for an article's text in the end."""
    return _said(text, MAX_MARKDOWN)


def _said(text: str | bytes, limit: int) -> str:
    if len(text) <= limit // 4:  # four bytes a character at most
        return ""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    size = len(data) if len(data) <= limit else _size(_PICTURE.sub(b"", data).lower())
    return f"one article has {size / 1e6:.1f} MB of text, the limit is {limit / 1e6:.0f}" if size > limit else ""


def _size(html: bytes) -> int:
    """Bytes outside of scripts and styles; one that has no end counts."""
    size, place = len(html), 0
    while opening := _SCRIPT.search(html, place):
        place = html.find(b"</" + opening[1], opening.end())
        if place < 0:
            break
        size -= place - opening.end()
    return size
