"""The provenance box: everything that is known about where an article comes from, and what is not."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder import urls
from site_builder.model import Article, Moment
from site_builder.pages.cards import stamp
from site_builder.pages.frame import Frame
from site_builder.pages.modes import mode_name
from site_builder.pages.views import Stamp, Text
from site_builder.text import clean

MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Address:
    """A link outward; `text` is the address without its scheme."""

    url: str
    text: str
    note: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """Another version of the page: when it was captured, the clip it is in."""

    stamp: Stamp | None
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    authors: tuple[Text, ...]
    translators: tuple[Text, ...]
    contributors: tuple[Text, ...]
    published: Stamp | None
    updated: Stamp | None
    captured: Stamp | None
    address: Address | None
    archived: Address | None
    original: Address | None
    clip: str
    sha256: str
    checked: str
    mode: str
    versions: tuple[Capture, ...]


def provenance(article: Article, frame: Frame) -> Provenance:
    clip = article.clip
    return Provenance(
        authors=_names(article.authors, frame),
        translators=_names(article.translators, frame),
        contributors=_names(article.contributors, frame),
        published=stamp(article.published, frame.words),
        updated=stamp(article.updated, frame.words),
        captured=stamp(article.captured, frame.words),
        address=address(article.url),
        archived=address(article.archived),
        original=_original(article, frame),
        clip=clean(clip.path if clip else article.origin),
        sha256=clip.sha256 if clip else article.sha256,
        checked=article.checked,
        mode=mode_name(frame.rights[article.id], frame.words),
        versions=tuple(_capture(v.captured, v.origin, v.sha256, frame) for v in article.versions[:MOST_VERSIONS]),
    )


def address(url: str, note: str = "", lang: str = "") -> Address | None:
    """A followable address, or None."""
    if not urls.is_web(url):
        return None
    return Address(url, urls.shown(url), note, lang)


def _names(names: tuple[str, ...], frame: Frame) -> tuple[Text, ...]:
    return tuple(frame.text(name) if not name.isascii() else Text(name, _latin(frame)) for name in names)


def _latin(frame: Frame) -> str:
    return "" if frame.config.language.startswith("en") else "en"


def _original(article: Article, frame: Frame) -> Address | None:
    if article.original is None:
        return None
    language = article.original.language
    return address(article.original.url, frame.words.language_name(language) if language else "", language)


def _capture(captured: Moment | None, file: str, sha256: str, frame: Frame) -> Capture:
    return Capture(stamp(captured, frame.words), clean(file), sha256)
