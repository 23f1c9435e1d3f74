"""The provenance box: everything that is known about where an article comes from, and what is not."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder import urls
from site_builder.model import Article, Difference, Version
from site_builder.pages.cards import stamp
from site_builder.pages.cutting import Trimming, trimming
from site_builder.pages.frame import Frame
from site_builder.pages.modes import mode_name
from site_builder.pages.views import Stamp, Text
from site_builder.text import clean
from site_builder.words import Words

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
    """Another version of the page: when it was captured, the clip it is in, what changed since ("" if not compared).

    `passages` are (before, after), empty where the text may not be shown; `lang` is theirs.
    """

    stamp: Stamp | None
    file: str
    sha256: str
    changed: str = ""
    passages: tuple[tuple[str, str], ...] = ()
    lang: str = ""


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
    trimming: Trimming | None
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
        trimming=trimming(article, frame.words),
        versions=tuple(_capture(version, article, frame) for version in article.versions[:MOST_VERSIONS]),
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


def _capture(version: Version, article: Article, frame: Frame) -> Capture:
    when, file = stamp(version.captured, frame.words), clean(version.origin)
    if version.change is None:
        return Capture(when, file, version.sha256)
    is_open = frame.rights[article.id] == "full"
    lang = "" if article.language == frame.config.language else article.language
    passages = version.change.passages if is_open else ()
    return Capture(when, file, version.sha256, _changed(version.change, frame.words), passages, lang)


def _changed(change: Difference, words: Words) -> str:
    counts = [
        words.count("增{n}段", "增{n}段", change.added) if change.added else "",
        words.count("删{n}段", "删{n}段", change.removed) if change.removed else "",
        words.count("改{n}段", "改{n}段", change.reworded) if change.reworded else "",
    ]
    said = words.listing(filter(None, counts))
    text = words("本页{changes}", changes=said) if said else words("文字与本页相同")
    title = words("此版题为“{title}”", title=change.title) if change.title else ""
    return words("；").join(filter(None, (text, title)))
