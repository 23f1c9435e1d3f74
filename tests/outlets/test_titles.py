"""Titles without the name of who published them."""

import pytest

from site_builder.model import Extract
from site_builder.outlets.titles import bare

RFI, NYT, BBC = "https://www.rfi.fr/cn/a", "https://cn.nytimes.com/a", "https://www.bbc.com/zhongwen/simp/a"


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("渡轮 – 法国国际广播电台 - RFI", RFI, "渡轮"),
        ("渡輪—法國國際廣播電台 – RFI", RFI, "渡輪"),
        ("渡轮 - RFI - 法国国际广播电台", RFI, "渡轮"),
        ("渡轮-RFI", RFI, "渡轮"),
        ("渡輪｜紐約時報中文網", NYT, "渡輪"),
        ("渡轮_纽约时报中文网", NYT, "渡轮"),
        ("钟楼 - BBC News 中文", BBC, "钟楼"),
        ("钟楼 - BBC英伦网", BBC, "钟楼"),
        ("打井｜端傳媒 Initium Media", "https://theinitium.com/a", "打井"),
        ("打井 | 聯合新聞網", "https://udn.com/a", "打井"),
        ("渡轮 - BBC News 中文", RFI, "渡轮 - BBC News 中文"),
        ("RFI", RFI, "RFI"),
        (" - RFI", RFI, "- RFI"),
        ("渡轮 - 谁的 RFI", RFI, "渡轮 - 谁的 RFI"),
        ("桥上的灯 | 示例博客", "https://blog.example.org/a", "桥上的灯"),
    ],
)
def test_titles(title: str, url: str, expected: str) -> None:
    extract = Extract(format="jekyll", reason="", title=title, url=url, authors=("示例博客",))
    assert bare(title, extract) == expected


def test_a_long_title_costs_nothing() -> None:
    title = "- " * 100_000
    assert bare(title + "x", Extract(format="jekyll", reason="", url=RFI)).endswith("x")
