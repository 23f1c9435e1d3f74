"""The small dossier that is searched in Chromium, and how a test asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from site_builder import config, pipeline
from site_builder.project import Project

CONFIG = """title = "灯塔案卷"
[sources.harbour]
name = "港报"
[sources.paper]
name = "The Paper"
"""
ARTICLES = {
    "lamp": """title: 灯塔重新点亮
source: harbour
published: 2023-11-14T10:34+01:00
tags: [灯塔, 夜航]
people: [林一舟]
summary: 十年来头一回，夜里又有船进港。
---
傍晚六点，领港员林一舟按下开关，灯塔亮了。岸上的人说，夜航的日子回来了。

他把新的航线画在旧海图上，一共三条，最长的一条绕过北面的暗礁。""",
    "chart": """title: 旧海圖上的新航線
source: paper
published: 2021-03-02
language: zh-Hant
tags: [夜航]
people: [林一舟]
---
領港員說，這張圖比他的年紀還大。臺風過後，沙洲移動了半里，圖上卻沒有改。""",
    "storm": """title: 台风过后 <b>沙洲</b> & "暗礁"
source: harbour
published: 2021-09-30
tags: [灯塔]
people: [周译]
---
沙洲移动了半里。测量船 Étoile 2 在 Lighthouse Point 停了 14 天，船长说：“没有灯塔，夜里不敢走。”""",
    "english": """title: Lights return to the harbour
source: paper
published: 2023-11-15
language: en
---
The lighthouse was lit again on Tuesday. Ships may enter at night, the pilot Lin Yizhou said.""",
    "apart": """title: 值班室
source: harbour
published: 2020-06-01
---
潮汐表挂在墙上，窗外是码头，锚链放在门边。""",
    "together": """title: 仓库
source: harbour
published: 2019-06-01
people: [周译]
---
木箱里有潮汐表锚链和缆绳。""",
    "excerpt": """title: 港口的十年
source: paper
published: 2022-05
rights: excerpt
summary: 编者的摘要：十年里发生了什么。
tags: [灯塔]
---
这一段只在正文里，谁也不该找到。""",
}
FIND = """async text => {
  const q = await prepare(text), found = [];
  while (q.docs.length) await advance(q, 1e9, a => found.push(a));
  return found.map(a => a.lines[0]);
}"""


def built(root: Path, articles: Mapping[str, str]) -> Path:
    """The folder of the site of articles in normal form, which have no opening line and no address yet."""
    (root / "content").mkdir()
    (root / "dossier.toml").write_text('rights = "full"\n' + CONFIG, encoding="utf-8")
    for name, text in articles.items():
        (root / "content" / f"{name}.md").write_text(f"---\nurl: https://x.example/{name}\n{text}\n", encoding="utf-8")
    project = Project(
        root=root,
        content=root / "content",
        output=root / "site",
        config=config.load(root),
        now=datetime(2024, 1, 2, tzinfo=UTC),
        templates=(root / "templates",),
    )
    for output in pipeline.build(project).outputs:
        path = root / "site" / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    return root / "site"


def titles(page: Page) -> list[str]:
    return page.locator("#results h3").all_inner_texts()


def ask(page: Page, text: str) -> list[str]:
    """Type, wait for the announcement, and read the titles found."""
    page.fill("#q", "")
    expect(page.locator("#results")).to_be_hidden()
    page.fill("#q", text)
    expect(page.locator("#results [role=status]")).not_to_be_empty()
    return titles(page)
