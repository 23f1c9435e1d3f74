"""Clippings of Obsidian and MarkDownload: how names are linked, and what stands above the text."""

import pytest

from site_builder import formats
from site_builder.model import Extract, Origin, Printed


def read(matter: str, body: str = "字") -> Extract:
    text = f"---\ntitle: a\nsource: https://e.org/a\n{matter}\n---\n{body}"
    (extract,), problems = formats.read(Origin("a.md", text.encode()))
    assert problems == ()
    return extract


@pytest.mark.parametrize(
    ("matter", "authors"),
    [
        ("author: 张帆", ("张帆",)),
        ('author: "[[张帆]]"', ("张帆",)),
        ("author: [[张帆]]", ("张帆",)),
        ('author:\n  - "[[people/张帆|张帆]]"\n  - "[[李桨]]"', ("张帆", "李桨")),
        ("author:", ()),
    ],
)
def test_authors(matter: str, authors: tuple[str, ...]) -> None:
    assert read(matter).authors == authors


def test_tags_that_only_say_it_is_a_clipping_are_none() -> None:
    assert read("tags: [clippings, 渡轮]").tags == ("渡轮",)


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ("见[[时刻表]]和[[t/price|票价]]。", "见时刻表和票价。"),
        ("![[pier.jpg|300]]", "![](pier.jpg)"),
        ("# 题\n\n字", "字"),
        ("# 题\n\n> ## Excerpt\n> 摘要\n\n---\n字", "字"),
        ("字\n\n# 小题", "字\n\n# 小题"),
    ],
)
def test_bodies(body: str, markdown: str) -> None:
    assert read("", body).markdown == markdown


def test_the_moment_of_saving() -> None:
    assert read("created: 2020-09-24T16:19:17 (UTC +08:00)").captured == Printed(
        "2020-09-24T16:19:17+08:00", "frontmatter"
    )
