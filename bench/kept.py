"""Is everything of a clip in the article made of it, or named by the loss report? Asked without the converter's help.

The clip is walked with Python's own HTML parser, not with ours: every text, every caption, every link that shows
something, every picture. An item is `kept` if the written article holds it (pictures and links by their address),
`moved` if a rule took it into a key in other words (a date, a name), `cut` if another rule's cut holds it, else
`missing`. Nothing is left out as furniture: share bars count too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from site_builder.model import Article, Cut, Extract
from site_builder.normalise import text_of

KINDS = ("text", "captions", "links", "pictures")
_SILENT = frozenset(["script", "style", "template", "iframe"])  # nobody reads what is in these
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"])
_CAPTION = re.compile(r"caption|credit", re.I)
# Addresses as the normal form writes them: in angle brackets, in round ones, bare in the frontmatter.
_WRITTEN = re.compile(r"\]\(<([^>]*)>|\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)|: (https?:\S+)$", re.M)
_ASKED = re.compile(r"[?&](?:u|url|src|image)=(https?(?::|%3A)[^&]+)")  # what a resizing script is asked for
_PARAMETER = re.compile(r"&(?=\w+=)")  # no entity, though Python's parser takes &times= for one
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|spm|ref_src|smid|cmpid|at_\w+)=", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a clip: its kind, its words or addresses (a picture may have several), how much it weighs."""

    kind: str
    forms: tuple[str, ...]
    weight: int = 1


@dataclass(slots=True)
class Fate:
    """How much of one kind is kept, moved and cut; and what is missing."""

    kept: int = 0
    moved: int = 0
    cut: int = 0
    missing: list[Item] = field(default_factory=list)

    @property
    def lost(self) -> int:
        return sum(item.weight for item in self.missing)

    @property
    def share(self) -> float:
        """Of everything, what is kept or named."""
        whole = self.kept + self.moved + self.cut + self.lost
        return (whole - self.lost) / whole if whole else 1.0

    @property
    def recall(self) -> float:
        """Of what no rule calls boilerplate, what is in the article."""
        content = self.kept + self.moved + self.lost
        return (self.kept + self.moved) / content if content else 1.0

    def add(self, other: Fate) -> None:
        self.kept += other.kept
        self.moved += other.moved
        self.cut += other.cut
        self.missing += other.missing


def fates(extract: Extract, article: Article) -> dict[str, Fate]:
    """What became of every item of a clip's HTML."""
    walk = _Walk(extract.url)
    walk.feed(_PARAMETER.sub("&amp;", extract.html))
    walk.close()
    moved = tuple(cut for cut in article.cuts if cut.rule.startswith("field:"))
    cut = tuple(cut for cut in article.cuts if not cut.rule.startswith("field:"))
    kept_in, moved_in, cut_in = _Held(text_of(article), ()), _Held("", moved), _Held("", cut)
    found = {kind: Fate() for kind in KINDS}
    for item in walk.items:
        fate = found[item.kind]
        if kept_in.holds(item):
            fate.kept += item.weight
        elif moved_in.holds(item):
            fate.moved += item.weight
        elif cut_in.holds(item):
            fate.cut += item.weight
        else:
            fate.missing.append(item)
    return found


class _Walk(HTMLParser):
    """Gathers the items of a document."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.items: list[Item] = []
        self.open: list[tuple[str, bool]] = []  # element, and whether it says caption
        self.link = ""  # the address of the open link that has shown nothing yet

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.link = _target(known.get("href", ""), self.base)
        elif tag == "img":
            self._shown()
            self._picture(known)
        if tag not in _VOID:
            is_caption = tag == "figcaption" or bool(_CAPTION.search(known.get("class", "")))
            self.open.append((tag, is_caption))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass
        if tag == "a":
            self.link = ""

    def handle_data(self, data: str) -> None:
        words = dense(data)
        if not words or any(name in _SILENT for name, _ in self.open):
            return
        self._shown()
        self.items.append(Item("text", (words,), len(words)))
        if any(is_caption for _, is_caption in self.open):
            self.items.append(Item("captions", (words,)))

    def _shown(self) -> None:
        if self.link:
            self.items.append(Item("links", (self.link,)))
            self.link = ""

    def _picture(self, known: dict[str, str]) -> None:
        values = [value for name, value in known.items() if "src" in name or name == "data-original"]
        parts = [part.split()[0] for value in values for part in value.split(",") if part.split()]
        asked = [unquote(inner) for part in parts for inner in _ASKED.findall(part)]
        forms = tuple(form for part in parts + asked if (form := _address(urljoin(self.base, part), has_query=False)))
        if forms:
            self.items.append(Item("pictures", forms))


class _Held:
    """Words and addresses that a text or cuts hold."""

    def __init__(self, text: str, cuts: tuple[Cut, ...]) -> None:
        plain = text.replace("\\", "").replace("&amp;", "&")
        self.words = dense("\n".join([_entities(plain), *(cut.text for cut in cuts)]))
        # Without the addresses, which may stand between words that were one text.
        self.unlinked = dense(re.sub(r"\]\((?:<[^>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)", "](", _entities(plain)))
        told = [first or second or third for first, second, third in _WRITTEN.findall(plain)]
        told += [address for cut in cuts for address in (*cut.links, *cut.images)]
        self.links = {_address(url) for url in told} | {url for cut in cuts for url in cut.links}
        self.pictures = {_address(url, has_query=False) for url in told}

    def holds(self, item: Item) -> bool:
        if item.kind == "links":
            return bool({*item.forms} & self.links)
        if item.kind == "pictures":
            return bool({*item.forms} & self.pictures)
        return item.forms[0] in self.words or item.forms[0] in self.unlinked


def _target(href: str, base: str) -> str:
    """Where a link leads; "" for a place on the page itself or a mail address."""
    href = href.strip()
    if not href or href.startswith(("#", "mailto:")):
        return ""
    try:
        joined = urljoin(base, href)
    except ValueError:
        return href
    return _address(joined) if joined.startswith("http") else href


def _address(url: str, *, has_query: bool = True) -> str:
    """An address without scheme, proxy, encoding, fragment and tracking; of pictures also without query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.netloc in {"images.weserv.nl", "wsrv.nl"} and (inner := parse_qs(parts.query).get("url")):
        return _address(f"https://{re.sub('^(?:https?:)?//', '', inner[0])}", has_query=has_query)
    place = parts.netloc + parts.path
    if re.match(r"i[0-3]\.wp\.com/", place):
        place = place.partition("/")[2]
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    return unquote(place).rstrip("/") + (f"?{unquote(query)}" if query and has_query else "")


def _entities(text: str) -> str:
    return re.sub(r"&#(\d{1,7});", lambda found: chr(int(found[1])), text)


def dense(text: str) -> str:
    """Letters and digits alone, so that white space, marks and punctuation of Markdown do not count."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
