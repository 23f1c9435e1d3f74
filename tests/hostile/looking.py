"""What a published site may consist of, looked up in its files by parsers that the program does not use.

Everything is an allow-list: what is not named here is dangerous until somebody says why it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

_TEXT = (
    "a b blockquote br code em figcaption h1 h2 h3 h4 h5 h6 hr i mark p pre q s small span strong sub sup time u wbr"
)
_BLOCKS = "article aside caption dd details div dl dt figure footer header img li main nav ol section summary ul"
_TABLES = "table tbody td tfoot th thead tr col colgroup"
_FORMS = "button fieldset form input label legend option select output search"
_HEAD = "html head body title meta link script noscript"
_DRAWN = "svg circle defs desc g line path pattern polyline polygon rect text tspan use symbol"
ELEMENTS = frozenset(f"{_TEXT} {_BLOCKS} {_TABLES} {_FORMS} {_HEAD} {_DRAWN}".split())

_ANY = "alt autocomplete charset checked class cite colspan content datetime decoding defer dir disabled download for"
_MORE = (
    "enterkeyhint height hidden hreflang http-equiv id inert lang loading media method name open placeholder property"
)
_REST = "referrerpolicy rel role rowspan scope selected sizes span start tabindex title translate type value width"
_SHAPES = "cx cy d dx dy fill patterntransform patternunits points r rx ry stroke text-anchor transform viewbox"
_LINES = "x x1 x2 y y1 y2 xmlns focusable preserveaspectratio clip-path opacity"
ATTRIBUTES = frozenset(f"{_ANY} {_MORE} {_REST} {_SHAPES} {_LINES}".split())
URLS = frozenset(["href", "src", "action", "srcset", "poster"])
SCHEMES = frozenset({"http", "https", "mailto"})

# Where the tool writes prose of others and nothing but prose.
PROSE = frozenset(f"{_TEXT} {_TABLES} div figure img li ol ul section".split())

# Citations to download: our own text, of a kind that no browser shows as a page.
_DOWNLOAD = re.compile(
    r"data:(?:application/(?:x-bibtex|x-research-info-systems|vnd\.citationstyles\.csl\+json)|text/csv)"
    r";charset=utf-8,(?:%[0-9A-F]{2}|[A-Za-z0-9\-._~!$'()*+,;:@/?=]|[^\x00-\x9f])*"
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.I)
_STRIPPED = "".join(map(chr, range(0x21)))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def scheme(url: str) -> str:
    """As the WHATWG URL standard has it: white space and controls around are dropped, tabs and newlines anywhere."""
    found = _SCHEME.match(re.sub(r"[\t\n\r]", "", url).strip(_STRIPPED))
    return found[1].lower() if found else ""


class Looker(HTMLParser):
    """Collects what should not be in a page."""

    def __init__(self, elements: frozenset[str] = ELEMENTS) -> None:
        super().__init__()
        self.allowed = elements
        self.found: list[str] = []
        self.words: list[str] = []
        self.is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in self.allowed:
            self.found.append(f"<{tag}>")
        for name, value in values.items():
            if name in URLS:
                is_file = "download" in values and tag == "a" and _DOWNLOAD.fullmatch(value)
                self.found += [f"{tag}[{name}={value}]"] if not (is_file or _may_lead(name, value)) else []
            elif name not in ATTRIBUTES and not re.fullmatch(r"(?:aria|data)-[a-z-]+", name):
                self.found.append(f"{tag}[{name}]")
        self.found += [f"{tag}{problem}" for problem in _special(tag, values)]
        self.is_script = tag == "script" and values.get("type") != "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self.is_script and data.strip():
            self.found.append(f"script: {data[:40]}")
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment: {data[:40]}")

    def handle_decl(self, decl: str) -> None:
        self.found += [f"declaration: {decl[:40]}"] if decl.lower() != "doctype html" else []

    def handle_pi(self, data: str) -> None:
        self.found.append(f"instruction: {data[:40]}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"declaration: {data[:40]}")


def page(html: str) -> Looker:
    """A whole page of the site, looked through."""
    looker = Looker()
    looker.feed(html)
    looker.close()
    looker.found += [f"control character {found[0]!r}" for found in _CONTROL.finditer(html)]
    return looker


def prose(html: str) -> list[str]:
    """What should not be in an article's HTML inside a feed."""
    looker = Looker(PROSE)
    looker.feed(html)
    looker.close()
    return looker.found


def _may_lead(name: str, value: str) -> bool:
    addresses = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
    return all(scheme(address) in SCHEMES | {""} and "\\" not in address for address in addresses)


def _special(tag: str, values: dict[str, str]) -> Iterator[str]:
    """Elements that are right only in one form."""
    source = values.get("src", "")
    if tag == "script" and source and (scheme(source) or source.startswith("//")):
        yield f"[src={source}]"
    if tag == "meta" and values.get("http-equiv", "").lower() not in {"", "content-security-policy", "refresh"}:
        yield f"[http-equiv={values['http-equiv']}]"
    if values.get("http-equiv", "").lower() == "refresh":
        target = unescape(values.get("content", "")).partition("url=")[2]
        if scheme(target) or target.startswith(("/", "\\")):
            yield f"[refresh={target}]"
    if tag == "link" and values.get("rel") in {"stylesheet", "icon", "preload", "modulepreload", "manifest"}:
        target = values.get("href", "")
        if scheme(target) or target.startswith("//"):
            yield f"[{values['rel']}={target}]"
    if tag == "use" and not values.get("href", "").startswith("#"):
        yield f"[href={values.get('href')}]"
    if tag in {"form", "input", "button"} and (scheme(values.get("action", "")) or values.get("type") == "password"):
        yield "[action or type]"
