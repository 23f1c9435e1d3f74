"""From what a reader found to an article: identity, precedence, what is missing."""

import pytest

from site_builder import normalise
from site_builder.model import Article, Extract, Image, ListedItem, Moment, Origin, Original, Printed
from site_builder.problems import Problem
from site_builder.project import Config, Source

CLIP = Extract(
    format="duty-machine",
    reason="because",
    title="渡轮 &amp; 桥\n 复航",
    url="https://www.rfi.fr//cn/20231114-a?utm_source=x",
    published=Printed("14/11/2023 - 10:34", "first div"),
    captured=Printed("1699955101000", "epoch comment"),
    authors=(" 张帆 ", "张帆", ""),
    image=Image("//images.weserv.nl/?url=e.org/a.jpg", caption="一\n二"),
    related=(
        ListedItem("乙", "/cn/b"),
        ListedItem("乙又", "http://www.rfi.fr/cn/b/"),
        ListedItem("丙", "javascript:x"),
    ),
    original=Original("/en/a", "fr_FR"),
    html="<p>渡轮在雾里开出。</p>",
)


def read(extract: Extract, config: Config | None = None) -> tuple[Article, list[Problem]]:
    article, problems = normalise.article(extract, Origin("a.txt", b""), config or Config())
    assert article
    return article, list(problems)


def test_a_clip() -> None:
    article, problems = read(CLIP)
    assert problems == []
    assert article.title == "渡轮 & 桥复航"
    assert article.url == "https://www.rfi.fr/cn/20231114-a"
    assert article.source == "rfi"
    assert article.published == Moment("2023-11-14T10:34+01:00")
    assert article.published.where == "first div"
    assert article.captured == Moment("2023-11-14T09:45:01Z")
    assert article.language == "zh-Hans"
    assert article.authors == ("张帆",)
    assert article.image == Image("https://e.org/a.jpg", caption="一二")
    assert article.related == (ListedItem("乙", "https://www.rfi.fr/cn/b"),)
    assert article.original == Original("https://www.rfi.fr/en/a", "fr-FR")
    assert article.body == "渡轮在雾里开出。"
    assert article.permalink == f"articles/2023-11-14-rfi-{article.id}/"


def test_frontmatter_goes_over_what_was_found() -> None:
    matter = {"title": "编者的题", "published": "2023-11-15", "authors": ["李桨"], "event": "ferry"}
    article, _ = read(
        Extract(format="jekyll", reason="", title="原题", authors=("张帆",), matter=matter, markdown="字")
    )
    assert (article.title, article.authors, article.event) == ("编者的题", ("李桨",), "ferry")
    assert article.published == Moment("2023-11-15")


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://www.rfi.fr/cn/a", "rfi"),
        ("http://m.cn.rfi.fr/a", "rfi"),
        ("https://cn.nytimes.com/a/", "nyt"),
        ("https://www.nytimes.com/a/", "nytimes"),
        ("https://www.bbc.com/zhongwen/simp/a", "bbc"),
        ("https://daily.example.org/a", "daily-example-org"),
        ("", "unknown"),
    ],
)
def test_source_of_an_address(url: str, source: str) -> None:
    assert read(Extract(format="duty-machine", reason="", url=url, title="a"))[0].source == source


def test_the_dossier_s_own_sources_come_first() -> None:
    mine = Source(id="daily", name="海港日报", hosts=("example.org",), timezone="Asia/Tokyo", language="zh-Hant")
    bare = Printed("2023-11-14 08:00")
    extract = Extract(format="duty-machine", reason="", url="https://daily.example.org/a", title="香港", published=bare)
    article, _ = read(extract, Config(sources=(mine,)))
    assert article.source == "daily"
    assert article.published == Moment("2023-11-14T08:00+09:00", is_zone_assumed=True)
    assert article.language == "zh-Hant"


def test_a_clip_without_date_takes_the_one_of_its_address_as_an_estimate() -> None:
    extract = Extract(format="duty-machine", reason="", title="a", url="https://e.org/2023/11/14/a", markdown="字")
    assert read(extract)[0].published == Moment("2023-11-14", is_estimate=True)


def test_the_normal_form_is_given_nothing_that_it_does_not_say() -> None:
    matter = {"title": "a", "url": "https://e.org/2023/11/14/a", "summary": "字"}
    article, problems = read(Extract(format="markdown", reason="", matter=matter))
    assert article.published is None
    assert [problem.code for problem in problems] == ["date-missing"]


def test_what_is_missing_is_named() -> None:
    article, problems = read(Extract(format="duty-machine", reason="", url="ftp://e.org/a"))
    assert (article.title, article.url) == ("", "")
    assert [p.code for p in problems] == [
        "url-unreadable",
        "title-missing",
        "url-missing",
        "date-missing",
        "text-missing",
    ]


def test_what_the_curator_has_looked_for_in_vain_is_not_named_again() -> None:
    matter = {"url": "https://e.org/a", "summary": "摘要。", "checked": "页面未见，题与日期不详"}
    article, problems = read(Extract(format="markdown", reason="", matter=matter))
    assert (article.title, article.published, problems) == ("", None, [])


def test_a_wrong_date_is_a_problem_and_no_guess() -> None:
    article, problems = read(
        Extract(format="x", reason="", url="https://e.org/a", title="a", published=Printed("31/02/2023"))
    )
    assert article.published is None
    assert str(problems[0]) == (
        'a.txt: error[date-unreadable] `published`: "31/02/2023" is no date: day is out of range for month.'
        " hint: write it as YYYY-MM-DD, with a time if it is known"
    )
