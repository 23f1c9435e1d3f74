"""Frames and films as addresses a reader can follow."""

from __future__ import annotations

import re

from site_builder import tree, urls

_SOURCES = ("src", "data-src", "data-lazy-src", "data", "data-video-url", "data-href")
_YOUTUBE = re.compile(r"^https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})")
_VIMEO = re.compile(r"^https?://player\.vimeo\.com/video/(\d+)")
_WORDPRESS = re.compile(r"/embed/?(?:\?[^#]*)?(?:#\?secret=\w+)?$")
_TWEET = re.compile(r"^https?://platform\.twitter\.com/embed/.*[?&]id=(\d+)")
_WIDGET = re.compile(
    r"//(?:[\w.-]*\.)?(?:doubleclick\.net|googlesyndication\.com|googletagmanager\.com|google\.com/recaptcha|"
    r"facebook\.com/plugins/(?:like|share)|platform\.twitter\.com/widgets|widgets\.wp\.com|addthis\.com|disqus\.com|"
    r"public-api\.wordpress\.com|jetpack\.wordpress\.com|widgets\.getsitecontrol\.com)"
)


def embed_address(node: tree.Node, base_url: str) -> str:
    """Where the embedded thing can be seen by itself, "" if it cannot be told."""
    values = [tree.attribute(node, name) for name in _SOURCES]
    inner = node.css_first("source[src], embed[src]")
    values.append(tree.attribute(inner, "src") if inner is not None else "")
    youtube = tree.attribute(node, "data-videoid")
    values.append(f"https://www.youtube.com/embed/{youtube}" if youtube else "")
    for value in values:
        found = urls.absolute(value, base_url) if value and not value.startswith(("data:", "about:")) else ""
        if found:
            return _watchable(found)
    return ""


def is_widget(url: str) -> bool:
    """Share buttons, comments, advertisements."""
    return bool(_WIDGET.search(url))


def _watchable(url: str) -> str:
    youtube = _YOUTUBE.match(url)
    if youtube:
        return f"https://www.youtube.com/watch?v={youtube[1]}"
    vimeo = _VIMEO.match(url)
    if vimeo:
        return f"https://vimeo.com/{vimeo[1]}"
    tweet = _TWEET.match(url)
    if tweet:
        return f"https://twitter.com/i/status/{tweet[1]}"
    return urls.untracked(_WORDPRESS.sub("/", url) if "#?secret=" in url else url)
