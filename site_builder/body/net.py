"""The second net under the writer: HTML that is not plainly of our own making goes through nh3."""

from __future__ import annotations

import re

from site_builder.model import LINK_SLOT

_TAG = re.compile(r"<[^>]*>?")
_CLOSING = (
    "p|h[2-6]|blockquote|ul|ol|li|table|thead|tbody|tr|th|td|div|pre|code|figure|figcaption|span"
    "|strong|em|s|sup|section|a"
)
_OURS = re.compile(
    rf"</(?:{_CLOSING})>"
    r"|<(?:p|blockquote|ul|ol|li|table|thead|tbody|tr|th|td|pre|code|figure|figcaption|strong|em|s|sup|br|hr)>"
    r'|<p lang="[a-z-]+">|<p class="embed">|<h[2-6] id="[^"<>]*">|<div class="table">|<ol start="\d+">'
    r'|<(?:th|td) class="(?:left|right|center)">|<code class="language-[^"<> ]*">|<span class="credit">'
    r'|<img src="(?![a-z][a-z0-9+.-]*:(?<!http:)(?<!https:))[^"<>]*" alt="[^"<>]*" loading="lazy" decoding="async">'
    r'|<a href="(?:#|mailto:)[^"<>]*">|<a href="#fn-\d+" id="fnref-\d+">|<div class="footnotes">|<li id="fn-\d+">'
)
_SLOT = re.compile(re.escape(LINK_SLOT).replace(re.escape("{}"), r"(\d+)"))
_HELD = re.compile(r'<a href="#slot-(\d+)">')
_TAGS = {*_CLOSING.replace("h[2-6]", "h2|h3|h4|h5|h6").split("|"), "br", "hr", "img"}
_ATTRIBUTES = {
    "img": {"src", "alt", "loading", "decoding"}, "a": {"href", "id"}, "p": {"lang", "class"}, "div": {"class"},
    "ol": {"start"}, "th": {"class"}, "td": {"class"}, "code": {"class"}, "span": {"class"}, "section": {"class"},
    "li": {"id"}, **{f"h{level}": {"id"} for level in range(2, 7)},
}  # fmt: skip


def safe(html: str) -> str:
    """The same HTML if every tag is one the writer makes; else what nh3 leaves of it. Slots survive both."""
    if all(map(_OURS.fullmatch, set(_TAG.findall(html)))):
        return html
    return cleaned(html)


def cleaned(html: str) -> str:
    """What nh3 leaves: the writer's tags and attributes, http(s), mailto and relative addresses."""
    import nh3  # heavy enough to load only when something slipped through

    held = _SLOT.sub(r'<a href="#slot-\1">', html)
    clean = nh3.clean(
        held,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return _HELD.sub(lambda match: LINK_SLOT.format(match[1]), clean)
