"""The built site as something that can be asked for a URL. It lives in memory: no request ever reaches the disk."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

from site_builder.model import Output

_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".bib": "text/plain; charset=utf-8",
    ".ris": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
_ASSET = re.compile(rb"""<(?:link|script)\b[^>]*?\s(?:href|src)\s*=\s*["']?([^"'\s>]+\.(?:css|js))["'\s>]""", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a URL leads: to the file `path`, elsewhere (`redirect`, a URL), or nowhere (both empty)."""

    path: str = ""
    redirect: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every file of the site by its output path, served below `base` (begins and ends with a slash)."""

    files: Mapping[str, bytes]
    base: str = "/"

    def find(self, target: str) -> Found:
        """The file a request target (path and query, percent-encoded) asks for; a folder means its index.html."""
        path, _, query = target.partition("?")
        try:
            path = unquote_to_bytes(path).decode("utf-8")
        except UnicodeDecodeError:
            return Found()
        if not path.startswith(self.base):
            return Found(redirect=self.base) if path in {"/", self.base.rstrip("/")} else Found()
        wanted = path[len(self.base) :]
        if wanted == "" or wanted.endswith("/"):
            wanted += "index.html"
        if wanted in self.files:
            return Found(path=wanted)
        if f"{wanted}/index.html" in self.files:
            return Found(redirect=self.url(f"{wanted}/") + (f"?{query}" if query else ""))
        return Found()

    def url(self, path: str) -> str:
        """The URL path below which an output path is served."""
        return self.base + quote(path)

    def assets(self, path: str) -> dict[str, str]:
        """The style sheets and scripts that a page of this site loads from it: URL path -> etag."""
        here = self.url(path)
        found: dict[str, str] = {}
        for match in _ASSET.finditer(self.files.get(path, b"")):
            link = match[1].decode("utf-8", "replace")
            if urlsplit(link).netloc:
                continue
            url = posixpath.normpath(posixpath.join(posixpath.dirname(here), link))
            target = self.find(url).path
            if target:
                found[url] = etag(self.files[target])
        return found


def shelf(outputs: Iterable[Output], base: str = "/") -> Shelf:
    return Shelf({output.path: output.data for output in outputs}, base)


def base_path(base_url: str) -> str:
    """The path a site will be published under: "https://me.github.io/repo" -> "/repo/"."""
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"


def content_type(path: str) -> str:
    """From our own table: what the machine has registered for a suffix must not change what is served."""
    name = posixpath.basename(path)
    if name in {"feed.xml", "atom.xml"}:
        return "application/atom+xml; charset=utf-8"
    if name == "feed.json":
        return "application/feed+json; charset=utf-8"
    return _TYPES.get(posixpath.splitext(name)[1].lower(), "application/octet-stream")


def etag(data: bytes) -> str:
    """A strong validator, quotes included."""
    return f'"{hashlib.sha256(data).hexdigest()[:20]}"'
