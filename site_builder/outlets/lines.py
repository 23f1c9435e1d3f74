"""A page as the lines a reader sees: paragraphs, list items, captions, and the parts of them between <br>."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from site_builder import languages, tree

_BLOCKS = (
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table ul"
)
_BREAKERS = frozenset(_BLOCKS.split()) | {"br"}
_BLOCK_TAGS = frozenset(_BLOCKS.split()) | {"td", "th", "tr", "tbody", "thead", "caption", "noscript"}
LONGEST_LABEL = 300  # characters of what a rule may know by its words
_SILENT = frozenset(["script", "style", "template", "-comment", "svg", "link", "meta"])
_CAPTION_TAGS = frozenset(["figcaption", "small", "cite"])
_ROOTS = frozenset(["body", "main", "article"])  # never one line as a whole


@dataclass(frozen=True, slots=True)
class Line:
    """`text` with folded white space, the `nodes` it consists of, the block it is in; `plain` is the text in
    simplified characters, place by place, as rules know it; of prose as it is."""

    text: str
    nodes: tuple[tree.Node, ...]
    block: tree.Node
    plain: str

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


def classes(node: tree.Node) -> list[str]:
    return tree.attribute(node, "class").split()


@dataclass(slots=True)
class Lines:
    """Every line of a tree with words or a picture, in document order. What is in a block is gathered once, and again
    only after something was taken out of it."""

    root: tree.Node
    _known: dict[int, list[Line]] = field(default_factory=dict)  # by the tree's own id of the block

    def found(self) -> list[Line]:
        return self._of(self.root)

    def forget(self, nodes: Iterable[tree.Node]) -> None:
        """These nodes are about to go: the blocks around them will read differently."""
        for node in nodes:
            for up in tree.ancestors(node):
                self._known.pop(up.mem_id, None)

    def _of(self, block: tree.Node) -> list[Line]:
        known = self._known.get(block.mem_id)
        if known is None:
            known = self._known[block.mem_id] = self._gathered(block)
        return known

    def _gathered(self, block: tree.Node) -> list[Line]:
        found: list[Line] = []
        row = _Row(block)
        is_whole = is_first = True  # nothing but one row so far; nothing that ends one
        for child in tree.children(block):
            tag = child.tag or ""
            if tag == "-text":
                row.nodes.append(child)
                row.texts.append(child.text_content or "")
            elif tag in _SILENT:
                continue
            elif tag in _BLOCK_TAGS or (tag != "br" and _is_broken(child)):
                row.close(found, is_part=True)
                found += self._of(child)
                is_whole = is_first = False
            elif tag == "br":
                has_line = row.close(found, is_part=True)
                is_whole = is_whole and is_first and not has_line
                is_first = False
            else:
                row.nodes.append(child)
                row.texts.append(child.text() or "")
                row.has_elements = True
        row.close(found, is_part=not is_whole)
        return found


def lines(root: tree.Node) -> list[Line]:
    """The lines of a tree that stays as it is."""
    return Lines(root).found()


def _is_broken(node: tree.Node) -> bool:
    """Whether an inline element holds blocks or line breaks. (A selector of so many names costs ten times as much.)"""
    return any(inner.tag in _BREAKERS for inner in node.traverse())


@dataclass(slots=True)
class _Row:
    """Texts and inline elements that follow each other in a block, with the words of each."""

    block: tree.Node
    nodes: list[tree.Node] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    has_elements: bool = False

    def close(self, found: list[Line], is_part: bool) -> bool:
        """Adds the row as a line if it says or shows anything, and begins another; whether it did."""
        if not self.nodes:
            return False
        text = " ".join("".join(self.texts).split())
        if text or (self.has_elements and any(_with_inner(node, "img") for node in self.nodes)):
            nodes = tuple(self.nodes) if is_part or self.block.tag in _ROOTS else (self.block,)
            plain = text if len(text) > LONGEST_LABEL else languages.plain(text)
            found.append(Line(text, nodes, self.block, plain))
            has_line = True
        else:
            has_line = False
        self.nodes, self.texts, self.has_elements = [], [], False
        return has_line


def _with_inner(node: tree.Node, css: str) -> list[tree.Node]:
    return [] if node.tag == "-text" else node.css(css)
