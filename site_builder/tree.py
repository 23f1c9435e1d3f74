"""Foreign HTML as a tree: mended, bounded, parsed. Sole owner of selectolax (lexbor).

`parse` never raises and never takes more than linear time: glued tags are parted, nesting is capped
before the parser sees it (lexbor needs 12 s for 100,000 nested <div>, milliseconds for 80).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = LexborNode

MAX_DEPTH = 80  # open elements at a time; what is deeper loses its tags and keeps its text
_MAX_FORMATS = 12  # open <b>, <i>, <font> ... that HTML reopens in every later block
_MAX_REOPENED = 100_000

_TAGS = (
    "address|article|aside|audio|blockquote|button|caption|cite|code|div|dd|dl|dt|em|figcaption|figure|font|footer|"
    "form|h1|h2|h3|h4|h5|h6|header|iframe|img|input|label|li|main|nav|ol|picture|pre|section|small|source|span|"
    "strong|sub|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|ul|video|a|b|i|p|s|u"
)
_GLUED = re.compile(rf"<({_TAGS})(?=(?:data|aria|v)-[\w-]+[\s=>\"/]|(?:class|id|style|href|src|role|title|alt)=)", re.I)
_NEARLY_GLUED = re.compile(r"<\w++[-=]")  # what every glued tag begins with, and few others
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>?|<!--.*?-->", re.S)
_NAME = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)")
_ANY_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)(?:\"[^\"]*\"|'[^']*'|[^>])*+>?")
_WHOLE_TAG = re.compile(r"<[a-zA-Z](?:[^>\"']++|\"[^\"]*\"|'[^']*'|[\"'])*+>?")  # as long as _ANY_TAG, found faster
_ATTRIBUTE = re.compile(r"[\s/\"'][^\s/\"'>=]")
_LONG_TAG = 2_000  # characters
_MAX_ATTRIBUTES = 200
_FORMATS = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
_VOID = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
_CLOSED_BY_NEXT = ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup", "caption"]
_UNCOUNTED = frozenset([*_VOID, *_CLOSED_BY_NEXT, "html", "head", "body"])
_TABLE = 8  # a table counts for more: each level of them is four of the tree
_STEPS = {  # what a tag adds to the depth and to the open formats; one that is not here opens or closes one level
    f"{slash}{name}": (sign * depth, sign * formats)
    for slash, sign in (("", 1), ("/", -1))
    for names, depth, formats in (
        (_TAGS.split("|"), 1, 0),
        (_UNCOUNTED, 0, 0),
        (_FORMATS, 0, 1),
        (["table"], _TABLE, 0),
    )
    for name in names
}
_LEVEL = frozenset(tag for tag, step in _STEPS.items() if not any(step))  # most tags of a page, told at one look


def parse(html: str) -> Node:
    """The <body> of an HTML fragment or page, whatever the input."""
    body = LexborHTMLParser("<body>" + bounded(mended(html))).body  # the tag keeps what comes first out of <head>
    assert body is not None  # lexbor makes one for any input
    return body


def page(html: str) -> Node:
    """The <html> of a foreign page, head and body, mended and bounded as `parse` does."""
    root = LexborHTMLParser(bounded(mended(html)) or "<html></html>").root
    assert root is not None  # lexbor makes an <html> out of anything
    return root


def document(html: str) -> Node:
    """The <html> of a whole page of our own making: not mended, not bounded, head and body as they are."""
    root = LexborHTMLParser(html).root
    assert root is not None  # lexbor makes an <html> out of anything
    return root


def mended(html: str) -> str:
    """Glued tags parted: `<divdata-x>` -> `<div data-x>`, `<asideclass="">` -> `<aside class="">`."""
    return _GLUED.sub(r"<\1 ", html) if _NEARLY_GLUED.search(html) else html


def bounded(html: str) -> str:
    """The same HTML, without the tags that would nest deeper than MAX_DEPTH and without attributes by the hundred."""
    if len(html) > _LONG_TAG and max(map(len, _WHOLE_TAG.findall(html)), default=0) > _LONG_TAG:
        html = _ANY_TAG.sub(_sparse, html)
    return _Scan().limited(html) if _is_deep(html) else html


def _sparse(tag: re.Match[str]) -> str:
    """A tag without attributes if it has too many: lexbor compares each with all before it."""
    is_dense = len(tag[0]) > _LONG_TAG and len(_ATTRIBUTE.findall(tag[0])) > _MAX_ATTRIBUTES
    return f"<{tag[1]}>" if is_dense else tag[0]


def _is_deep(html: str) -> bool:
    depth = formats = reopened = 0
    for tag in _NAME.findall(html):
        if tag in _LEVEL:
            reopened += formats
            continue
        down, marked = _STEPS.get(tag) or _STEPS.get(tag.lower()) or (-1 if tag[0] == "/" else 1, 0)
        if marked:
            formats += marked if marked > 0 or formats else 0
            if formats > _MAX_FORMATS:
                return True
        elif down:
            depth = depth + down if depth + down > 0 else 0
            if depth > MAX_DEPTH:
                return True
        else:
            reopened += formats
    return reopened > _MAX_REOPENED


def _weight(name: str) -> int:
    return _TABLE if name == "table" else 1


class _Scan:
    """One pass over the tags of a deep document."""

    def __init__(self) -> None:
        self.open: dict[str, int] = {}
        self.depth = 0
        self.formats = 0
        self.reopened = 0

    def limited(self, html: str) -> str:
        return _TAG.sub(self._tag, html)

    def _tag(self, match: re.Match[str]) -> str:
        closing, name = match[1], (match[2] or "").lower()
        if not name or name in _UNCOUNTED:
            self.reopened += self.formats
            return match[0]
        return self._close(match[0], name) if closing else self._open(match[0], name)

    def _open(self, tag: str, name: str) -> str:
        is_format = name in _FORMATS
        if is_format and (self.formats >= _MAX_FORMATS or self.reopened > _MAX_REOPENED):
            return ""
        if not is_format and self.depth >= MAX_DEPTH:
            return ""
        self.open[name] = self.open.get(name, 0) + 1
        self.formats += is_format
        self.depth += 0 if is_format else _weight(name)
        return tag

    def _close(self, tag: str, name: str) -> str:
        if not self.open.get(name):
            return "" if name not in _FORMATS else tag
        self.open[name] -= 1
        self.formats -= name in _FORMATS
        self.depth -= 0 if name in _FORMATS else _weight(name)
        return tag


def children(node: Node) -> Iterator[Node]:
    """Child elements and text nodes, in order."""
    return node.iter(include_text=True)


def attribute(node: Node, name: str) -> str:
    """The value of an attribute, "" where it is missing or empty."""
    return node.attributes.get(name) or ""


def inner(node: Node) -> str:
    """What is inside an element, as HTML."""
    return node.inner_html or ""


def ancestors(node: Node) -> Iterator[Node]:
    """Parent, grandparent and so on."""
    up = node.parent
    while up is not None:
        yield up
        up = up.parent


def outermost(nodes: Iterable[Node]) -> list[Node]:
    """Each node once, without those that lie in another one of them."""
    chosen = {node.mem_id: node for node in nodes}
    return [node for node in chosen.values() if not any(up.mem_id in chosen for up in ancestors(node))]
