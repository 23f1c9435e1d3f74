"""What a rule takes out of a page, as a cut of the loss report."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder import pictures, tree, urls
from site_builder.model import Cut

_UNSEEN = frozenset(["script", "style", "template"])
_SILENT = _UNSEEN | {"-comment"}
_LEADING = frozenset(["a", "iframe"])


def cut(rule: str, node: tree.Node, base_url: str) -> Cut | None:
    """What a reader would miss of a node: its words, its links, its pictures and frames; None if nothing."""
    if node.tag in _SILENT:
        return None
    around = [up for up in tree.ancestors(node) if up.tag == "a"]  # what it leads to goes with its words
    if node.tag == "-text":
        words = " ".join((node.text_content or "").split())
        return Cut(rule, words, addresses(around, base_url)) if words else None
    inside = [(inner, inner.tag) for inner in node.traverse()]  # one pass, as most nodes are small
    words = " ".join(_text(node, is_clear=not any(tag in _UNSEEN for _, tag in inside)).split())
    links = addresses([*around, *(inner for inner, tag in inside if tag in _LEADING)], base_url)
    images = tuple(dict.fromkeys(filter(None, (shown(inner, base_url) for inner, tag in inside if tag == "img"))))
    return Cut(rule, words, links, images) if words or links or images else None


def together(rule: str, cuts: Iterable[Cut | None]) -> list[Cut]:
    """Several cuts as one, their words parted by commas; none where nothing was taken."""
    found = [one for one in cuts if one]
    if not found:
        return []
    links = tuple(dict.fromkeys(link for one in found for link in one.links))
    images = tuple(dict.fromkeys(image for one in found for image in one.images))
    return [Cut(rule, ", ".join(one.text for one in found if one.text), links, images)]


def addresses(nodes: Iterable[tree.Node], base_url: str) -> tuple[str, ...]:
    """Where links and frames lead, each once; what leads elsewhere on the same page does not count."""
    found = [_target(node) for node in nodes]
    return tuple(dict.fromkeys(urls.absolute(at, base_url) or at for at in found if at and not at.startswith("#")))


def shown(node: tree.Node, base_url: str) -> str:
    """The address of a picture, as far as it has one; "" of anything else."""
    if node.tag != "img":
        return ""
    found = pictures.of(node, base_url)
    return found.src if found else tree.attribute(node, "src")[:80]


def _text(node: tree.Node, is_clear: bool) -> str:
    """The words of a node, without those of scripts in it; `is_clear` where there are none."""
    if is_clear:
        return node.text(separator=" ") or ""
    texts = (inner for inner in node.traverse(include_text=True) if inner.tag == "-text")
    return " ".join(n.text_content or "" for n in texts if not any(up.tag in _SILENT for up in tree.ancestors(n)))


def _target(node: tree.Node) -> str:
    name = {"a": "href", "iframe": "src"}.get(node.tag or "", "")
    return tree.attribute(node, name).strip() if name else ""
