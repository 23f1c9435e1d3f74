"""How much text one article may have. Converting, comparing and indexing cost a few seconds for each million bytes:
without a bound one hostile file could hold up every build."""

from __future__ import annotations

import re

from site_builder.model import Extract

MAX_TEXT = 3_000_000  # bytes of one page without the pictures inside it; a book has one million
_PICTURE = re.compile(rb"data:[\w.+/-]{1,80}(?:;[\w=-]{1,40}){0,4},[\w%+/=.~!*'()-]{100,}", re.ASCII)
# Files that hold many articles, or parts that are no text: their articles are looked at one by one.
_PARTED = (b"[", b"{", b"PK\x03\x04", b"\x1f\x8b", b"<?xml", b"<rss", b"<feed", b"WARC/")
_MAIL = re.compile(rb"(?:From|MIME-Version|Content-Type|Snapshot-Content-Location|Subject|Date)[ \t]*:", re.I)


def excess(data: bytes) -> str:
    """What is wrong with a file that is one page longer than any article, "" if it is not."""
    if len(data) <= MAX_TEXT:
        return ""
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.lower().startswith(tuple(mark.lower() for mark in _PARTED)) or _MAIL.match(start):
        return ""
    return _said(len(_PICTURE.sub(b"", data)))


def excess_of(extract: Extract) -> str:
    """The same for one article of a file."""
    text = extract.html or extract.markdown
    if len(text) <= MAX_TEXT // 4:
        return ""
    return _said(len(_PICTURE.sub(b"", text.encode("utf-8", "replace"))))


def _said(size: int) -> str:
    return f"one article has {size / 1e6:.1f} MB of text, the limit is {MAX_TEXT / 1e6:.0f}" if size > MAX_TEXT else ""
