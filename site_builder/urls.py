"""URL arithmetic: what is one address, what is safe to link, what is relative to what.

URLs (foreign, absolute) and paths (ours, POSIX, relative to the output folder) are both strings here;
parameter names tell them apart.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|spm|ref_src|smid|cmpid|at_\w+)$", re.I)
_PROXIES = ("images.weserv.nl", "wsrv.nl")
_PHOTON = re.compile(r"i[0-3]\.wp\.com$")
_UNSAFE = re.compile(r"[^\w\-.~!$&'()*+,;=:@/%]", re.ASCII)


def host(url: str) -> str:
    """Lower-case host without port, "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_web(url: str) -> bool:
    """An absolute http or https address with a host."""
    return url.startswith(("http://", "https://")) and host(url) != ""


def absolute(url: str, base: str) -> str:
    """`url` as seen from the page `base`; "" if it is no web address (javascript:, data:, broken)."""
    try:
        joined = urljoin(base, url.strip())
    except ValueError:
        return ""
    return unproxied(joined) if is_web(joined) else ""


def untracked(url: str) -> str:
    """The address without tracking parameters, its fragment and everything else kept as written."""
    head, mark, query = url.partition("?")
    if not mark:
        return url
    query, hash_mark, fragment = query.partition("#")
    kept = [pair for pair in query.split("&") if not _TRACKING.match(pair.partition("=")[0])]
    return head + ("?" if kept else "") + "&".join(kept) + hash_mark + fragment


def unproxied(url: str) -> str:
    """The picture behind an image proxy: images.weserv.nl/?url=X, i0.wp.com/X."""
    name = host(url)
    if _PHOTON.match(name):
        parts = urlsplit(url)
        inner = f"https:/{parts.path}"
        return inner if "." in host(inner) else url
    if name not in _PROXIES:
        return url
    inner = dict(parse_qsl(urlsplit(url).query)).get("url", "")
    inner = inner.removeprefix("//")
    return inner if is_web(inner) else f"https://{inner}" if inner else url


def canonical(url: str) -> str:
    """The form under which two spellings of one address are equal, still a valid address.

    Lower-case scheme and host without default port, doubled slashes single, tracking parameters and the
    fragment gone, percent-encoding valid and upper-case.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    name = (parts.hostname or "").rstrip(".")
    if port and (parts.scheme.lower(), port) not in {("http", 80), ("https", 443)}:
        name = f"{name}:{port}"
    path = re.sub(r"/{2,}", "/", encoded(parts.path)) or "/"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    return urlunsplit((parts.scheme.lower(), name, path, urlencode(kept), ""))


def match_key(url: str) -> str:
    """Looser than `canonical`, for matching only: scheme, www., m., amp. and the final slash do not count."""
    parts = urlsplit(canonical(url))
    name = re.sub(r"^(www|m|amp|mobile)\.", "", parts.netloc)
    path = unquote(parts.path).rstrip("/")
    return f"{name}{path}" + (f"?{parts.query}" if parts.query else "")


def encoded(path: str) -> str:
    """Percent-encode what is not allowed in a path; encoding that is already there stays, upper-cased."""
    return quote(unquote(path, errors="surrogateescape").encode("utf-8", "surrogateescape"), safe="/:@!$&'()*+,;=~-._")


def article_id(url: str, origin: str) -> str:
    """10 characters of base32(sha256(canonical URL, or the path inside content/ if there is none)), lower case."""
    digest = hashlib.sha256((canonical(url) if url else origin).encode("utf-8", "surrogateescape")).digest()
    return base64.b32encode(digest)[:10].decode("ascii").lower()


def relative(page: str, target: str) -> str:
    """The link that leads from one output path to another: ("articles/a/index.html", "timeline/") -> "../../timeline/".

    Folders end in a slash and get their index.html, so that the link also works from file://.
    """
    path, hash_mark, anchor = target.partition("#")
    if path == "" or path.endswith("/"):
        path += "index.html"
    link = posixpath.relpath(path, posixpath.dirname(page) or ".")
    return quote(link, safe="/.-_~") + hash_mark + anchor
