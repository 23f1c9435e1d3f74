"""Footnotes in foreign HTML: a mark that links to a passage further down, which links back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from site_builder import tree

_MARK = re.compile(r"[\[(（〔【]?\s*([\w*†‡§]{1,4})\s*[\])）〕】]?")
_BLOCKS = frozenset(["li", "p", "div", "dd", "aside", "section", "td"])
_CONTAINERS = frozenset(["body", "article", "main"])


@dataclass(frozen=True, slots=True)
class Notes:
    """By the tree's own ids: anchors that are marks and passages that are footnotes, each with the label; anchors that
    only lead back."""

    marks: dict[int, str] = field(default_factory=dict)
    passages: dict[int, str] = field(default_factory=dict)
    backlinks: frozenset[int] = frozenset()


def found(body: tree.Node) -> Notes:
    """The footnotes of a document; none where marks and passages do not agree."""
    anchors = [a for a in body.css('a[href*="#"]') if _fragment(a)]
    if not any(_MARK.fullmatch((a.text() or "").strip()) for a in anchors):
        return Notes()
    places = {node.mem_id: place for place, node in enumerate(body.traverse())}
    targets = {name: node for node in body.css("[id], [name]") for name in _names(node)}
    marks: dict[int, str] = {}
    passages: dict[int, str] = {}
    for anchor in anchors:
        label = _MARK.fullmatch((anchor.text() or "").strip())
        target = targets.get(_fragment(anchor))
        passage = _passage(target) if target is not None else None
        if label is None or passage is None or places[passage.mem_id] < places[anchor.mem_id]:
            continue
        known = passages.get(passage.mem_id)
        name = known or _unused(label[1], passages)
        marks[anchor.mem_id] = passages[passage.mem_id] = name
    back = {a.mem_id for a in anchors if a.mem_id not in marks and _leads_back(a, targets, passages, places)}
    return Notes(marks, passages, frozenset(back))


def _fragment(anchor: tree.Node) -> str:
    return unquote(tree.attribute(anchor, "href").partition("#")[2])


def _names(node: tree.Node) -> list[str]:
    return [name for name in (tree.attribute(node, "id"), tree.attribute(node, "name")) if name]


def _passage(target: tree.Node) -> tree.Node | None:
    """The block that a footnote's anchor stands in, unless that is the whole text."""
    for node in (target, *tree.ancestors(target)):
        if node.tag in _CONTAINERS:
            return None
        if node.tag in _BLOCKS:
            return node if len(node.text() or "") < 3000 else None
    return None


def _unused(label: str, passages: dict[int, str]) -> str:
    name, number = label, 2
    while name in passages.values():
        name, number = f"{label}-{number}", number + 1
    return name


def _leads_back(
    anchor: tree.Node, targets: dict[str, tree.Node], passages: dict[int, str], places: dict[int, int]
) -> bool:
    """A link out of a footnote to somewhere before it on the page, an arrow or a number and no words."""
    if sum(character.isalnum() for character in anchor.text() or "") > 4:
        return False
    target = targets.get(_fragment(anchor))
    if target is None or places[target.mem_id] > places[anchor.mem_id]:
        return False
    return any(up.mem_id in passages for up in tree.ancestors(anchor))
