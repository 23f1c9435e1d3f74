"""Which picture an <img> means: the largest of a srcset, the real one of a lazy image, none for a counting pixel."""

from __future__ import annotations

import re

from site_builder import tree, urls
from site_builder.model import Image
from site_builder.text import one_line

_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-orig-file", "data-full-url", "src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)")
_PENDING = re.compile(r"[?&]is-pending-load=1(?=&|$)")
_DIGITS = re.compile(r"^\s*(\d{1,5})(?:px)?\s*$")
_TINY_CLASS = re.compile(r"\b(emoji|wp-smiley|icon|smiley|avatar)\b", re.I)
_CREDIT = re.compile(
    r"\s*(?:©|(?:图片来源|圖片來源|图像来源|圖像來源|图片版权|图源|圖源|摄影|攝影|图片|圖片|来源|"
    r"photo(?:graph)?(?: by| credit)?|image(?: credit)?|credit|getty images)\s*[:：/／])",
    re.I,
)
_PIXEL_URL = re.compile(
    r"(\bpixel\b|/p\.gif|feedburner\.com/~|feeds\.wordpress\.com|stats\.wordpress\.com|b\.scorecardresearch|"
    r"doubleclick\.net|google-analytics\.com|/blank\.gif|/spacer\.gif)"
)


def of(node: tree.Node, base_url: str) -> Image | None:
    """The picture, its address absolute and unwrapped from proxies; None if there is nothing to show."""
    attributes = {name: value or "" for name, value in node.attributes.items()}
    src = address(attributes, base_url)
    if not src:
        return None
    return Image(
        src=src,
        alt=one_line(attributes.get("alt", "")),
        width=_pixels(attributes.get("width", "")),
        height=_pixels(attributes.get("height", "")),
    )


def address(attributes: dict[str, str], base_url: str) -> str:
    """The best address among src, its lazy forms and the sets of sizes, "" if none can be loaded."""
    largest = max((_largest(attributes[name]) for name in _SETS if attributes.get(name)), default=(0.0, ""))
    found = largest[1] if largest[0] > 1 else ""
    named = [attributes[name] for name in _SOURCES if attributes.get(name)]
    for value in ([found] if found else []) + named + [largest[1]]:
        absolute = urls.absolute(value, base_url) if value and not value.startswith("data:") else ""
        if absolute:
            return _PENDING.sub("", absolute)
    return ""


def is_pixel(node: tree.Node) -> bool:
    """A picture that only counts readers."""
    sizes = [_pixels(tree.attribute(node, name)) for name in ("width", "height")]
    if any(size is not None and size <= 2 for size in sizes):
        return True
    return bool(_PIXEL_URL.search(tree.attribute(node, "src")))


def is_tiny(node: tree.Node) -> bool:
    """An emoji or icon that stands for its alternative text."""
    sizes = [_pixels(tree.attribute(node, name)) for name in ("width", "height")]
    return any(size is not None and size <= 32 for size in sizes) or bool(
        _TINY_CLASS.search(tree.attribute(node, "class"))
    )


def _largest(srcset: str) -> tuple[float, str]:
    best = (0.0, "")
    for match in _CANDIDATE.finditer(srcset):
        size = float(match[2] or 1)
        if size > best[0]:
            best = (size, match[1])
    return best


def _pixels(value: str) -> int | None:
    match = _DIGITS.match(value)
    return int(match[1]) if match else None


def is_credit(words: str) -> bool:
    """A caption that only says whose picture it is: 图片来源：…, Photo: …, © …"""
    return bool(_CREDIT.match(words))
