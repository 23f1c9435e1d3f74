"""What leads from the home page to the reports, and the editor's summary with its changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from site_builder.model import Body, Change, Event, Standing
from site_builder.pages.compare import comparison
from site_builder.pages.home import MOST_NEWEST
from site_builder.project import Config, Phase
from tests.pages.made import CONFIG, articles, framed, library, planned, rendered

EIGHT = """
- harbour 无日期
2023-11-01 harbour 一
2023-11-02 harbour 二
2023-11-03 harbour 三
2023-11-04 harbour 四
2023-11-05 harbour 五
2023-11-06 harbour 六
2023-11-07 harbour 七
"""
TWO_SOURCES = "2023-11-14 harbour 重新点亮\n2023-11-15 paper 第二天"


def newest(document: str, config: Config = CONFIG, *events: Event) -> list[str]:
    context = planned(library(document, events=events), config)["index.html"].context
    return [card.title.text for card in context["newest"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("document", "titles"),
    [
        ("", []),
        ("2023 harbour 一", ["一"]),
        ("- harbour 无日期\n2023 harbour 一", ["一", "无日期"]),
        (EIGHT, ["七", "六", "五", "四", "三", "二"]),
    ],
)
def test_without_turning_points_and_events_the_newest_reports_lead_in(document: str, titles: list[str]) -> None:
    assert newest(document) == titles
    assert len(titles) <= MOST_NEWEST


def test_they_give_way_to_turning_points_and_to_a_comparison() -> None:
    assert newest(TWO_SOURCES) == ["第二天", "重新点亮"]
    assert newest(TWO_SOURCES, replace(CONFIG, phases=(Phase(date="2023", label="重开"),))) == []
    assert newest(TWO_SOURCES, CONFIG, Event("relit", "重开", ("a0", "a1"))) == []


def test_the_list_leads_on_to_the_timeline() -> None:
    html = rendered(library(TWO_SOURCES))["index.html"]
    section = html[html.index('id="nw"') :]
    assert "最近的报道" in section
    assert section.index('href="timeline/index.html"') < section.index("第二天") < section.index("重新点亮")


def test_side_by_side_prefers_other_sources_and_other_languages() -> None:
    """Six reports, four columns: one of each language, then one of each source; in order of time."""
    shelf = articles("""
        2023-11-01 harbour 港报一
        2023-11-02 harbour 港报二
        2023-11-03 paper 纸报
        2023-11-04 gazette 公报
        2023-11-05 ledger The ledger
        2023-11-06 times 時報
    """)
    languages = ("zh-Hans", "zh-Hans", "zh-Hans", "zh-Hans", "en", "zh-Hant")
    shelf = tuple(replace(a, language=language) for a, language in zip(shelf, languages, strict=True))
    event = Event("relit", "重开", tuple(a.id for a in shelf))
    frame = framed(library(shelf, events=(event,)))
    columns = {most: comparison(frame.happenings[event.id], frame.desk, most=most) for most in (3, 4, 6)}
    titles = {most: [r.card.title.text for r in found.reports] if found else [] for most, found in columns.items()}
    assert titles == {
        3: ["港报一", "The ledger", "時報"],
        4: ["港报一", "纸报", "The ledger", "時報"],
        6: ["港报一", "港报二", "纸报", "公报", "The ledger", "時報"],
    }


@pytest.mark.parametrize(("name", "path"), [("summary", "index.html"), ("about", "about/index.html")])
def test_what_changed_in_a_standing_page_is_told_newest_first(name: str, path: str) -> None:
    changes = (Change("2024-01-02", "初稿。"), Change("2024-03-04", "补入<b>许可</b>。"))
    page = Standing(name, "综述", Body("<p>至今如此。</p>", "至今如此。"), changes)
    html = rendered(library(TWO_SOURCES, standing=(page,)))[path]
    details = re.search(r"<details><summary>修订记录.*?</details>", html, re.S)
    assert details
    assert re.sub(r"<[^>]+>", " ", details[0]).split() == [
        "修订记录", "2024年3月4日", "补入&lt;b&gt;许可&lt;/b&gt;。", "2024年1月2日", "初稿。",
    ]  # fmt: skip
    assert "修订记录" not in rendered(library(TWO_SOURCES, standing=(replace(page, changes=()),)))[path]
