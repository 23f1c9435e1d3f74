"""Every link and anchor of a page leads somewhere, at `/`, at `/repo/` and from `file://`.

All three hold when links are relative, name files (a browser opens no index.html by itself from file://) and
never climb above the site's root. Only 404.html, which a server shows at any address, uses the base URL.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urlsplit

from tests.site.sites import Page, Site

_ATTRIBUTES = ("href", "src", "srcset", "action", "data", "poster", "cite", "formaction")


def check(site: Site) -> Iterator[str]:
    for path, page in site.pages.items():
        yield from (f"{path}: id {name!r} is there {n} times" for name, n in Counter(page.ids).items() if n > 1)
        for target in _targets(page):
            if complaint := _complaint(site, path, target):
                yield f"{path}: {target}: {complaint}"


def _targets(page: Page) -> Iterator[str]:
    for tag, attributes in page.elements:
        if tag == "link" and attributes.get("rel") == "canonical":
            continue
        if "download" in attributes and attributes.get("href", "").startswith("data:"):
            continue
        yield from (attributes[name] for name in _ATTRIBUTES if name in attributes)


def _complaint(site: Site, path: str, target: str) -> str:
    if path == "404.html":
        target = target.removeprefix(site.address).removeprefix(urlsplit(site.address).path)
        path = "index.html"
    parts = urlsplit(target)
    if parts.scheme in {"http", "https"}:
        return "" if parts.netloc else "no host"
    if parts.scheme or parts.netloc:
        return "neither relative nor http"
    if parts.path.startswith("/"):
        return "starts at the server's root"
    file, anchor = urldefrag(target)
    file = unquote(urlsplit(file).path)
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    if resolved.startswith(".."):
        return "climbs above the site"
    if not (site.folder / resolved).is_file():
        return "no such file"
    if anchor and resolved.endswith(".html") and unquote(anchor) not in site.pages[resolved].ids:
        return "no such anchor"
    return ""
