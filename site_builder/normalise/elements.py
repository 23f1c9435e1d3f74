"""What HTML elements, classes and styles mean to an archivist."""

from __future__ import annotations

import re

from site_builder import tree
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

BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.I)
CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?<![\w-])caption(?![\w-])|(?:image|photo|picture|img|media|fig)-?caption|figcaption)(?:$|[\s_-])"
)
CREDIT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:image|photo|picture|media|img|cap|caption)?-?(?:cred(?:it)?s?|copyright)(?:$|[\s_-])"
)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)(?:$|[?#])", re.I)
CODE_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush)[-:]\s*([\w+#-]+)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(element-(?:invisible|hidden)|screen-reader-text|sr-only|visually-?hidden)(?:\s|$)"
)


def is_hidden(node: tree.Node) -> bool:
    """The page itself does not show it."""
    attributes = node.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(attributes.get("class") or ""))
    )
