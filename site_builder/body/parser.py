"""markdown-it-py, set up for news text: no raw HTML, tables, strikethrough, emphasis that works in Chinese.

Indented code is off, since in clips four blanks are an indent and never code; fences are on. Links and
pictures lead to http(s), mailto (links only) or relative addresses; anything else stays text.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from site_builder.body.footnotes import footnote_block, footnote_mark
from site_builder.cjk import delimits

_SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.\-]*):", re.I)
_SAFE_SCHEMES = frozenset(["http", "https", "mailto"])
_CLEAN_URL = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]*)*")
_MAX_NESTING = 60  # markdown-it drops what is nested deeper, so that nobody can exhaust the stack


class Parser(MarkdownIt):
    """The same parser with our idea of an address."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  (their name)
        """Percent-encode what no address may hold; encoding that is there stays."""
        return (
            url if _CLEAN_URL.fullmatch(url) else quote(url.strip(), safe="-._~:/?#[]@!$&'()*+,;=%", errors="replace")
        )

    def validateLink(self, url: str) -> bool:  # noqa: N802  (their name)
        """Whether an address may become a link."""
        scheme = _SCHEME.match(url)
        return scheme is None or scheme[1].lower() in _SAFE_SCHEMES


@cache
def parser(has_links: bool = True) -> Parser:
    """One parser a process; it keeps no state between texts. Without links and pictures brackets are text."""
    made = Parser("commonmark", {"html": False, "maxNesting": _MAX_NESTING})
    made.enable(["table", "strikethrough"])
    made.disable(["code", "html_block", "html_inline"])
    if not has_links:
        made.disable(["link", "image"])
    made.inline.ruler.at("emphasis", emphasis)
    made.inline.ruler.at("strikethrough", strikethrough)
    made.inline.ruler.before("link", "footnote_mark", footnote_mark)
    made.block.ruler.before("reference", "footnote", footnote_block, {"alt": ["paragraph", "reference"]})
    return made


def emphasis(state: StateInline, silent: bool) -> bool:
    """A run of `*` or `_` becomes delimiters, by the CJK-friendly flanking rules."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    length, can_open, can_close = _scan(state, marker)
    for _ in range(length):
        _push(state, marker, length, can_open, can_close)
    state.pos += length
    return True


def strikethrough(state: StateInline, silent: bool) -> bool:
    """A run of two or more `~` becomes pairs; an odd one out is text."""
    if silent or state.src[state.pos] != "~":
        return False
    length, can_open, can_close = _scan(state, "~")
    if length < 2:
        return False
    if length % 2:
        state.push("text", "", 0).content = "~"
    for _ in range(length // 2):
        _push(state, "~~", 0, can_open, can_close)
    state.pos += length
    return True


def _scan(state: StateInline, marker: str) -> tuple[int, bool, bool]:
    """Length of the run at the cursor, whether it can open, whether it can close."""
    start = end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[start - 1] if start else ""
    after = state.src[end] if end < state.posMax else ""
    return end - start, *delimits(marker, before, after)


def _push(state: StateInline, content: str, length: int, can_open: bool, can_close: bool) -> None:
    state.push("text", "", 0).content = content
    mark = Delimiter(ord(content[0]), length, len(state.tokens) - 1, -1, can_open, can_close)
    state.delimiters.append(mark)
