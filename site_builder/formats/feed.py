"""Dialect G: Atom and RSS (2.0, and 1.0 as RDF). One article an entry; entities and DTDs are never expanded."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from site_builder.formats.clip import Clip, Format, is_markup
from site_builder.model import Extract, Image, Printed

_PIECE = 100_000
MAX_ELEMENTS = 300_000  # a feed of ten thousand entries
_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?xml-stylesheet[^>]*\?>\s*|<!--.*?-->\s*)*<(?:feed|rss|rdf:RDF)[\s>]", re.S
)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")
_MARKS = re.compile(r"</?[a-zA-Z][^>]*>|&(?:#\d+|[a-z]+);")


def sniff(clip: Clip) -> str:
    found = _ROOT.match(clip.text[:8192])
    return "the root element of an Atom or RSS feed" if found else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    root = _tree(clip.text)
    language = _text(root, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return tuple(_entry(node, language, reason) for node in root.iter() if _name(node) in {"entry", "item"})


class _Builder(ElementTree.TreeBuilder):
    """The usual tree, of so many elements at most: each takes three hundred bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise ValueError(f"the feed has more than {MAX_ELEMENTS} elements")
        return super().start(tag, attrs)


def _tree(text: str) -> ElementTree.Element:
    """The feed's root. Raises ValueError for what is no XML, or declares entities of its own."""
    if "<!ENTITY" in text:
        raise ValueError("the feed declares entities; no feed needs any")
    plain = _NAMED.sub(lambda found: entities.unescape(found[0]), text)
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", plain)  # the text is decoded: what it declares no longer counts
    parser = ElementTree.XMLParser(target=_Builder())
    try:
        for start in range(0, len(plain), _PIECE):  # the parser stops between pieces only
            parser.feed(plain[start : start + _PIECE])
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, RecursionError) as error:
        raise ValueError(f"the feed is no valid XML: {error}") from error
    return root


def _entry(node: ElementTree.Element, language: str, reason: str) -> Extract:
    body = _content(node)
    summary = _prose(_text(node, "summary") or _text(node, "description"))
    is_html = is_markup(body) or bool(_MARKS.search(body))
    return Extract(
        format=FORMAT.name,
        reason=reason,
        title=_prose(_text(node, "title")),
        url=_address(node),
        summary="" if summary == _prose(body) else summary,
        language=language,
        published=_printed(node, "published", "pubDate", "date", "issued"),
        updated=_printed(node, "updated", "modified"),
        authors=tuple(_authors(node)),
        tags=tuple(_tags(node)),
        image=_picture(node),
        html=body if is_html else "",
        markdown="" if is_html else body,
    )


def _name(node: ElementTree.Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _children(node: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (child for child in node if _name(child) == name)


def _text(node: ElementTree.Element, name: str) -> str:
    """The words of the first child of that name which has any."""
    return next(filter(None, ("".join(child.itertext()).strip() for child in _children(node, name))), "")


def _content(node: ElementTree.Element) -> str:
    """The body: Atom's content, RSS's content:encoded, else the description."""
    for name in ("encoded", "content"):
        for child in _children(node, name):
            if child.get("type") == "xhtml":
                return "".join(ElementTree.tostring(_bare(inner), "unicode", method="html") for inner in child)
            if words := "".join(child.itertext()).strip():
                return words
    return _text(node, "description") or _text(node, "summary")


def _bare(node: ElementTree.Element) -> ElementTree.Element:
    """The element and all inside it without their namespaces."""
    for inner in node.iter():
        inner.tag = _name(inner)
    return node


def _prose(text: str) -> str:
    """A title or summary without its markup, which feeds escape once or twice."""
    return " ".join(entities.unescape(_MARKS.sub(lambda m: m[0] if m[0][0] == "&" else " ", text)).split())


def _address(node: ElementTree.Element) -> str:
    links = list(_children(node, "link"))
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return str(link.get("href"))
    written = next(filter(None, ((link.text or "").strip() for link in links)), "")
    guid = next(_children(node, "guid"), None)
    is_address = guid is not None and guid.get("isPermaLink", "true") == "true"
    return written or ((guid.text or "").strip() if guid is not None and is_address else "") or _atom_id(node)


def _atom_id(node: ElementTree.Element) -> str:
    text = _text(node, "id")
    return text if text.startswith(("http://", "https://")) else ""


def _printed(node: ElementTree.Element, *names: str) -> Printed | None:
    for name in names:
        if text := _text(node, name):
            return Printed(text, f"feed {name}")
    return None


def _authors(node: ElementTree.Element) -> Iterator[str]:
    for child in (*_children(node, "creator"), *_children(node, "author")):
        name = _text(child, "name") or "".join(child.itertext()).strip()
        inner = re.fullmatch(r"\S+@\S+\s*\((.+)\)", name)  # RSS: mail@example.org (Name)
        if name:
            yield inner[1] if inner else name


def _tags(node: ElementTree.Element) -> Iterator[str]:
    for child in (*_children(node, "category"), *_children(node, "subject")):
        tag = child.get("label") or child.get("term") or (child.text or "")
        if tag.strip():
            yield tag.strip()


def _picture(node: ElementTree.Element) -> Image | None:
    for child in (*_children(node, "enclosure"), *_children(node, "thumbnail"), *_children(node, "content")):
        kind, url = child.get("type", ""), child.get("url", "")
        if url and (kind.startswith("image/") or child.get("medium") == "image" or _name(child) == "thumbnail"):
            return Image(url)
    return None


FORMAT = Format("feed", sniff, read)
