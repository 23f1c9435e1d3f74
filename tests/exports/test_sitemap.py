"""sitemap.xml and robots.txt."""

from dataclasses import replace
from xml.etree import ElementTree

from site_builder.exports import sitemap
from tests.exports.library import BASE, CONFIG, EMPTY, FULL, LINK, exported

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ONLINE = replace(CONFIG, base_url=BASE)


def addresses(data: bytes) -> list[str]:
    return [str(loc.text) for loc in ElementTree.fromstring(data).iterfind(".//s:loc", NAMESPACE)]


def test_pages_that_search_engines_should_know() -> None:
    found = [address.removeprefix(f"{BASE}/") for address in addresses(exported(ONLINE)["sitemap.xml"])]
    assert found[:3] == ["", "timeline/", "about/"]
    assert {"sources/paper/", "tags/dengta/", "people/lin-yizhou/", "events/relit/", FULL.permalink} <= set(found)
    assert "tags/yehang/" not in found  # one article: the tag has no page
    assert LINK.permalink not in found  # a bare link is marked noindex


def test_without_base_url_addresses_are_files_seen_from_the_root() -> None:
    assert addresses(exported(library=EMPTY)["sitemap.xml"]) == [
        "./index.html",
        "./timeline/index.html",
        "./about/index.html",
    ]


def test_more_pages_than_one_file_may_list_get_an_index() -> None:
    parts = {o.path: o.data for o in sitemap.files([(f"p{n}/", "") for n in range(5)], BASE, limit=2)}
    assert list(parts) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert addresses(parts["sitemap.xml"]) == [f"{BASE}/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert addresses(parts["sitemap-3.xml"]) == [f"{BASE}/p4/"]


def test_robots_name_the_sitemap_where_it_has_an_address() -> None:
    assert exported(ONLINE)["robots.txt"].endswith(f"\n\nSitemap: {BASE}/sitemap.xml\n".encode())
    assert exported()["robots.txt"] == b"User-agent: *\nDisallow:\n"
