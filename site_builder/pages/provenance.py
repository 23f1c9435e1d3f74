"""The provenance box: everything that is known about where an article comes from, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from site_builder import urls
from site_builder.model import Article, Difference, Rights, Version
from site_builder.pages.cards import stamp
from site_builder.pages.cutting import Trimming, trimming
from site_builder.pages.desk import Desk
from site_builder.pages.modes import mode_name
from site_builder.pages.views import Card, Stamp, Text
from site_builder.text import clean
from site_builder.words import Words

MOST_VERSIONS = 20


class Address(NamedTuple):
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


def provenance(article: Article, card: Card, rights: Rights, desk: Desk) -> Provenance:
    """Of an article with this card."""
    clip = article.clip
    return Provenance(
        authors=_names(article.authors, desk),
        translators=_names(article.translators, desk),
        contributors=_names(article.contributors, desk),
        published=card.published,
        updated=stamp(article.updated, desk.words),
        captured=card.captured,
        address=address(article.url),
        archived=address(article.archived),
        original=_original(article, desk),
        clip=clean(clip.path if clip else article.origin),
        sha256=clip.sha256 if clip else article.sha256,
        checked=article.checked,
        mode=mode_name(rights, desk.words),
        trimming=trimming(article, desk.words),
        versions=tuple(
            _capture(version, article, desk, is_open=rights == "full") for version in article.versions[:MOST_VERSIONS]
        ),
    )


def address(url: str, note: str = "", lang: str = "") -> Address | None:
    """A followable address, or None."""
    if not urls.is_web(url):
        return None
    return Address(url, urls.shown(url), note, lang)


def _names(names: tuple[str, ...], desk: Desk) -> tuple[Text, ...]:
    return tuple(desk.text(name) if not name.isascii() else Text(name, _latin(desk)) for name in names)


def _latin(desk: Desk) -> str:
    return "" if desk.config.language.startswith("en") else "en"


def _original(article: Article, desk: Desk) -> Address | None:
    if article.original is None:
        return None
    language = article.original.language
    return address(article.original.url, desk.words.language_name(language) if language else "", language)


def _capture(version: Version, article: Article, desk: Desk, *, is_open: bool) -> Capture:
    when, file = stamp(version.captured, desk.words), clean(version.origin)
    if version.change is None:
        return Capture(when, file, version.sha256)
    lang = "" if article.language == desk.config.language else article.language
    passages = version.change.passages if is_open else ()
    return Capture(when, file, version.sha256, _changed(version.change, desk.words), passages, lang)


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
