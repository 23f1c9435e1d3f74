"""The head of a page: what search engines, sharing sites and reference managers are told, by rights."""

from dataclasses import replace

import pytest

from site_builder.model import Article, Original, Rights
from site_builder.pages import head
from site_builder.pages.head import Head
from site_builder.project import Config
from tests.exports.library import BASE, CONFIG, FULL

ONLINE = replace(CONFIG, base_url=BASE)
ARTICLE = replace(FULL, summary="一句摘要。", original=Original("https://news.example/en", "en"))
PATH = f"{ARTICLE.permalink}index.html"


def made(rights: Rights, config: Config = ONLINE, article: Article = ARTICLE) -> Head:
    return head.article(article, rights, PATH, config)


def metas(made: Head) -> dict[str, str]:
    return {meta.key: meta.content for meta in made.metas}


@pytest.mark.parametrize(
    ("rights", "canonical", "robots", "reserved"),
    [
        ("full", ARTICLE.url, "", "1"),
        ("excerpt", f"{BASE}/{ARTICLE.permalink}", "", "1"),
        ("link", f"{BASE}/{ARTICLE.permalink}", "noindex", None),
    ],
)
def test_a_copy_points_to_its_original(rights: Rights, canonical: str, robots: str, reserved: str | None) -> None:
    page = made(rights)
    assert (page.canonical, page.robots, metas(page).get("tdm-reservation")) == (canonical, robots, reserved)
    assert metas(page)["og:url"] == canonical


def test_without_base_url_only_the_original_has_an_address() -> None:
    assert made("full", CONFIG).canonical == ARTICLE.url
    assert made("excerpt", CONFIG).canonical == ""
    assert "url" not in made("excerpt", CONFIG).structured


def test_a_link_tells_title_source_and_day_only() -> None:
    page = made("link")
    assert page.description == f"{ARTICLE.title} · 港报 · 2023-11-14"
    assert ARTICLE.summary not in repr(page)
    assert ARTICLE.summary in repr(made("excerpt"))


def test_zotero_finds_a_newspaper_article() -> None:
    """Its translator: DC.type wins where neither og:type says website nor citation_title is there."""
    page = made("excerpt")
    pairs = [(meta.key, meta.content) for meta in page.metas if meta.attribute == "name"]
    assert pairs == [
        ("DC.type", "newspaperArticle"),
        ("DC.title", ARTICLE.title),
        ("DC.creator", "林一舟"),
        ("DC.creator", "van der Berg, Ana"),
        ("DC.date", "2023-11-14"),
        ("DC.language", "zh-Hans"),
        ("DC.identifier", ARTICLE.url),
        ("prism.publicationName", "港报"),
        ("prism.publicationDate", "2023-11-14"),
        ("eprints.official_url", ARTICLE.url),
        ("tdm-reservation", "1"),
    ]
    assert metas(page)["og:type"] == "article"


def test_structured_data_of_an_article() -> None:
    assert made("excerpt").structured == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": ARTICLE.title,
        "abstract": "一句摘要。",
        "url": f"{BASE}/{ARTICLE.permalink}",
        "inLanguage": "zh-Hans",
        "datePublished": "2023-11-14T10:34+01:00",
        "author": [{"@type": "Person", "name": "林一舟"}, {"@type": "Person", "name": "Ana van der Berg"}],
        "translator": [{"@type": "Person", "name": "周译"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "港报", "url": "https://news.example/"},
        "articleSection": "港口/夜航",
        "keywords": ["灯塔", "夜航"],
        "isBasedOn": {"@type": "NewsArticle", "url": ARTICLE.url},
        "translationOfWork": {"@type": "NewsArticle", "url": "https://news.example/en", "inLanguage": "en"},
        "isPartOf": {"@type": "Collection", "name": "灯塔案卷", "url": f"{BASE}/"},
    }


def test_a_byline_may_name_an_institution() -> None:
    article = replace(ARTICLE, authors=("港报", "Reuters Staff", "白夜"))
    kinds = [creator["@type"] for creator in made("full", article=article).structured["author"]]  # type: ignore[attr-defined]
    assert kinds == ["Organization", "Organization", "Person"]


@pytest.mark.parametrize(
    ("path", "kind", "feeds"),
    [
        ("index.html", "CollectionPage", ["feed.xml", "feed.json"]),
        ("sources/index.html", "CollectionPage", ["feed.xml", "feed.json"]),
        (
            "sources/paper/index.html",
            "CollectionPage",
            ["sources/paper/feed.xml", "sources/paper/feed.json", "feed.xml", "feed.json"],
        ),
        ("people/lin/index.html", "CollectionPage", ["feed.xml", "feed.json"]),
        ("about/index.html", "AboutPage", ["feed.xml", "feed.json"]),
        ("search/index.html", "SearchResultsPage", ["feed.xml", "feed.json"]),
    ],
)
def test_a_page_says_its_kind_and_its_feeds(path: str, kind: str, feeds: list[str]) -> None:
    page = head.page("一页", "", path, ONLINE)
    assert page.structured["@type"] == kind
    assert [link.href for link in page.links] == feeds
    assert page.canonical == f"{BASE}/{path.removesuffix('index.html')}"
    assert page.description == CONFIG.summary


def test_a_page_that_is_not_listed_says_so_and_nothing_more() -> None:
    page = head.page("没有这一页", "", "404.html", ONLINE, is_listed=False)
    assert (page.canonical, page.robots, page.metas, dict(page.structured)) == ("", "noindex", (), {})
