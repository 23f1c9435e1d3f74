"""A page as the lines a reader sees: paragraphs, list items, captions, and the parts of them between <br>."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from site_builder import languages, tree

_BLOCKS = (
    "address, article, aside, blockquote, center, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, "
    "form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, table, ul"
)
_BREAKERS = f"{_BLOCKS}, br"
_BLOCK_TAGS = frozenset(_BLOCKS.split(", ")) | {"td", "th", "tr", "tbody", "thead", "caption", "noscript"}
LONGEST_LABEL = 300  # characters of what a rule may know by its words
_SILENT = frozenset(["script", "style", "template", "-comment", "svg", "link", "meta"])
_CAPTION_TAGS = frozenset(["figcaption", "small", "cite"])


@dataclass(frozen=True, slots=True)
class Line:
    """`text` with folded white space, the `nodes` it consists of, the block it is in."""

    text: str
    nodes: tuple[tree.Node, ...]
    block: tree.Node

    @property
    def plain(self) -> str:
        """The text in simplified characters, place by place, as rules know it; of prose as it is."""
        return self.text if self.text.isascii() or len(self.text) > LONGEST_LABEL else _plain(self.text)

    @property
    def is_bold(self) -> bool:
        """All words are in <strong> or <b>."""
        bold = tree.outermost(b for node in self.nodes for b in _with_inner(node, "strong, b, h1, h2, h3, h4, h5, h6"))
        words = "".join(b.text() or "" for b in bold)
        return bool(self.text) and "".join(words.split()) == "".join(self.text.split())

    @property
    def picture(self) -> tree.Node | None:
        return next((img for node in self.nodes for img in _with_inner(node, "img")), None)

    @property
    def is_caption(self) -> bool:
        """Set as small print, figcaption or by a class that says caption or credit."""
        around = (self.block, *islice(tree.ancestors(self.block), 2))
        if any(up.tag in _CAPTION_TAGS or any("caption" in c or "cred" in c for c in classes(up)) for up in around):
            return True
        whole = len(self.nodes) == 1 and self.nodes[0].mem_id == self.block.mem_id
        nodes = list(tree.children(self.block)) if whole else list(self.nodes)
        worded = [n for n in nodes if ((n.text_content if n.tag == "-text" else n.text()) or "").strip()]
        return bool(worded) and all(node.tag in _CAPTION_TAGS for node in worded)

    @property
    def anchors(self) -> list[tree.Node]:
        return [a for node in self.nodes for a in _with_inner(node, "a[href]")]


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return languages.plain(text)


def classes(node: tree.Node) -> list[str]:
    return tree.attribute(node, "class").split()


def lines(root: tree.Node) -> list[Line]:
    """Every line with words or a picture, in document order."""
    found: list[Line] = []
    _gather(root, found)
    return found


def _gather(block: tree.Node, found: list[Line]) -> None:
    groups: list[list[tree.Node]] = [[]]
    is_whole = True
    for child in tree.children(block):
        tag = child.tag or ""
        if tag in _SILENT:
            continue
        if tag in _BLOCK_TAGS or (tag not in {"-text", "br"} and child.css_first(_BREAKERS) is not None):
            _close(groups[-1], block, found, is_part=True)
            groups.append([])
            is_whole = False
            _gather(child, found)
        elif tag == "br":
            is_whole = is_whole and len(groups) == 1 and not any(_worded(node) for node in groups[-1])
            _close(groups[-1], block, found, is_part=True)
            groups.append([])
        else:
            groups[-1].append(child)
    _close(groups[-1], block, found, is_part=not is_whole)


def _close(group: list[tree.Node], block: tree.Node, found: list[Line], is_part: bool) -> None:
    if any(map(_worded, group)):
        text = " ".join("".join((n.text_content if n.tag == "-text" else n.text()) or "" for n in group).split())
        nodes = tuple(group) if is_part or block.tag in {"body", "main", "article"} else (block,)
        found.append(Line(text, nodes, block))


def _worded(node: tree.Node) -> bool:
    if node.tag == "-text":
        return bool((node.text_content or "").strip())
    return bool((node.text() or "").strip()) or node.tag == "img" or node.css_first("img") is not None


def _with_inner(node: tree.Node, css: str) -> list[tree.Node]:
    return [] if node.tag == "-text" else node.css(css)
