"""URL arithmetic: what is one address, what is safe to link, what is relative to what.

URLs (foreign, absolute) and paths (ours, POSIX, relative to the output folder) are both strings here;
parameter names tell them apart.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urljoin, urlsplit, urlunsplit

_PLAIN = re.compile(  # what canonical() would leave as it is
    r"https?://(?P<name>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)"
    r"(?P<path>(?:/(?:[A-Za-z0-9\-._~!$&'()*+,;=@]++|%[89A-F][0-9A-F])++)*+/?)"
)
_TYPICAL = re.compile(  # whose parts are plain to see
    r"https?://(?P<name>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)"
    r"(?P<path>(?:/(?:[A-Za-z0-9\-._~!$&'()*+,;=@]++|%[0-9A-Fa-f]{2})++)*+/?)"
    r"(?:\?(?P<query>[A-Za-z0-9\-._~!$&'()*+,;=@:/]*+))?(?:#[A-Za-z0-9\-._~!$&'()*+,;=@:/%]*+)?"
)
_WHOLE = re.compile(  # what a link reads as on whatever page it stands
    r"https?://[A-Za-z0-9][A-Za-z0-9.\-]*(?:/[A-Za-z0-9\-._~!$&'()*+,=@:/%]*+)?"
    r"(?:\?[A-Za-z0-9\-._~!$&'()*+,=@:/%?]++)?(?:#[A-Za-z0-9\-._~!$&'()*+,=@:/%?]++)?"
)
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|spm|ref_src|smid|cmpid|at_\w+)$", re.I)
_PROXIES = ("images.weserv.nl", "wsrv.nl")
_PHOTON = re.compile(r"i[0-3]\.wp\.com$")
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_NEEDLESS = re.compile(r"%(2D|2E|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])")
_ILLEGAL = re.compile(r"(?:[^\w\-.~!$&'()*+,;=:@/%]|%(?![0-9A-F]{2}))+", re.ASCII)
_FORBIDDEN = re.compile(r'[\x00-\x20\x7f-\xa0"<>\\^`{|}\u2028\u2029\ud800-\udfff\ufffe\uffff]+')
_UNSHOWN = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff]"
)
_PLAIN_WEB = re.compile(r"https?://([A-Za-z0-9][A-Za-z0-9.\-]*)(?:[/?#]|\Z)")  # what needs no taking apart
_MOBILE_HOST = re.compile(r"^(?:www|m|amp|mobile|wap)\.(?=[^.]+\.)")
_MOBILE_PARAMETER = re.compile(r"amp(?:=1?|=true)?|output(?:Type)?=amp|m=[01]", re.I)
_LAST_PART = re.compile(r"(?:/amp/?|(?:/index)?\.(?:amp\.html?)|/index\.(?:html?|php)|\.amp)$", re.I)
_COPY = re.compile(  # AMP caches and the Wayback Machine name the page they hold a copy of
    r"(?:cdn\.ampproject\.org|www\.google\.com)(?:/amp|/[cv])/(?:s/)?(.+)"
    r"|web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?:https?:/{1,2})?(.+)"
)
_COPIERS = ("cdn.ampproject.org", "www.google.com", "web.archive.org")


@lru_cache(8192)  # asked of one address several times in a row
def host(url: str) -> str:
    """Lower-case host without port, "" where there is none."""
    if plain := _PLAIN_WEB.match(url):
        return plain[1].lower().rstrip(".")
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_web(url: str) -> bool:
    """An absolute http or https address with a host."""
    return bool(_PLAIN_WEB.match(url)) or (url.startswith(("http://", "https://")) and host(url) != "")


def absolute(url: str, base: str) -> str:
    """`url` as seen from the page `base`; "" if it is no web address (javascript:, data:, broken)."""
    if _WHOLE.fullmatch(url) and _can_be_parted(base):  # most links do; to put them together again takes long
        inner = unproxied(url)
        return url if inner is url else legal(inner)
    try:
        joined = urljoin(base, url.strip())
    except ValueError:
        return ""
    return legal(unproxied(joined)) if is_web(joined) else ""


@lru_cache(64)
def _can_be_parted(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def legal(url: str) -> str:
    """The address with what no address may hold percent-encoded: blanks, quotes, brackets, control characters.
    Letters of other scripts stay, as browsers show them."""
    return _FORBIDDEN.sub(lambda found: quote(found[0].encode("utf-8", "replace")), url)


def shown(url: str) -> str:
    """The address to read, as browsers show it: without scheme, letters decoded; what is invisible or turns the
    direction of reading stays encoded."""
    return _UNSHOWN.sub(lambda found: quote(found[0]), decoded(url.partition("://")[2])).rstrip("/")


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
    fragment gone, percent-encoding valid and upper-case. Scheme and host names stay: another one may not answer.
    """
    if plain := _PLAIN.fullmatch(url):  # most addresses are what they should be
        return url if plain["path"] else f"{url}/"
    try:
        parts = urlsplit(untracked(url.strip()))
        port = parts.port
    except ValueError:
        return url.strip()
    name = _ascii_host((parts.hostname or "").rstrip("."))
    if port and (parts.scheme.lower(), port) not in {("http", 80), ("https", 443)}:
        name = f"{name}:{port}"
    path = re.sub(r"(?<!:)/{2,}", "/", encoded(parts.path)) or "/"  # an address inside the path keeps its slashes
    return urlunsplit((parts.scheme.lower(), name, path, encoded(parts.query, "?"), ""))


@lru_cache(16_384)  # several stages ask for the addresses of all articles, and a preview in each of its builds
def match_key(url: str) -> str:
    """Looser than `canonical`, for matching only: the scheme, www., m. and amp. hosts, other marks of a mobile or
    AMP page, the order of parameters, a final slash or index page do not count; a known copy counts as its page."""
    if typical := typical_parts(url):
        name, path, query = typical
        query = untracked(f"?{query}")[1:] if query else ""
    else:
        try:
            parts = urlsplit(canonical(url))
        except ValueError:  # broken beyond comparing
            return url.strip()
        name, path, query = parts.netloc, decoded(parts.path), parts.query
    if name in _COPIERS and (copied := _COPY.match(f"{name}{path}")):
        name, _, path = f"{copied[1] or copied[2]}/".partition("/")
        path = f"/{path}"
    name = _MOBILE_HOST.sub("", name)
    lower = path.lower()
    if "amp" in lower or "index" in lower:
        path = _LAST_PART.sub("", path)
    path = path.rstrip("/")
    kept = sorted(pair for pair in query.split("&") if pair and not _MOBILE_PARAMETER.fullmatch(pair))
    return f"{name}{path}" + ("?" + "&".join(kept) if kept else "")


@lru_cache(1024)  # asked of one address several times in a row
def typical_parts(url: str) -> tuple[str, str, str] | None:
    """Host, decoded path and query of an address, as `urlsplit` finds them; None for one that has to be looked at more
    closely."""
    found = _TYPICAL.fullmatch(url)
    return (found["name"], decoded(found["path"]), found["query"] or "") if found else None


def encoded(path: str, also: str = "") -> str:
    """Percent-encode what is not allowed in a path (or query, with `also` "?").

    Encoding that is already there stays, upper-cased; of letters, digits and -._~ it goes (RFC 3986, 6.2.2).
    """
    if "%" in path:
        path = _ESCAPES.sub(lambda found: found[0].upper(), path)
        path = _NEEDLESS.sub(lambda found: chr(int(found[1], 16)), path)
    return _ILLEGAL.sub(lambda found: quote(found[0].encode("utf-8", "surrogatepass"), safe=also), path)


def decoded(path: str) -> str:
    """What urllib's unquote makes of a path, in a third of its time."""
    return _ESCAPES.sub(_as_text, path) if "%" in path else path


def _as_text(escapes: re.Match[str]) -> str:
    return bytes.fromhex(escapes[0].replace("%", "")).decode("utf-8", "replace")


def _ascii_host(name: str) -> str:
    if ":" in name:
        return f"[{name}]"
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:  # no name that could be registered
        return quote(name.encode("utf-8", "surrogatepass")).lower()


def article_id(url: str, origin: str) -> str:
    """10 characters of base32(sha256(canonical URL, or the path inside content/ if there is none)), lower case."""
    digest = hashlib.sha256((canonical(url) if url else origin).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:10])[:10].decode("ascii").lower()


@lru_cache(8192)  # most links of a page lead to places that others lead to as well
def relative(page: str, target: str) -> str:
    """The link that leads from one output path to another: ("articles/a/index.html", "timeline/") -> "../../timeline/".

    Folders end in a slash and get their index.html, so that the link also works from file://.
    """
    path, hash_mark, anchor = target.partition("#")
    if path == "" or path.endswith("/"):
        path += "index.html"
    here, there = page.split("/")[:-1], path.split("/")
    shared = next((n for n, (a, b) in enumerate(zip(here, there[:-1], strict=False)) if a != b), None)
    if shared is None:
        shared = min(len(here), len(there) - 1)
    link = "../" * (len(here) - shared) + "/".join(there[shared:])
    return quote(link, safe="/.-_~") + hash_mark + anchor
