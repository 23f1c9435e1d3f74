"""Raised and lowered characters and ruby, for which Markdown has no sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder import tree
from site_builder.normalise.blocks import Flow, Span

if TYPE_CHECKING:
    from site_builder.normalise.reader import Reader, Style

_PLAIN = "0123456789+-=()"
_RAISED = str.maketrans(_PLAIN + "ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def superscript(reader: Reader, node: tree.Node, flow: Flow, style: Style) -> None:
    word = (node.text() or "").strip()
    if _raised(word) and not node.css_first("a"):
        flow.line.append(Span(_raised(word), style.marks, style.href))
    else:
        reader.walk(node, flow, style)


def subscript(reader: Reader, node: tree.Node, flow: Flow, style: Style) -> None:
    word = (node.text() or "").strip()
    if _lowered(word):
        flow.line.append(Span(_lowered(word), style.marks, style.href))
    else:
        reader.walk(node, flow, style)


def ruby_text(_reader: Reader, node: tree.Node, flow: Flow, style: Style) -> None:
    flow.line.append(Span(_readings(node), style.marks, style.href))


def _raised(word: str) -> str:
    """`2` -> `²`; "" where a character has no raised form."""
    return word.translate(_RAISED) if word and set(word) <= set(_PLAIN + "ni") else ""


def _lowered(word: str) -> str:
    """`2` -> `₂`; "" where a character has no lowered form."""
    return word.translate(_LOWERED) if word and set(word) <= set(_PLAIN) else ""


def _readings(node: tree.Node) -> str:
    """Each reading in full-width brackets behind its base: 漢（かん）字（じ）."""
    parts: list[str] = []
    for child in tree.children(node):
        if child.tag == "rp":
            continue
        words = (child.text_content if child.tag == "-text" else child.text()) or ""
        words = "".join(words.split()) if words.strip() else ""
        parts.append(f"（{words}）" if child.tag in {"rt", "rtc"} and words else words)
    return "".join(parts)
