"""What one request gets: the rules of the preview server, as a function of the request and what is shown."""

from __future__ import annotations

import html
import ipaddress
import json
import re
from collections.abc import AsyncGenerator, Callable, Mapping
from importlib.resources import files
from types import MappingProxyType

from site_builder.serving.http import Answer, Request
from site_builder.serving.live import EVENTS, SCRIPT, Shown, state
from site_builder.serving.shelf import content_type, etag

Events = Callable[[str], AsyncGenerator[bytes, None]]
_COMMON: Mapping[str, str] = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
_NOTHING_YET = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>dossier</title>
<body><p>还没有这一页。 There is no such page yet.</p></body></html>""".encode()


def respond(request: Request, shown: Shown, own_host: str, events: Events) -> Answer:
    """The answer to `request`. `own_host` is the name the server was told to listen on."""
    if request.method not in {"GET", "HEAD"}:
        return _plain(405, "this server only reads", {"Allow": "GET, HEAD"})
    if not is_own_host(request.headers.get("host", "localhost"), own_host):
        return _plain(421, "this preview answers to localhost and to addresses, not to other names")
    path, _, query = request.target.partition("?")
    if path == EVENTS:
        headers = {**_COMMON, "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
        return Answer(200, headers=headers, stream=events(query))
    if path == SCRIPT:
        return _with_validators(request, client_script(), "text/javascript; charset=utf-8")
    found = shown.shelf.find(request.target)
    if found.redirect:
        return Answer(302, headers={**_COMMON, "Location": found.redirect})
    if found.path:
        data = shown.shelf.files[found.path]
        if found.path.endswith(".html"):
            data = injected(data, shown, path)
        return _with_validators(request, data, content_type(found.path))
    missing = injected(shown.shelf.files.get("404.html", _NOTHING_YET), shown, path)
    return Answer(404, missing, {**_COMMON, "Content-Type": content_type("404.html")})


def is_own_host(header: str, own_host: str) -> bool:
    """Whether a Host header names this machine: an address, localhost, or the name listened on.

    A page of an evil site whose name was rebound to 127.0.0.1 still sends that site's name here.
    """
    name = header.rsplit(":", 1)[0] if re.search(r":\d*\Z", header) else header
    name = name.strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or name == own_host.lower():
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def injected(data: bytes, shown: Shown, address: str) -> bytes:
    """The page with the live script before its end; `address` is the URL path it was asked for under."""
    baseline = json.dumps(state(shown, address)["files"])
    tag = f'<script src="{SCRIPT}" data-address="{html.escape(address)}" data-files="{html.escape(baseline)}"></script>'
    end = data.rfind(b"</body>")
    cut = end if end >= 0 else len(data)
    return data[:cut] + tag.encode() + data[cut:]


def client_script() -> bytes:
    return files("site_builder.serving").joinpath("client.js").read_bytes()


def _with_validators(request: Request, data: bytes, kind: str) -> Answer:
    """Full, partial (one range) or not modified, as the request's conditions say."""
    tag = etag(data)
    headers = {**_COMMON, "Content-Type": kind, "ETag": tag, "Accept-Ranges": "bytes"}
    known = [item.strip().removeprefix("W/") for item in request.headers.get("if-none-match", "").split(",")]
    if tag in known or known == ["*"]:
        return Answer(304, headers=headers)
    match = _RANGE.match(request.headers.get("range", ""))
    if not match or request.headers.get("if-range", tag) != tag or match[0] == "bytes=-":
        return Answer(200, data, headers)
    first, last = _span(match[1], match[2], len(data))
    if first > last:
        return Answer(416, headers={**headers, "Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    return Answer(206, data[first : last + 1], headers)


def _span(start: str, end: str, size: int) -> tuple[int, int]:
    """First and last byte of a range; an empty one (first > last) cannot be satisfied."""
    if not start:
        return (max(0, size - int(end)), size - 1) if int(end) else (size, size - 1)
    last = min(int(end), size - 1) if end else size - 1
    return int(start), last


def _plain(status: int, text: str, headers: Mapping[str, str] = MappingProxyType({})) -> Answer:
    return Answer(
        status, f"{text}\n".encode(), headers={**_COMMON, "Content-Type": "text/plain; charset=utf-8", **headers}
    )
