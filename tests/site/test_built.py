"""The checks of the gate that need neither browser nor npm, over the example and the English dossier."""

from collections.abc import Iterator

import pytest

from tests.site import feeds, links, weights
from tests.site.sites import Page, Site, served


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Site]]:
    with served(tmp_path_factory.mktemp("sites")) as built:
        yield built


def test_every_link_and_anchor_leads_somewhere(sites: list[Site]) -> None:
    assert [complaint for site in sites for complaint in links.check(site)] == []


def test_feeds_and_sitemap_are_valid(sites: list[Site]) -> None:
    assert [complaint for site in sites for complaint in feeds.check(site)] == []


def test_pages_and_their_parts_keep_the_budgets(sites: list[Site]) -> None:
    assert [complaint for site in sites for complaint in weights.check(site)] == []


def test_a_site_has_every_kind_of_page(sites: list[Site]) -> None:
    for site in sites:
        kinds = {kind.split("/")[0] for kind in site.of_each_kind}
        assert {"article", "timeline", "home", "source", "term", "search", "wanted", "event", "page"} <= kinds


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        ("b/index.html#there", ""),
        ("../a/b/index.html", ""),
        ("https://x.example/", ""),
        ("b/", "no such file"),
        ("b/index.html#missing", "no such anchor"),
        ("../../index.html", "climbs above the site"),
        ("/a/index.html", "starts at the server's root"),
        ("javascript:alert(1)", "neither relative nor http"),
        ("//x.example/", "neither relative nor http"),
    ],
)
def test_what_the_link_check_complains_of(sites: list[Site], target: str, complaint: str) -> None:
    site = Site("small", sites[0].folder.parent / "small", "http://127.0.0.1/small/")
    for path, html in {"a/index.html": f'<a href="{target}">', "a/b/index.html": '<p id="there">'}.items():
        (site.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (site.folder / path).write_text(html, encoding="utf-8")
    expected = [f"a/index.html: {target}: {complaint}"] if complaint else []
    assert list(links.check(site)) == expected


def test_what_loads_from_elsewhere_is_found() -> None:
    page = Page(
        '<link rel="stylesheet" href="//x.example/a.css"><img src="c.png"><script src="https://x.example/b.js">'
    )
    assert list(weights.foreign(page)) == [("link", "//x.example/a.css"), ("script", "https://x.example/b.js")]
