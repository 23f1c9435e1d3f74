"""Where in a saved page the article stands. What lies outside is listed, not forgotten.

Marked-up bodies (`itemprop`, one <article>) are believed. Elsewhere readability-lxml says what the article's words
are, and the smallest element that holds nearly all of them is taken from our own tree: its captions, links and
tables, which the extractor would drop, stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder import taken, tree
from site_builder.model import Cut
from site_builder.text import one_line

RULE = "outside-the-article"
_MARKED = (
    '[itemprop="articleBody"]',
    "article",
    "main",
    '[role="main"]',
    "#js_content",
    ".post-content",
    ".entry-content",
)
_OUTSIDE = ("script", "style", "template", "noscript", "nav", "header", "footer", "aside", "form", "svg", "iframe")
_SILENT = ("script", "style", "template")
_SHARE = 0.9  # of the extractor's words, to be in the element chosen
_MORE = 1.25  # times the text
_LEAST = 80  # characters; with fewer an <article> is a teaser


def locate(root: tree.Node, html: str, base_url: str) -> tuple[str, tuple[Cut, ...]]:
    """The article's HTML, and what the page says and shows outside of it."""
    body = root.css_first("body") or root
    chosen = _marked(body) or _extracted(body, html) or body
    if chosen.mem_id == body.mem_id:
        return tree.inner(body), ()
    article = chosen.html or ""
    return article, tuple(_outside(body, chosen, base_url))


def _marked(body: tree.Node) -> tree.Node | None:
    """The element the page itself marks as its text; of several the fullest, if it is more than the others together."""
    for selector in _MARKED:
        found = sorted(body.css(selector), key=_fullness, reverse=True)
        if found and _fullness(found[0]) >= _LEAST and _fullness(found[0]) >= sum(map(_fullness, found[1:])):
            return found[0]
    return None


def _fullness(node: tree.Node) -> int:
    """Characters in its paragraphs; menus have none."""
    return sum(len(one_line(paragraph.text() or "")) for paragraph in node.css("p"))


def _extracted(body: tree.Node, html: str) -> tree.Node | None:
    words = _article_words(html)
    if len(words) < _LEAST:
        return None
    chosen, wanted = None, _SHARE * len(words)
    node: tree.Node | None = body
    while node is not None:
        chosen = node
        children = [child for child in node.iter() if child.tag not in _OUTSIDE]
        node = next((child for child in children if _overlap(child, words) >= wanted), None)
    return _with_surroundings(chosen, body) if chosen else None


def _with_surroundings(chosen: tree.Node, body: tree.Node) -> tree.Node:
    """The widest element around that adds little: byline, date and notes stand beside the text the extractor sees."""
    limit = _length(chosen) * _MORE + _LEAST
    while (parent := chosen.parent) is not None and parent.mem_id != body.mem_id and _length(parent) <= limit:
        chosen = parent
    return chosen


def _length(node: tree.Node) -> int:
    return len(_dense(node.text() or ""))


def _overlap(node: tree.Node, words: str) -> int:
    """How many characters of the extractor's text stand in this element, by its text nodes."""
    texts = (one_line(n.text() or "") for n in node.traverse(include_text=True) if n.tag == "-text")
    return sum(len(_dense(text)) for text in texts if text and _dense(text) in words)


def _dense(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _article_words(html: str) -> str:
    """The words that readability-lxml takes for the article, without white space; "" where it finds none."""
    from lxml.etree import LxmlError
    from readability.readability import Document, Unparseable, log  # heavy: for unmarked pages only

    log.disabled = True  # what it would print is said by the cuts
    try:
        summary = Document(tree.bounded(html)).summary(html_partial=True)
    except (Unparseable, LxmlError, ValueError, RecursionError):
        return ""
    return _dense(tree.parse(summary).text() or "")


def _outside(body: tree.Node, chosen: tree.Node, base_url: str) -> Iterator[Cut]:
    """Texts of the page that stand neither in the chosen element nor in scripts; then its links and pictures there."""
    inside = {node.mem_id for node in chosen.traverse(include_text=True)}
    outside = [n for n in body.traverse(include_text=True) if n.mem_id not in inside]
    said = (one_line(n.text() or "") for n in outside if n.tag == "-text" and n.parent and n.parent.tag not in _SILENT)
    yield from (Cut(RULE, text) for text in said if text)
    links = taken.addresses(outside, base_url)
    images = tuple(dict.fromkeys(filter(None, (taken.shown(node, base_url) for node in outside))))
    if links or images:
        yield Cut(RULE, links=links, images=images)
