"""What HTML elements, classes and styles mean to an archivist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from site_builder.normalise.blocks import Mark

MARKS = {
    **dict.fromkeys(("b", "strong"), Mark.BOLD),
    **dict.fromkeys(("i", "em", "var", "dfn"), Mark.ITALIC),
    **dict.fromkeys(("del", "s", "strike"), Mark.STRUCK),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Mark.CODE),
    "small": Mark.SMALL,
    "cite": Mark.CREDIT,
}
INLINE = {
    "abbr", "acronym", "bdi", "bdo", "big", "data", "font", "ins", "label", "mark", "nobr", "output", "picture", "q",
    "span", "time", "u", "wbr", "tspan", "text",
}  # fmt: skip
GONE = {
    "script", "style", "template", "head", "meta", "link", "title", "svg", "button", "input", "select", "option",
    "textarea", "canvas", "map", "area", "dialog", "datalist", "param", "source", "track", "base", "rp", "colgroup",
}  # fmt: skip
EMBEDS = frozenset(["iframe", "video", "audio", "embed", "object", "amp-youtube", "amp-iframe", "amp-video"])

_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.I)
_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?<![\w-])caption(?![\w-])|(?:image|photo|picture|img|media|fig)-?caption|figcaption)(?:$|[\s_-])"
)
_CREDIT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:image|photo|picture|media|img|cap|caption)?-?(?:cred(?:it)?s?|copyright)(?:$|[\s_-])"
)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)(?:$|[?#])", re.I)
CODE_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush)[-:]\s*([\w+#-]+)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(element-(?:invisible|hidden)|screen-reader-text|sr-only|visually-?hidden)(?:\s|$)"
)


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """The page itself does not show an element with these attributes."""
    return (
        "hidden" in attributes
        or bool((css := attributes.get("style")) and _hides(css))
        or bool((name := attributes.get("class")) and _HIDDEN_CLASS.search(name))
    )


@lru_cache(256)  # of the few styles of a page
def _hides(css: str) -> bool:
    return bool(_HIDDEN_STYLE.search(css))


@lru_cache(256)
def marks_of(css: str) -> int:
    """How a style sets text: bits of Mark."""
    bold = Mark.BOLD if _BOLD_STYLE.search(css) else Mark.NONE
    return bold | (Mark.ITALIC if _ITALIC_STYLE.search(css) else Mark.NONE)


def is_credit(name: str) -> bool:
    """A class that says: whose picture this is. (Looking for letters it must hold is faster than the pattern.)"""
    return ("cred" in name or "copyright" in name) and bool(_CREDIT_CLASS.search(name))


def is_caption(name: str) -> bool:
    """A class that says: the words below a picture."""
    return "caption" in name and bool(_CAPTION_CLASS.search(name))
