"""Atom and JSON Feed: one description of an article, two forms, nothing that its rights forbid."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import feedparser
import pytest

from site_builder import catalogues
from site_builder.exports import entry as entry_of
from site_builder.exports.item import Item, Setting, listed
from site_builder.model import LINK_SLOT, Article, Body, Library, Link, Moment
from site_builder.project import Config
from site_builder.urls import article_id
from tests.exports.library import BASE, BODIES, CONFIG, EMPTY, EXCERPT, FULL, LIBRARY, LINK, exported, project

ATOM = "{http://www.w3.org/2005/Atom}"
ONLINE = replace(CONFIG, base_url=BASE)


def entries(data: bytes) -> dict[str, ElementTree.Element]:
    """Entries by title."""
    return {e.findtext(f"{ATOM}title", ""): e for e in ElementTree.fromstring(data).findall(f"{ATOM}entry")}


def links(element: ElementTree.Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(f"{ATOM}link")}


def test_there_is_a_feed_of_the_dossier_each_source_and_each_tag_with_a_page() -> None:
    folders = ("", "sources/harbour/", "sources/paper/", "tags/dengta/")
    assert {path for path in exported() if "feed." in path} == {
        folder + name for folder in folders for name in ("feed.xml", "feed.json")
    }


@pytest.mark.parametrize("config", [CONFIG, ONLINE], ids=["no base_url", "base_url"])
@pytest.mark.parametrize("library", [LIBRARY, EMPTY], ids=["three articles", "none"])
def test_feedparser_finds_nothing_to_complain_of(config: Config, library: Library) -> None:
    for path, data in exported(config, library).items():
        if path.endswith("feed.xml"):
            parsed = feedparser.parse(data)
            assert not parsed.bozo, (path, parsed.get("bozo_exception"))
            assert parsed.feed.id
            assert parsed.feed.updated_parsed


def test_an_entry_leads_to_the_page_and_to_the_original() -> None:
    entry = entries(exported(ONLINE)["feed.xml"])[FULL.title]
    assert links(entry) == {"alternate": f"{BASE}/{FULL.permalink}", "via": FULL.url}
    item = json.loads(exported(ONLINE)["feed.json"])["items"][0]
    assert (item["url"], item["external_url"]) == (f"{BASE}/{FULL.permalink}", FULL.url)


def test_without_base_url_atom_is_relative_to_the_root_and_json_names_the_original_only() -> None:
    feed = ElementTree.fromstring(exported()["tags/dengta/feed.xml"])
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}base"] == "../../"
    assert links(feed) == {"alternate": "tags/dengta/index.html"}
    assert links(entries(exported()["tags/dengta/feed.xml"])[FULL.title])["alternate"] == f"{FULL.permalink}index.html"
    json_feed = json.loads(exported()["feed.json"])
    assert "feed_url" not in json_feed
    assert "url" not in json_feed["items"][0]


def test_ids_outlive_a_move_and_a_new_title() -> None:
    moved = replace(CONFIG, base_url="https://elsewhere.example", title="别名")
    before, after = exported(ONLINE)["feed.xml"], exported(moved)["feed.xml"]
    ids = [[e.findtext(f"{ATOM}id") for e in entries(data).values()] for data in (before, after)]
    assert ids[0] == ids[1]
    assert all(str(i).startswith("urn:uuid:") for i in ids[0])


def test_the_whole_text_is_in_the_dossier_feed_only_and_its_links_lead_outward() -> None:
    html = entries(exported()["feed.xml"])[FULL.title].findtext(f"{ATOM}content")
    assert html == '<p>灯塔亮了，见<a href="https://paper.example/b?&quot;q&quot;&amp;r">旧报道</a>。</p>'
    assert entries(exported()["sources/harbour/feed.xml"])[FULL.title].find(f"{ATOM}content") is None
    items = {item["title"]: item for item in json.loads(exported()["feed.json"])["items"]}
    assert "content_html" in items[FULL.title]
    assert items[EXCERPT.title]["content_text"] == EXCERPT.summary
    assert items[LINK.title]["content_text"] == LINK.title


def test_a_summary_of_a_link_is_not_shown() -> None:
    assert all(LINK.summary.encode() not in data for path, data in exported().items() if "feed" in path)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2023-11-14T10:34+01:00", "2023-11-14T10:34:00+01:00"),
        ("2023-11-14T10:34:27Z", "2023-11-14T10:34:27Z"),
        ("2023-11-14", "2023-11-14T00:00:00Z"),
        ("2023-11", ""),
        ("2023", ""),
    ],
)
def test_published_is_left_out_where_not_even_the_day_is_known(printed: str, expected: str) -> None:
    article = replace(FULL, published=Moment(printed))
    item = Item(article, Setting(project(), catalogues.load("zh-Hans")), listed(article))
    assert entry_of.entry(item, CONFIG).published == expected


def test_a_feed_holds_the_fifty_newest_captures() -> None:
    def captured(n: int) -> Article:
        moment = Moment(f"2024-01-01T{n // 60:02}:{n % 60:02}Z")
        return replace(FULL, id=article_id("", f"{n}.md"), title=f"第{n}篇", captured=moment)

    many = tuple(captured(n) for n in range(60))
    library = replace(LIBRARY, articles=many, bodies={a.id: BODIES[FULL.id] for a in many}, terms=())
    titles = list(entries(exported(library=library)["feed.xml"]))
    assert titles == [f"第{n}篇" for n in range(59, 9, -1)]


def test_what_xml_cannot_hold_is_dropped() -> None:
    article = replace(FULL, title="警\x00报\ud800\ufffe ]]> 完", tags=("标\x08签",), authors=("名\x1f字",))
    library = replace(LIBRARY, articles=(article,), bodies={article.id: Body("<p>\x01]]></p>", "\x01")})
    assert list(entries(exported(library=library)["feed.xml"])) == ["警报? ]]> 完"]


@pytest.mark.parametrize(
    ("images", "expected"),
    [
        ("link", '<p><img src="https://n.example/p?a=1&amp;b" alt="灯塔"><a href="https://y.example/">塔影</a></p>'),
        ("none", '<p>灯塔<a href="https://y.example/">塔影</a></p>'),
    ],
)
def test_pictures_are_shown_as_the_pages_show_them(images: str, expected: str) -> None:
    html = (
        '<p><img src="https://n.example/p?a=1&amp;b" alt="灯塔">'
        f'{LINK_SLOT.format(0)}<img src="local.png" alt="塔影"></a></p>'
    )
    body = Body(html, "", (Link("https://y.example/", "塔影", 1),))
    assert entry_of.outward(body, "", images) == expected


def test_a_footnote_of_a_feed_is_on_the_page() -> None:
    body = Body('<p>文<a href="#fn-1">1</a></p>', "文")
    assert entry_of.outward(body, "articles/a/index.html") == '<p>文<a href="articles/a/index.html#fn-1">1</a></p>'
