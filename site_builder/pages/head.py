"""What stands in the head of a page for machines: title, description, addresses, metadata.

Reference managers: Zotero's "Embedded Metadata" saves a newspaper article from DC.type, PRISM and the EPrints
address of the original. `og:type` website or a `citation_title` would win over those and make a web page or a
journal article of it, COinS would be read first and lose the newspaper; so there is none of the three.

Rights: a page with an article's whole text is a copy, its canonical address is the original and its text is
reserved against text and data mining (TDM Reservation Protocol); one with a summary is a page of its own, the
summary being perhaps the publisher's reserved too; a bare link is nothing that a search engine should list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from site_builder import citing
from site_builder.model import Article, Moment, Original, Rights
from site_builder.project import Config, Source
from site_builder.text import one_line
from site_builder.urls import is_web

_NOTHING: Mapping[str, object] = MappingProxyType({})
_CONTEXT = "https://schema.org"
_KINDS = {"about/index.html": "AboutPage", "search/index.html": "SearchResultsPage"}
_FEEDS = (("feed.xml", "application/atom+xml"), ("feed.json", "application/feed+json"))
_FED = ("sources/", "tags/")
_DESCRIPTION_LENGTH = 200


class Meta(NamedTuple):
    """One <meta>: `attribute` is name or property."""

    attribute: str
    key: str
    content: str


class HeadLink(NamedTuple):
    """One <link>; `href` is relative to the site's root unless it is an absolute address."""

    rel: str
    href: str
    type: str = ""
    title: str = ""
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """`structured` is JSON-LD, to be written with `<`, `>` and `&` escaped (Jinja's tojson does)."""

    title: str
    description: str = ""
    canonical: str = ""
    robots: str = ""
    metas: tuple[Meta, ...] = ()
    links: tuple[HeadLink, ...] = ()
    structured: Mapping[str, object] = field(default_factory=lambda: _NOTHING)


def page(title: str, description: str, path: str, config: Config, *, is_listed: bool = True) -> Head:
    """The head of any page but an article's. `path` is the page's output path; 404 is not listed."""
    described = _shortened(description) or _shortened(config.summary) or title
    canonical = _address(path, config) if is_listed else ""
    return Head(
        title=f"{title} · {config.title}" if title != config.title else title,
        description=described,
        canonical=canonical,
        robots="" if is_listed else "noindex",
        metas=_open_graph("website", config, title=title, description=described, url=canonical) if is_listed else (),
        links=_feeds(path, title, config),
        structured=_collection(title, described, path, canonical, config) if is_listed else _NOTHING,
    )


def article(article: Article, rights: Rights, path: str, config: Config) -> Head:
    """The head of an article's page, which tells no more than its rights allow."""
    source = config.source(article.source)
    title = one_line(article.title) or article.url or article.id
    day = article.published.text[:10] if article.published else ""
    summary = _shortened(article.summary) if rights in {"full", "excerpt"} else ""
    description = summary or " · ".join(filter(None, (title, source.name, day)))
    own = _address(path, config)
    canonical = article.url if rights == "full" and article.url else own
    picture = _picture(article, rights, config)
    metas = (
        *_open_graph("article", config, title=title, description=description, url=canonical, image=picture),
        *_article_metas(article, day),
        *_bibliographic(article, source, title, day),
        *((Meta("name", "tdm-reservation", "1"),) if rights in {"full", "excerpt"} else ()),
    )
    return Head(
        title=f"{title} · {config.title}",
        description=description,
        canonical=canonical,
        robots="noindex" if rights == "link" else "",
        metas=metas,
        links=_feeds(path, title, config),
        structured=_news_article(article, source, config, headline=title, abstract=summary, url=own, image=picture),
    )


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _DESCRIPTION_LENGTH else line[: _DESCRIPTION_LENGTH - 1].rstrip() + "…"


def _address(path: str, config: Config) -> str:
    return f"{config.base_url.rstrip('/')}/{path.removesuffix('index.html')}" if config.base_url else ""


def _feeds(path: str, title: str, config: Config) -> tuple[HeadLink, ...]:
    """The dossier's feeds, after those of the source or tag that the page is about."""
    folder = path.removesuffix("index.html")
    has_own = folder.startswith(_FED) and folder.count("/") == 2 and folder.endswith("/")
    own = [HeadLink("alternate", folder + name, kind, title) for name, kind in _FEEDS] if has_own else []
    return (*own, *(HeadLink("alternate", name, kind, config.title) for name, kind in _FEEDS))


def _metas(attribute: str, *pairs: tuple[str, str]) -> tuple[Meta, ...]:
    return tuple(Meta(attribute, key, content) for key, content in pairs if content)


def _open_graph(kind: str, config: Config, **properties: str) -> tuple[Meta, ...]:
    locale = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}.get(config.language, config.language.replace("-", "_"))
    return _metas(
        "property",
        ("og:type", kind),
        ("og:site_name", config.title),
        ("og:locale", locale),
        *((f"og:{key}", content) for key, content in properties.items()),
    )


def _article_metas(article: Article, day: str) -> tuple[Meta, ...]:
    return _metas(
        "property",
        ("article:published_time", article.published.text if article.published and day else ""),
        ("article:section", one_line(article.kicker)),
        *(("article:tag", tag) for tag in article.tags),
    )


def _bibliographic(article: Article, source: Source, title: str, day: str) -> tuple[Meta, ...]:
    """Dublin Core with what Zotero asks of PRISM and EPrints. Its names: "Swanson, Ana", Chinese ones undivided."""
    return _metas(
        "name",
        ("DC.type", "newspaperArticle"),
        ("DC.title", title),
        *(("DC.creator", citing.name(author).inverted) for author in article.authors),
        ("DC.date", day),
        ("DC.language", article.language),
        ("DC.identifier", article.url),
        ("prism.publicationName", source.name),
        ("prism.publicationDate", day),
        ("eprints.official_url", article.url),
    )


def _picture(article: Article, rights: Rights, config: Config) -> str:
    image = article.image
    shown = image is not None and rights == "full" and config.images != "none" and is_web(image.src)
    return image.src if image and shown else ""


def _collection(title: str, description: str, path: str, address: str, config: Config) -> Mapping[str, object]:
    folder = path.removesuffix("index.html")
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": _KINDS.get(path, "CollectionPage"),
            "name": title,
            "description": description,
            "inLanguage": config.language,
            "url": address,
            "isPartOf": _dossier(config) if folder else None,
            "editor": _named("Person", config.editor) if not folder else None,
        }
    )


def _news_article(article: Article, source: Source, config: Config, **shown: str) -> Mapping[str, object]:
    """schema.org NewsArticle: the page, with what it shows, is based on the original at the publisher's address."""
    origin = _filled({"@type": "NewsArticle", "url": article.url, "archivedAt": article.archived})
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "NewsArticle",
            **shown,
            "inLanguage": article.language,
            "datePublished": _time(article.published),
            "dateModified": _time(article.updated),
            "author": [_creator(author, source) for author in article.authors],
            "translator": [_creator(translator, source) for translator in article.translators],
            "publisher": _filled({"@type": "NewsMediaOrganization", "name": source.name, "url": source.home}),
            "articleSection": one_line(article.kicker),
            "keywords": list(article.tags),
            "isBasedOn": origin if article.url else None,
            "translationOfWork": _translated(article.original),
            "isPartOf": _dossier(config),
        }
    )


def _translated(original: Original | None) -> Mapping[str, object] | None:
    if original is None:
        return None
    return _filled({"@type": "NewsArticle", "url": original.url, "inLanguage": original.language})


def _dossier(config: Config) -> Mapping[str, object]:
    return _filled({"@type": "Collection", "name": config.title, "url": _address("", config)})


def _creator(name: str, source: Source) -> Mapping[str, object] | None:
    return _named("Organization" if citing.is_institution(name, source) else "Person", name)


def _named(kind: str, name: str) -> Mapping[str, object] | None:
    return {"@type": kind, "name": name} if name else None


def _time(moment: Moment | None) -> str:
    """ISO 8601 as it is known: schema.org takes dates of every precision."""
    return moment.text if moment else ""


def _filled(fields: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in fields.items() if value}
