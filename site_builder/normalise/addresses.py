"""Addresses in Markdown that others wrote: absolute, without tracking, pictures without their proxies."""

from __future__ import annotations

import re

from site_builder import urls

_TARGET = re.compile(r"(?<=\]\()(?P<open><?)(?P<url>(?:https?:/)?/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)(?=[\s)>])")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")


def addressed(markdown: str, base_url: str) -> str:
    """The same Markdown; what stands in fenced code is left as it is."""
    if "](" not in markdown:
        return markdown
    fence = ""
    lines = []
    for line in markdown.split("\n"):
        found = _FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        lines.append(line if fence or found else _TARGET.sub(lambda target: _mended(target, base_url), line))
    return "\n".join(lines)


def _mended(target: re.Match[str], base_url: str) -> str:
    url = urls.untracked(urls.absolute(target["url"], base_url or "https://"))
    is_known = url and (base_url or target["url"].startswith(("http", "//")))
    return target["open"] + (url if is_known else target["url"])
