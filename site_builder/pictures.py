"""Which picture an <img> means: the largest of a srcset, the real one of a lazy image, none for a counting pixel."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from site_builder import tree, urls
from site_builder.languages import plain
from site_builder.model import Image
from site_builder.text import one_line

_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-orig-file", "data-full-url", "src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)")
_PENDING = re.compile(r"[?&]is-pending-load=1(?=&|$)")
_ASKED = frozenset(["u", "url", "src", "image", "img", "imgurl", "source"])
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)$", re.I)
_DIGITS = re.compile(r"^\s*(\d{1,5})(?:px)?\s*$")
_TINY_CLASS = re.compile(r"\b(emoji|wp-smiley|icon|smiley|avatar)\b", re.I)
_CREDIT = re.compile(
    r"\s*(?:©|(?:图[片像]来源|图片版权|图源|摄影|图片|来源|"
    r"photo(?:graph)?(?: by| credit)?|image(?: credit)?|credit|getty images)\s*[:：/／])",
    re.I,
)
_CAPTION = re.compile(
    r"\s*[（(]?(?:图为|[上下左右]图|资料[图照]|示意图|配图|网络图|图[片说]?\s*[:：]|照片\s*[:：]|photo\s*:)", re.I
)
_LONGEST_CAPTION = 120
_AGENCIES = (
    r"路透社?|美联社?|法新社?|新华社|中新社|中央社|德新社|欧新社|彭博社?|视觉中国|视觉志|东方IC|受访者|当事人|资料[图照]片?|网络图片|网路图片|"
    r"AP|AFP|Reuters|Getty ?Images|EPA|Xinhua|Bloomberg|Shutterstock|Unsplash|Alamy|Wikimedia|Public Domain"
)
_SIGNED = r"©|(?:图[片像]?来源|图片版权|图源|图片?|摄影?|供图|photo(?:graph)?(?: by| credit)?|credit)\s*[:：/／]"
_AGENCY = re.compile(rf"\s*[（(【\[]\s*(?:{_AGENCIES})[^（）()]{{0,20}}[）)】\]]\s*", re.I)
_OPEN, _CLOSE = r"[（(【\[]", r"[）)】\]]"
# A caption and the credit at its end, in the ways publishers set it; only where one of these fits are they parted.
_CREDITS_BEHIND = (
    re.compile(
        rf"\s*(?P<caption>\S.*?)[\s|／/—–-]*{_OPEN}?\s*(?P<credit>(?:{_SIGNED})[^（）()。]{{1,60}}?){_CLOSE}?\s*$", re.I
    ),
    re.compile(
        rf"\s*(?P<caption>\S.*?)\s*{_OPEN}\s*"
        rf"(?P<credit>(?:{_AGENCIES})[^（）()]{{0,30}}|[^（）()]{{1,20}}(?:摄影?|供图|提供))\s*{_CLOSE}\s*$",
        re.I,
    ),
    re.compile(
        r"\s*(?P<caption>\S.*?[。！？\s])\s*"
        r"(?P<credit>(?:新华社|中新社)?(?:发|记者)?\s*[㐀-鿿]{2,4}\s*[/／]?\s*摄)[。）)]?\s*$"
    ),
    re.compile(rf"\s*(?P<caption>\S.{{0,60}}?)\s+(?P<credit>(?:{_AGENCIES})(?:\s*(?:供?图|资料图片?|图片|发))?)\s*$"),
    # LAM SAMPLE FOR THE NEW YORK TIMES, SAMPLE/AGENCE FRANCE-PRESSE — GETTY IMAGES behind a Chinese sentence
    re.compile(r"\s*(?P<caption>.*[。！？”」）])\s*(?P<credit>[A-Z][A-Z .,'’&-]*(?:[ /|][A-Z.,'’&—–-]+)+)\s*$"),
    re.compile(
        r"\s*(?P<caption>.*[。！？”」）])\s*"
        rf"(?P<credit>[A-Z][\w .,'’/&—–-]{{0,60}}(?:for The New York Times|(?:{_AGENCIES})\b)[\w .,'’/&—–-]{{0,30}})"
        r"\s*$"
    ),
)
_PIXEL_URL = re.compile(
    r"(\bpixel\b|/p\.gif|feedburner\.com/~|feeds\.wordpress\.com|stats\.wordpress\.com|b\.scorecardresearch|"
    r"doubleclick\.net|google-analytics\.com|/blank\.gif|/spacer\.gif)"
)


def of(node: tree.Node, base_url: str) -> Image | None:
    """The picture, its address absolute and unwrapped from proxies; None if there is nothing to show."""
    attributes = {name: value or "" for name, value in node.attributes.items()}
    src = _larger(node, attributes, base_url) or address(attributes, base_url)
    if not src:
        return None
    return Image(
        src=src,
        alt=one_line(attributes.get("alt", "")),
        width=_pixels(attributes.get("width", "")),
        height=_pixels(attributes.get("height", "")),
    )


def _larger(node: tree.Node, attributes: dict[str, str], base_url: str) -> str:
    """A larger form that a <picture> around offers, "" if it has none."""
    around = node.parent
    if around is None or around.tag != "picture":
        return ""
    sets = [tree.attribute(source, name) for source in around.css("source") for name in _SETS]
    offered = max((_largest(value) for value in sets if value), default=(0.0, ""))
    own = max((_largest(attributes[name])[0] for name in _SETS if attributes.get(name)), default=1.0)
    return address({"src": offered[1]}, base_url) if offered[0] > max(own, 1.0) else ""


def address(attributes: dict[str, str], base_url: str) -> str:
    """The best address among src, its lazy forms and the sets of sizes, "" if none can be loaded."""
    largest = max((_largest(attributes[name]) for name in _SETS if attributes.get(name)), default=(0.0, ""))
    found = largest[1] if largest[0] > 1 else ""
    named = [attributes[name] for name in _SOURCES if attributes.get(name)]
    for value in ([found] if found else []) + named + [largest[1]]:
        absolute = urls.absolute(value, base_url) if value and not value.startswith("data:") else ""
        if absolute:
            return _PENDING.sub("", _unwrapped(absolute))
    return ""


def _unwrapped(src: str) -> str:
    """The picture that a resizing script is asked for: photo.php?u=https://…/a.jpg&w=800."""
    for name, value in parse_qsl(src.partition("?")[2]):
        if name in _ASKED and urls.is_web(value) and _PICTURE.search(value.partition("?")[0]):
            return urls.absolute(value, src)
    return src


def name_of(src: str) -> str:
    """What is left of a picture's address when sizes are taken from its path: the last part, without query."""
    return src.partition("?")[0].rpartition("/")[2]


def is_pixel(node: tree.Node) -> bool:
    """A picture that only counts readers."""
    sizes = [_pixels(tree.attribute(node, name)) for name in ("width", "height")]
    if any(size is not None and size <= 2 for size in sizes):
        return True
    return bool(_PIXEL_URL.search(tree.attribute(node, "src")))


def is_tiny(node: tree.Node) -> bool:
    """An emoji or icon that stands for its alternative text."""
    sizes = [_pixels(tree.attribute(node, name)) for name in ("width", "height")]
    return any(size is not None and size <= 32 for size in sizes) or bool(
        _TINY_CLASS.search(tree.attribute(node, "class"))
    )


def _largest(srcset: str) -> tuple[float, str]:
    best = (0.0, "")
    for match in _CANDIDATE.finditer(srcset):
        size = float(match[2] or 1)
        if size > best[0]:
            best = (size, match[1])
    return best


def _pixels(value: str) -> int | None:
    match = _DIGITS.match(value)
    return int(match[1]) if match else None


def is_caption(words: str) -> bool:
    """Words below a picture that read as its caption though nothing marks them: 图为…, …（新华社）, … © …"""
    return len(words) <= _LONGEST_CAPTION and (
        bool(_CAPTION.match(plain(words))) or is_credit(words) or bool(parted(words)[1])
    )


def parted(words: str) -> tuple[str, str]:
    """A caption and the credit at its end: 码头。 © 某甲 is (码头。, © 某甲); the credit is "" where none is told."""
    if len(words) > _LONGEST_CAPTION * 3:
        return words, ""
    text = plain(words)
    found = next(filter(None, (pattern.match(text) for pattern in _CREDITS_BEHIND)), None)
    if found is None or is_credit(words):
        return words, ""
    start, end = found.span("credit")
    return words[: found.end("caption")], words[start:end].strip()


def is_credit(words: str) -> bool:
    """A caption that only says whose picture it is: 图片来源：…, Photo: …, © …"""
    return bool(_CREDIT.match(plain(words)) or _AGENCY.fullmatch(plain(words)))
