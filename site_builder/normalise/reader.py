"""Foreign HTML to blocks: what each element means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from site_builder import taken, tree, urls
from site_builder.model import Cut
from site_builder.normalise.blocks import (
    Block,
    Caption,
    Code,
    Figure,
    Flow,
    Heading,
    Listing,
    Mark,
    Note,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
)
from site_builder.normalise.elements import (
    CODE_LANGUAGE,
    EMBEDS,
    GONE,
    INLINE,
    MARKS,
    PICTURE,
    is_caption,
    is_credit,
    is_hidden,
    marks_of,
)
from site_builder.normalise.emails import hidden_email
from site_builder.normalise.figures import placed
from site_builder.normalise.media import embed, image, post, unscripted
from site_builder.normalise.notes import Notes
from site_builder.normalise.scripts import ruby_text, subscript, superscript
from site_builder.normalise.spans import BLANKS, paragraphs, tidy
from site_builder.normalise.tables import captions, is_layout, own_rows, table


class Style(NamedTuple):
    """What the elements around a text say about it."""

    marks: int = Mark.NONE
    href: str = ""


_UNSTYLED = Style()


@dataclass(slots=True)
class Reader:
    """Reads one document. `cuts` gathers what is left out on the way."""

    base_url: str
    cuts: list[Cut] = field(default_factory=list)
    seen_images: set[str] = field(default_factory=set)
    last_image: str = ""
    notes: Notes = field(default_factory=Notes)
    footnotes: list[Note] = field(default_factory=list)

    def blocks(self, node: tree.Node, style: Style = _UNSTYLED) -> list[Block]:
        """What is inside an element, as blocks."""
        flow = Flow()
        self.walk(node, flow, style)
        self.flush(flow)
        return flow.blocks

    def line(self, node: tree.Node, style: Style = _UNSTYLED) -> tuple[Spans, list[Block]]:
        """What is inside an element, as one line; blocks that cannot be in a line come along."""
        spans: list[Span] = []
        others: list[Block] = []
        for block in self.blocks(node, style):
            if isinstance(block, Paragraph | Heading | Caption):
                spans += [Span("\n", is_break=True)] if spans else []
                spans += block.spans
            else:
                others.append(block)
        return tuple(spans), others

    def walk(self, node: tree.Node, flow: Flow, style: Style) -> None:
        for child in tree.children(node):
            self.visit(child, flow, style)

    def visit(self, node: tree.Node, flow: Flow, style: Style) -> None:
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if flow.line or text.strip(BLANKS):  # blanks before the first word of a line mean nothing
                flow.line.append(Span(text, style.marks, style.href))
        elif tag.startswith(("-", "!")):
            return
        elif self.notes.passages and node.mem_id in self.notes.passages:
            self.footnote(node, style)
        elif tag in GONE:
            self.drop(node, f"element:{tag}")
        elif (attributes := node.attributes) and is_hidden(attributes):
            self.drop(node, "hidden")
        elif tag in _READERS:
            _READERS[tag](self, node, flow, style)
        elif tag in EMBEDS:
            embed(self, node, flow)
        elif tag in MARKS:
            self.walk(node, flow, Style(style.marks | MARKS[tag], style.href))
        elif tag in INLINE:
            self.inline(node, attributes, flow, style)
        else:
            self.container(node, attributes.get("class") or "", flow, style)

    def flush(self, flow: Flow) -> None:
        """Close the open line: it becomes paragraphs and figures."""
        if flow.line:
            for spans in paragraphs(flow.line):
                flow.blocks += placed(spans)
            flow.line = []

    def drop(self, node: tree.Node, rule: str) -> None:
        found = taken.cut(rule, node, self.base_url)
        self.cuts += [found] if found else []

    def inline(self, node: tree.Node, attributes: Mapping[str, str | None], flow: Flow, style: Style) -> None:
        if "data-cfemail" in attributes:
            self.email(node, flow, style)
            return
        css, name = attributes.get("style"), attributes.get("class")
        marks = style.marks | (marks_of(css) if css else Mark.NONE)
        marks |= Mark.CREDIT if name and is_credit(name) else Mark.NONE
        self.walk(node, flow, Style(marks, style.href) if marks != style.marks else style)

    def container(self, node: tree.Node, name: str, flow: Flow, style: Style) -> None:
        """div, p, section ...: a block of its own that means nothing more, unless its class says caption or credit."""
        self.flush(flow)
        if name and is_credit(name):
            self.caption(node, flow, Style(style.marks | Mark.CREDIT, style.href))
        elif name and is_caption(name) and not node.css_first("img"):
            self.caption(node, flow, style)
        else:
            self.walk(node, flow, style)
            self.flush(flow)

    def caption(self, node: tree.Node, flow: Flow, style: Style) -> None:
        self.flush(flow)
        spans, others = self.line(node, style)
        flow.blocks += others
        if spans:
            flow.blocks.append(Caption(spans))

    def heading(self, node: tree.Node, flow: Flow, style: Style) -> None:
        self.flush(flow)
        spans, others = self.line(node, style)
        flow.blocks += others
        spans = tidy(Span(" ", s.marks) if s.is_break else s for s in spans)
        if spans:
            flow.blocks.append(Heading(int((node.tag or "h2")[1]), spans))

    def email(self, node: tree.Node, flow: Flow, style: Style) -> None:
        """A mail address hidden from robots is written out; the page that explains the hiding is no link."""
        flow.line.append(Span(hidden_email(node) or node.text() or "", style.marks, style.href))
        found = taken.cut("email-hidden", node, self.base_url)
        self.cuts += [found] if found else []

    def anchor(self, node: tree.Node, flow: Flow, style: Style) -> None:
        href = tree.attribute(node, "href").strip()
        if node.mem_id in self.notes.marks:
            flow.line.append(Span("", style.marks, note=self.notes.marks[node.mem_id]))
            return
        if node.mem_id in self.notes.backlinks:
            return
        if "data-cfemail" in node.attributes:
            self.email(node, flow, style)
            return
        if href.startswith("mailto:"):
            self.walk(node, flow, Style(style.marks, href))
            return
        target = "" if href.startswith("#") or not href else urls.untracked(urls.absolute(href, self.base_url))
        if PICTURE.search(target) and node.css_first("img"):
            self.cuts.append(Cut("zoom-link", links=(target,)))
            target = ""
        elif not target and href and not href.startswith("#"):
            self.cuts.append(Cut("link-unusable", links=(href,)))
        self.walk(node, flow, Style(style.marks, target or style.href))

    def quote(self, node: tree.Node, flow: Flow, style: Style) -> None:
        if post(self, node, flow, style):
            return
        self.flush(flow)
        inside = self.blocks(node, style)
        if inside:
            flow.blocks.append(Quote(tuple(inside)))

    def listing(self, node: tree.Node, flow: Flow, style: Style) -> None:
        self.flush(flow)
        entries: list[tuple[Block, ...]] = []
        for child in tree.children(node):
            stray = Flow()
            if child.mem_id in self.notes.passages:
                self.footnote(child, style)
            elif child.tag == "li":
                stray.blocks = self.blocks(child, style)
            else:
                self.visit(child, stray, style)
                self.flush(stray)
            if child.tag in {"ul", "ol"} and entries:
                entries[-1] = (*entries[-1], *stray.blocks)
            elif stray.blocks:
                entries.append(tuple(stray.blocks))
        if not entries:
            return
        if all(isinstance(block, Figure | Caption) for entry in entries for block in entry):
            flow.blocks += [block for entry in entries for block in entry]
        else:
            flow.blocks.append(Listing(tuple(entries), _start(node)))

    def definitions(self, node: tree.Node, flow: Flow, style: Style) -> None:
        """<dl>: the term bold, what it means in paragraphs below."""
        self.flush(flow)
        for child in tree.children(node):
            if child.tag == "dt":
                flow.blocks += self.blocks(child, Style(style.marks | Mark.BOLD, style.href))
            elif child.tag == "div":
                self.definitions(child, flow, style)
            else:
                self.visit(child, flow, style)
        self.flush(flow)

    def code(self, node: tree.Node, flow: Flow, _style: Style) -> None:
        self.flush(flow)
        for hidden in node.css("[data-cfemail]"):
            found = taken.cut("email-hidden", hidden, self.base_url)
            self.cuts += [found] if found else []
            hidden.replace_with(hidden_email(hidden) or hidden.text() or "")
        inner = node.css_first("code")
        names = " ".join(tree.attribute(n, "class") for n in (node, inner) if n is not None)
        match = CODE_LANGUAGE.search(names)
        text = (node.text() or "").replace("\r\n", "\n").strip("\n")
        if text.strip():
            flow.blocks.append(Code(text, match[1] if match else ""))

    def rule(self, _node: tree.Node, flow: Flow, _style: Style) -> None:
        self.flush(flow)
        flow.blocks.append(Rule())

    def footnote(self, node: tree.Node, style: Style) -> None:
        """Footnotes stand at the end, whatever they stood in."""
        flow = Flow()
        self.walk(node, flow, style)
        self.flush(flow)
        self.footnotes.append(Note(self.notes.passages[node.mem_id], tuple(flow.blocks)))

    def figure(self, node: tree.Node, flow: Flow, style: Style) -> None:
        self.flush(flow)
        flow.blocks += self.blocks(node, style)

    def table(self, node: tree.Node, flow: Flow, style: Style) -> None:
        self.flush(flow)
        if is_layout(node):
            for cell in (*captions(node), *chain.from_iterable(own_rows(node))):
                flow.blocks += self.blocks(cell, style)
            return
        flow.blocks += table(node, lambda cell: self.line(cell, style), self.cuts)

    def line_break(self, _node: tree.Node, flow: Flow, style: Style) -> None:
        flow.line.append(Span("\n", style.marks, style.href, is_break=True))


Read = Callable[[Reader, tree.Node, Flow, Style], None]
_READERS: dict[str, Read] = {
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), Reader.heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), Reader.listing),
    **dict.fromkeys(("pre", "listing"), Reader.code),
    **dict.fromkeys(("img", "amp-img"), image),
    "a": Reader.anchor,
    "br": Reader.line_break,
    "sup": superscript,
    "sub": subscript,
    "ruby": ruby_text,
    "blockquote": Reader.quote,
    "dl": Reader.definitions,
    "hr": Reader.rule,
    "figure": Reader.figure,
    "figcaption": Reader.caption,
    "table": Reader.table,
    "noscript": unscripted,
}


def _start(node: tree.Node) -> int | None:
    if node.tag != "ol":
        return None
    start = tree.attribute(node, "start")
    return int(start) if start.isdecimal() and len(start) < 9 else 1
