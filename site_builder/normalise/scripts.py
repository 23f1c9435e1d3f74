"""Raised and lowered characters and ruby, for which Markdown has no sign."""

from __future__ import annotations

from site_builder import tree

_PLAIN = "0123456789+-=()"
_RAISED = str.maketrans(_PLAIN + "ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def raised(word: str) -> str:
    """`2` -> `²`; "" where a character has no raised form."""
    return word.translate(_RAISED) if word and set(word) <= set(_PLAIN + "ni") else ""


def lowered(word: str) -> str:
    """`2` -> `₂`; "" where a character has no lowered form."""
    return word.translate(_LOWERED) if word and set(word) <= set(_PLAIN) else ""


def ruby(node: tree.Node) -> str:
    """Each reading in full-width brackets behind its base: 漢（かん）字（じ）."""
    parts: list[str] = []
    for child in tree.children(node):
        if child.tag == "rp":
            continue
        words = (child.text_content if child.tag == "-text" else child.text()) or ""
        words = "".join(words.split()) if words.strip() else ""
        parts.append(f"（{words}）" if child.tag in {"rt", "rtc"} and words else words)
    return "".join(parts)
