"""Pictures, and paragraphs that are something else: a figure, a card."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from site_builder.body.spans import Inline
from site_builder.model import Image

_SHOWING = frozenset({"image", "link_open"})  # how paragraphs that are a picture begin


def figure_of(children: Sequence[Inline]) -> tuple[Inline, str, Sequence[Inline]] | None:
    """(picture, address it links to, caption tokens) if a paragraph is a picture, alone or above an emphasised line."""
    if not children or children[0].type not in _SHOWING:
        return None
    href = ""
    rest = list(children)
    if len(rest) >= 3 and [t.type for t in rest[:3]] == ["link_open", "image", "link_close"]:
        href, rest = str(rest[0].attrGet("href") or ""), rest[1:2] + rest[3:]
    if not rest or rest[0].type != "image":
        return None
    if len(rest) == 1:
        return rest[0], href, ()
    if rest[1].type in {"softbreak", "hardbreak"} and len(rest) > 3 and rest[2].type == "em_open":
        inside = rest[3:-1]
        if rest[-1].type == "em_close" and all(t.type != "em_close" for t in inside):
            return rest[0], href, inside
    return None


def is_card(children: Sequence[Inline]) -> bool:
    """A link titled "embed" that is all there is: a film or post shown elsewhere."""
    return (
        bool(children)
        and children[0].type == "link_open"
        and children[0].attrGet("title") == "embed"
        and (children[-1].type == "link_close")
    )


def picture(token: Inline) -> Image:
    """The picture of an image token; its title is `caption — credit`, parted at the last ` — `."""
    caption, dash, credit = str(token.attrGet("title") or "").rpartition(" — ")
    if not dash:
        caption, credit = credit, ""
    return Image(str(token.attrGet("src") or ""), _alt(token.children or []), caption.strip(), credit.strip())


def _alt(children: Sequence[Inline]) -> str:
    return "".join(" " if t.type == "softbreak" else _alt(t.children) if t.children else t.content for t in children)


def img(image: Image) -> str:
    return f'<img src="{escape(image.src)}" alt="{escape(image.alt)}" loading="lazy" decoding="async">'
