"""The density chart: marks or bars, bins for every stretch of time, labels that keep out of each other's way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from site_builder import catalogues
from site_builder.pages.chart import Chart, chart
from site_builder.pages.scale import scale
from site_builder.pages.timeline import dots
from site_builder.project import Band, Config, Phase
from tests.pages.made import CONFIG, framed, library

WORDS = catalogues.load("zh-Hans")


@pytest.mark.parametrize(
    ("first", "last", "unit", "ticks"),
    [
        ("2023-11-14", "2023-11-14", "day", "11.11 11.12 11.13 11.14 11.15 11.16 11.17"),
        ("2023-11-01", "2023-12-10", "day", "11.1 11.7 11.13 11.19 11.25 12.1 12.7"),
        ("2023-01-10", "2023-12-20", "week", "2023.1 2023.3 2023.5 2023.7 2023.9 2023.11"),
        ("2019-04-01", "2025-03-04", "month", "2019 2020 2021 2022 2023 2024 2025"),
        ("2001-04-01", "2025-03-04", "quarter", "2001 2006 2011 2016 2021"),
        ("1911-10-10", "2025-03-04", "year", "1911 1931 1951 1971 1991 2011"),
        ("0001-01-01", "9999-12-31", "year", "1 2001 4001 6001 8001"),
    ],
)
def test_the_axis_of_a_stretch_of_time(first: str, last: str, unit: str, ticks: str) -> None:
    axis = scale(date.fromisoformat(first), date.fromisoformat(last), WORDS)
    labels = [tick.label for tick in axis.ticks]
    assert axis.unit == unit
    assert len(labels) <= 9
    assert " ".join(labels) == ticks
    assert axis.x(date.fromisoformat(first)) >= 0
    assert axis.x(date.fromisoformat(last)) <= 100
    assert list(axis.edges) == sorted(axis.edges)


def drawn(document: str, config: Config = CONFIG) -> Chart:
    frame = framed(library(document), config)
    made = chart(dots(frame.in_order), frame.desk, lambda day: f"#{day}", with_story=True)
    assert made is not None
    return made


def test_a_mark_an_article_up_to_eighty_then_bars() -> None:
    eighty = "\n".join(f"{2015 + n // 12}-{n % 12 + 1:02}-05 s{n % 3} 题" for n in range(80))
    made = drawn(eighty)
    assert (made.is_bars, len(made.shapes)) == (False, 80)
    one_more = drawn(eighty + "\n2021-12-06 s0 题")
    assert one_more.is_bars
    assert all(shape.height > 0 and shape.width > 0 for shape in one_more.shapes)


def test_a_stack_too_tall_becomes_a_bar() -> None:
    made = drawn("\n".join("2023-11-05 s0 题" for _ in range(9)) + "\n2020-01-01 s1 题")
    assert made.is_bars


def test_the_table_counts_what_is_drawn() -> None:
    document = "\n".join(f"{2019 + n % 7}-0{n % 9 + 1}-11 s{n % 9} 题{n}" for n in range(60)) + "\n- s1 无日期"
    made = drawn(document)
    assert sum(int(row.total) for row in made.rows if row.total != "—") == 60 == len(made.shapes)
    assert [sum(int(cell) for cell in row.cells if cell != "—") for row in made.rows] == [
        int(row.total) if row.total != "—" else 0 for row in made.rows
    ]
    assert all(len(row.cells) == len(made.legend) for row in made.rows)


def test_years_without_articles_are_no_links() -> None:
    made = drawn("2019-04-01 a 一\n2022-08-05 a 二\n2022-09-05 b 三")
    assert [(tick.text, tick.note, tick.href) for tick in made.ticks] == [
        ("2019", "1篇", "#2019-04-01"),
        ("2020", "无", ""),
        ("2021", "无", ""),
        ("2022", "2篇", "#2022-08-05"),
    ]


def test_labels_stand_over_the_marks_and_not_on_each_other() -> None:
    phases = (
        Phase(date="2023-11-15", label="伍德赛德会晤"),
        Phase(date="2023-12-01", label="工作组启动"),
        Phase(date="2024-01-30", label="第一次会议"),
        Phase(date="2031-01-01", label="还没有发生"),
    )
    story = replace(CONFIG, phases=phases, bands=(Band(start="2022-08", end="2023-11-15", label="中止"),))
    document = "2019-01-01 a 头\n" + "\n".join(f"2023-11-{n + 10} a 题" for n in range(6)) + "\n2024-12-01 b 尾"
    made = drawn(document, story)
    assert [label.text for label in made.phases] == ["①", "②", "③"]
    places = [(label.x, label.y) for label in made.phases]
    assert len({y for _, y in places}) == 3
    assert all(y > 10 for _, y in places)
    tallest = min(shape.y for shape in made.shapes)
    assert made.phases[0].y < tallest
    assert [(band.text, band.note) for band in made.bands] == [("中止", "2022.08–2023.11")]


def test_fewer_than_two_dates_make_no_chart() -> None:
    frame = framed(library("2023-11-14 a 一\n- a 二"))
    assert chart(dots(frame.in_order), frame.desk, lambda day: day) is None
