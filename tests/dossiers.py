"""A small dossier of our own sentences, as a folder on the disk, for the tests of the verbs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from site_builder import config
from site_builder.project import Project

ARTICLES = {
    "first.md": """---
title: 两国谈判代表在日内瓦会面
url: https://news.example.com/2023/11/first
source: example
published: 2023-11-14T10:34:00+08:00
language: zh-Hans
authors: [王小明]
summary: 代表们谈了一天，没有发表声明。
tags: [谈判]
---

代表们在湖边的旅馆里谈了整整一天，傍晚才离开会场。

**《湖边的旅馆》**已经开了八十年，老板说从来没有这么多记者。
""",
    "second.md": """---
title: 谈判结束以后的第二天
url: https://news.example.com/2023/11/second
source: example
published: 2023-11-15
language: zh-Hans
summary: 双方各自回国，约定一个月以后再见。
tags: [谈判]
---

双方在机场分别对记者说，[前一天的会面](https://news.example.com/2023/11/first)是坦率的。
""",
}
CONFIG = """title = "湖边谈判"
summary = "一个虚构的专题。"

[sources.example]
name = "示例日报"
hosts = ["news.example.com"]
"""


def make(root: Path, extra: str = "") -> Path:
    """A dossier of two articles in `root`; `extra` goes to the top of its dossier.toml."""
    (root / "content").mkdir(parents=True)
    (root / "dossier.toml").write_text(extra + CONFIG, encoding="utf-8")
    for name, text in ARTICLES.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    return root


def load(root: Path) -> Project:
    return Project(
        root=root,
        content=root / "content",
        output=root / "output",
        config=config.load(root),
        now=datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
        templates=(root / "templates",),
    )
