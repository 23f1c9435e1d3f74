"""Saved pages: what the head says, in order of trust, and where the article stands."""

from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.formats import page_body, page_head
from site_builder.model import Cut, Printed
from site_builder.tree import page
from tests import clips

SAID = "班渡轮在雾里开出，岸上的人数着汽笛，一共响了三声，又等了好一会儿，人群才慢慢地散去。"
PARAGRAPHS = "".join(f"<p>第{n}{SAID}</p>" for n in "一二三四五")


def head(inner: str) -> page_head.Head:
    return page_head.read_head(page(f"<html>{inner}</html>"))


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>渡轮 - 海港日报</title><meta property=og:site_name content=海港日报>", "渡轮"),
        ("<title>渡轮 | 海港日报</title><h1>渡轮</h1>", "渡轮"),
        ("<title>渡轮-桥</title><h1>别的</h1>", "渡轮-桥"),
        ("<title>a</title><meta property=og:title content=b>", "b"),
        ("<h1> 渡\n轮 </h1>", "渡轮"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "c"}</script><title>a</title>', "c"),
        ('<script type="application/ld+json">{broken</script><title>a</title>', "a"),
        ("<svg><title>icon</title></svg>", "icon"),
    ],
)
def test_title(html: str, title: str) -> None:
    assert head(html).title == title


@pytest.mark.parametrize(
    ("html", "published"),
    [
        ('<meta property="og:published_time" content="2023-11">', Printed("2023-11", "meta og:published_time")),
        ('<time datetime="2023-11-14T08:00Z">1 小时前</time>', Printed("2023-11-14T08:00Z", "time[datetime]")),
        ("<time>1 小时前</time>", Printed("1 小时前", "time")),
        ('<p itemprop="datePublished" content="2023-11-14">x</p>', Printed("2023-11-14", "itemprop datePublished")),
        ("<p>2023-11-14</p>", None),
    ],
)
def test_date(html: str, published: Printed | None) -> None:
    assert head(html).published == published


def test_authors_of_every_spelling() -> None:
    linked = '{"@type": ["Thing", "BlogPosting"], "author": [{"name": "张帆"}, "By Li Jiang and Wang Mao"]}'
    assert head(f'<script type="application/ld+json">[{linked}]</script>').authors == ("张帆", "Li Jiang", "Wang Mao")
    assert head('<meta name=author content="文／陈渡、何桥">').authors == ("陈渡", "何桥")
    assert head('<meta property=article:author content="https://e.org/a">').authors == ()


@pytest.mark.parametrize(
    "html",
    [
        f"<nav>菜单</nav><article>{PARAGRAPHS}</article><aside>热门</aside>",
        f"<nav>菜单</nav><article><p>预告</p></article><article>{PARAGRAPHS}</article><aside>热门</aside>",
        f"<nav>菜单</nav><div><main>{PARAGRAPHS}</main></div><aside>热门<a href=/b><img src=/c.png></a></aside>",
        f"<div><a href=/>菜单</a></div><div><div>{PARAGRAPHS}</div></div><div class=sidebar>热门</div>",
    ],
)
def test_the_article_is_found_and_the_rest_is_listed(html: str) -> None:
    whole = f"<html><body>{html}</body></html>"
    body, cuts = page_body.locate(page(whole), whole, "https://e.org/a")
    assert PARAGRAPHS in body
    assert "热门" not in body
    assert {Cut(page_body.RULE, "菜单"), Cut(page_body.RULE, "热门")} <= set(cuts)


def test_a_page_without_text_is_kept_whole() -> None:
    assert page_body.locate(page("<p>短</p>"), "<p>短</p>", "") == ("<p>短</p>", ())


CLIP = (Path(__file__).with_name("documents") / "a-duty-machine.clip").read_text(encoding="utf-8")
LONGER = CLIP.replace("<p>码头上", f"{PARAGRAPHS}<p>码头上")
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>海港城重开渡轮航线 - RFI</title>
<link rel="canonical" href="https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20231114-haigang"></head><body>
<header><nav><a href="/">首页</a></nav></header>{body}<aside><a href="/x">热门文章</a></aside><footer>©</footer>
</body></html>"""


@pytest.mark.parametrize("around", ["<article>{}</article>", "<div id=app><div class=a>{}</div></div>"])
def test_a_saved_page_of_a_known_publisher_gives_what_its_clip_gives(around: str) -> None:
    body = around.format("<h1>海港城重开渡轮航线</h1>" + LONGER.partition("------\n")[2])
    (clipped,), _ = clips.read("clip", LONGER.encode())
    (saved,), _ = clips.read("page", PAGE.format(body=body).encode())
    assert saved == replace(clipped, origin="page", sha256=saved.sha256, format="web-page", captured=None)
