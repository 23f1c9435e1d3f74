"""The timeline: documents in, rows out; and the cutting of lists that are too long for one page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from site_builder.model import Event
from site_builder.pages import shelf
from site_builder.pages.views import Year
from tests.pages.made import CONFIG, articles, framed, library, planned, rendered

GAPS = """
2019-04-01T10:27+08:00  rfi      整类列管
2019-04-01T12:00+08:00  xinhua   同日的公告
2019-04                 rfi      四月的一份文件
2020-05-22              rfi      一年以后
2021                    rfi      那一年
-                       rfi      不知哪一天
"""
ROWS = """
## 2019 (3篇)
4月 / 日期不详 [s1]: 四月的一份文件
4月 1 周一 []: 整类列管 | 同日的公告
-- 间隔13个月: 2019年4月至2020年5月没有收录。
## 2020 (1篇)
5月 22 周五 [s1]: 一年以后
## 2021 (1篇)
2021年 / 月日不详 [s1]: 那一年
## 日期不详 (1篇)
 [s1]: 不知哪一天
"""


def shown(years: tuple[Year, ...]) -> str:
    """The rows as text, a line a row."""
    lines = []
    for year in years:
        lines.append(f"## {year.title} ({year.count})")
        for row in year.rows:
            if row.kind == "gap":
                lines.append(f"-- {row.title}: {row.text}")  # type: ignore[union-attr]
                continue
            day = row
            when = " ".join(filter(None, (day.over, day.big or ("/" if day.over else ""), day.under)))  # type: ignore[union-attr]
            titles = " | ".join(card.title.text for card in day.cards)  # type: ignore[union-attr]
            lines.append(f"{when} [{day.only}]: {titles}")  # type: ignore[union-attr]
    return "\n".join(lines)


def test_days_gaps_and_what_has_no_date() -> None:
    frame = framed(library(GAPS))
    assert shown(shelf.years(frame.in_order, frame.desk)) == ROWS.strip()


def test_no_gap_is_claimed_for_a_year_in_which_an_article_lies_somewhere() -> None:
    frame = framed(library(GAPS.replace("2021  ", "2020  ")))
    assert "--" not in shown(shelf.years(frame.in_order, frame.desk))


def test_gaps_shorter_than_configured_are_not_said() -> None:
    frame = framed(library(GAPS), replace(CONFIG, gap_months=24))
    assert "--" not in shown(shelf.years(frame.in_order, frame.desk))


def test_a_day_stands_once_although_zones_mix_the_order() -> None:
    """New York's evening of the 14th comes after Beijing's morning of the 15th; days are the printed ones."""
    document = """
    2023-11-15T08:00+08:00  cna  早
    2023-11-14T23:00-05:00  nyt  晚
    2023-11-15T20:00+08:00  cna  夜
    """
    frame = framed(library(document))
    days = [row for year in shelf.years(frame.in_order, frame.desk) for row in year.rows]
    assert [(day.iso, [card.title.text for card in day.cards]) for day in days] == [  # type: ignore[union-attr]
        ("2023-11-14", ["晚"]),
        ("2023-11-15", ["早", "夜"]),
    ]


def crowd(days: list[str]) -> str:
    return "\n".join(f"{day} rfi 第{n}篇" for n, day in enumerate(days))


def many() -> list[str]:
    """A thousand articles: a quiet year, a loud one with a very loud month, and some without a date."""
    quiet = [(date(2021, 1, 1) + timedelta(days=n)).isoformat() for n in range(200)]
    loud = [(date(2022, 1, 1) + timedelta(days=n % 120)).isoformat() for n in range(240)]
    louder = ["2022-08-05"] * 520
    return [*quiet, *loud, *louder, *["-"] * 40]


def test_a_long_timeline_is_cut_by_year_month_and_number() -> None:
    pages = planned(library(crowd(many())))
    of_timeline = sorted(path for path in pages if path.startswith("timeline/"))
    assert of_timeline == [
        "timeline/2021/index.html",
        "timeline/2022/01/index.html",
        "timeline/2022/02/index.html",
        "timeline/2022/03/index.html",
        "timeline/2022/04/index.html",
        "timeline/2022/08/1/index.html",
        "timeline/2022/08/2/index.html",
        "timeline/2022/08/index.html",
        "timeline/2022/index.html",
        "timeline/index.html",
        "timeline/undated/index.html",
    ]


@pytest.mark.parametrize("list_folder", ["timeline/", "sources/rfi/"])
def test_every_article_stands_on_exactly_one_page_of_a_cut_list(list_folder: str) -> None:
    made = library(crowd(many()))
    found: Counter[str] = Counter()
    for path, html in rendered(made).items():
        if path.startswith(list_folder):
            ids = re.findall(r'<article class="entry[^>]* data-id="(\w+)"', html)
            assert len(ids) <= shelf.LIMIT
            found.update(ids)
    assert found == Counter({article.id: 1 for article in made.articles})


def test_the_filter_names_shapes_and_the_rest_together() -> None:
    document = "\n".join(f"2023-11-{day + 1:02} s{day % 9} 第{day}篇" for day in range(20))
    frame = framed(library(document))
    assert shelf.slots_of(frame.in_order, frame.desk)[0] == ("s1", "s0", "en")
    assert [slot for slot, _, _ in shelf.slots_of(frame.in_order, frame.desk)] == [
        "s1",
        "s2",
        "s3",
        "s4",
        "s5",
        "s6",
        "s0",
    ]
    assert shelf.slots_of(frame.in_order, frame.desk)[-1] == ("s0", "其他来源", "")


def test_no_filter_where_there_is_nothing_to_choose() -> None:
    frame = framed(library(articles("2023-11-14 rfi 一\n2023-11-15 rfi 二")))
    assert shelf.slots_of(frame.in_order, frame.desk) == ()


def test_no_list_grows_without_bound() -> None:
    """Hundreds of sources, an event of hundreds of articles, hundreds of citations of one article."""
    document = "\n".join(f"2023-{n % 12 + 1:02}-05 s{n} 题{n}" for n in range(400))
    listed = articles(document)
    ids = tuple(article.id for article in listed)
    made = library(listed, events=(Event("all", "大家都报", ids),), cited_by={ids[0]: ids[1:]})
    pages = rendered(made)
    assert [path for path in pages if path.startswith("sources/page-")] == ["sources/page-2/index.html"]
    assert "events/all/2023/01/index.html" in pages
    assert len(re.findall(r"<li>", pages["events/all/index.html"].split('class="parts"')[1].split("</ul>")[0])) == 1
    first = pages[f"{listed[0].permalink}index.html"]
    assert "另有369篇" in first
    assert max(len(html) for path, html in pages.items() if not path.startswith("search/")) < 400_000
