"""What a text cites: collected, wanted, or elsewhere; and the list of what is still to be collected."""

import pytest

from site_builder.model import Link, ListedItem, Reason
from site_builder.project import Config
from site_builder.relate.citations import is_wanted

from .articles import article, related

REPORT = Link("https://news.example/2023/11/report", "一份报告", 2)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://news.example/2023/11/report", True),
        ("https://gov.example/notice-on-precursors", True),
        ("https://news.example/doc.pdf?id=7", True),
        ("https://news.example/", False),
        ("https://news.example/by/reporter-12", False),
        ("https://news.example/tag/2023", False),
        ("https://www.facebook.com/sharer/123456", False),
        ("https://t.me/channel/123456", False),
        ("https://news.example/photo-2023.jpg", False),
        ("mailto:someone@example.org", False),
    ],
)
def test_what_is_worth_collecting(url: str, wanted: bool) -> None:
    assert is_wanted(url) is wanted


def test_links_are_sorted_into_collected_wanted_and_elsewhere() -> None:
    links = [REPORT, Link("https://e.org/b", "乙", 3), Link("https://news.example/", "报社", 5)]
    library, _ = related([article("a"), article("b")], {"a": links})
    assert [(c.target, c.is_wanted, c.paragraph) for c in library.citations["a"]] == [
        ("", True, 2),
        ("b", False, 3),
        ("", False, 5),
    ]


def test_an_address_counts_once_an_article_and_its_own_never() -> None:
    links = [REPORT, Link(REPORT.url + "/#part", "再看", 9), Link("http://e.org/a#top", "回顶", 9)]
    assert len(related([article("a")], {"a": links})[0].citations["a"]) == 1


def test_most_wanted_is_what_most_articles_name() -> None:
    listed = ListedItem("列出的标题", REPORT.url.replace("https", "http"), "栏目")
    other = Link("https://news.example/2022/once", "只一次", 1)
    library, _ = related([article("a"), article("b", related=(listed,))], {"a": [other, REPORT]})
    first, second = library.wanted
    assert (first.title, first.kicker) == ("列出的标题", "栏目")
    assert first.cited_by == (("a", Reason("cites", ("2",))), ("b", Reason("listed", ("e",))))
    assert second.title == "只一次"


def test_collecting_an_address_takes_it_off_the_list() -> None:
    library, _ = related([article("a"), article("b", url="http://m.news.example/2023/11/report/")], {"a": [REPORT]})
    assert not library.wanted
    assert library.citations["a"][0].target == "b"


@pytest.mark.parametrize("rights", ["excerpt", "link"])
def test_the_words_of_a_closed_text_are_not_shown(rights: str) -> None:
    library, _ = related([article("a", rights=rights)], {"a": [REPORT]})
    assert library.citations["a"][0].text == ""
    assert library.wanted[0].title == REPORT.url


def test_rights_of_the_dossier_count_as_well() -> None:
    assert related([article("a")], {"a": [REPORT]}, Config(rights="excerpt"))[0].citations["a"][0].text == ""
