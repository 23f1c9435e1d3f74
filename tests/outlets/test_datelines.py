"""Lines that say when, by whom and from where: what is read, and what stays in the text because it says more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import formats, normalise, outlets, tree
from site_builder.model import Article, Origin
from site_builder.outlets.datelines import Found, understood
from site_builder.outlets.lines import lines
from site_builder.problems import Problem
from site_builder.project import Config

OWN = frozenset(["海港日报"])


def read(html: str, *, is_above: bool = True) -> Found | None:
    (line,) = lines(tree.parse(f"<p>{html}</p>"))
    return understood(line, OWN, is_above=is_above)


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("2020-05-21 10:30", "2020-05-21 10:30", ""),
        ("2020年5月21日 星期四 下午3:20", "2020年5月21日 星期四 下午3:20", ""),
        ("２０２２年１月２日", "２０２２年１月２日", ""),
        ("二〇二〇年五月二十一日", "二〇二〇年五月二十一日", ""),
        ("21/05/2020 - 08:12", "21/05/2020 - 08:12", ""),
        ("2024.12.05", "2024.12.05", ""),
        ("May 21, 2020", "May 21, 2020", ""),
        ("Tue, 14 Nov 2023 09:45:01 -0000", "Tue, 14 Nov 2023 09:45:01 -0000", ""),
        ("Published: May 21, 2020 at 3:04 p.m. ET", "May 21, 2020 at 3:04 p.m. ET", ""),
        ("發表時間： 21/09/2020 - 22:15 更改時間： 21/09/2020 - 22:20", "21/09/2020 - 22:15", "21/09/2020 - 22:20"),
        ("发布于 2023-11-14 | 更新于 2023-11-15", "2023-11-14", "2023-11-15"),
        ("发布 / 2023年11月14日 12:05 AM", "2023年11月14日 12:05 AM", ""),
        ("浏览：123 次 发布时间：2020-05-21 字号：大 中 小", "2020-05-21", ""),
        ("海港日报 2020-05-21", "2020-05-21", ""),
        ("3 小时前", "3 小时前", ""),
        ('海港日报 <time datetime="2023-11-14T08:00+08:00">11月14日</time>', "2023-11-14T08:00+08:00", ""),
    ],
)
def test_dates(line: str, published: str, updated: str) -> None:
    found = read(line)
    assert found
    assert (found.published.strip(), found.updated.strip(), found.people) == (published, updated, {})


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("作者：张三", {"authors": ["张三"]}),
        ("文／张三 图／李四", {"authors": ["张三"], "contributors": ["李四"]}),
        ("本报记者 张三 李四 北京报道", {"authors": ["张三", "李四"]}),
        ("端傳媒記者 文某 發自香港", {"authors": ["文某"]}),
        ("By Ana Sample and John Sample", {"authors": ["Ana Sample", "John Sample"]}),
        ("记者：高某  责编：胡某/申某  网编：瑞某", {"authors": ["高某"], "contributors": ["胡某", "申某", "瑞某"]}),
        ("（記者：高某 責編：胡某）", {"authors": ["高某"], "contributors": ["胡某"]}),
        ("翻译：李某、王某", {"translators": ["李某", "王某"]}),
        ("来源：新华网 作者：张三 编辑：李四", {"contributors": ["新华网", "李四"], "authors": ["张三"]}),
        ("来源：海港日报", {}),
        ("来源：互联网 作者：佚名", {}),
        ("記者文某／台北即時報導", {"authors": ["文某"]}),
    ],
)
def test_names(line: str, people: dict[str, list[str]]) -> None:
    found = read(line)
    assert found
    assert (found.published, found.people) == ("", people)


@pytest.mark.parametrize(
    "line",
    [
        "2020年5月21日，渡轮开出。",
        "时间就是金钱：他说",
        "作者：他说他不想再写下去了，因为没有人看",
        "作者：死了吗？",
        "图片来源：某甲",
        "星期三",
        "张三 2020-05-21",
        "海港日报的人说",
        '<img src="/a.jpg"> 2020-05-21',
    ],
)
def test_what_says_more_is_text(line: str) -> None:
    assert read(line) is None


def test_a_bare_date_below_the_text_belongs_to_it() -> None:
    assert read("2020年5月21日", is_above=False) is None
    assert read("编辑：李四", is_above=False)


def article(html: str, date: str = "") -> tuple[Article, list[str]]:
    clip = f"---\nlayout: post\ntitle: 渡轮\nfrom: https://e.org/a\n{date}---\n<div>{html}</div>\n"
    origin = Origin("a.md", clip.encode())
    (extract,), _ = formats.read(origin)
    made, problems = normalise.article(outlets.refine(extract), origin, Config())
    assert made
    return made, list(map(str, filter(_is_of_dates, problems)))


def _is_of_dates(problem: Problem) -> bool:
    return problem.code.startswith("date")


TEXT = "<p>渡轮在雾里开出，岸上的人数着汽笛，一共响了三声，又等了一会儿才散去，谁也没有说话，也没有人问下一班。</p>"


def test_a_date_of_another_day_stays_and_is_a_problem() -> None:
    made, problems = article(f"<p>2019年1月2日</p>{TEXT}", "date: 2021-08-13\n")
    assert made.published
    assert made.published.text == "2021-08-13"
    assert made.body.startswith("2019年1月2日\n")
    assert problems == [
        'a.md: warning[dates-contradict] `published` is 2021-08-13, but the page prints "2019年1月2日" (line 1).'
        " hint: check the three dates"
    ]


def test_the_same_day_again_is_no_problem() -> None:
    made, problems = article(f"<p>2021年8月13日 10:30</p>{TEXT}", "date: 2021-08-13\n")
    assert (made.body.startswith("渡轮"), problems) == (True, [])


def test_a_day_may_be_a_matter_of_zones() -> None:
    made, problems = article(f"<p>2021年8月14日 07:30</p>{TEXT}", "date: 2021-08-13T23:30:00Z\n")
    assert (made.body.startswith("渡轮"), problems) == (True, [])


def test_a_date_that_is_none_is_a_problem() -> None:
    made, problems = article(f"<p>发布时间：2020-13-45 10:00</p>{TEXT}")
    assert made.published is None
    assert problems[0].startswith("a.md: error[date-unreadable]")


def test_below_prose_nothing_is_a_dateline() -> None:
    made, _ = article(f"{TEXT}<p>2019年1月2日</p>{TEXT * 6}")
    assert made.published is None
    assert "2019年1月2日" in made.body


@given(st.text(alphabet="2019-年月日 :：/作者记者来源编辑张三|（）<>\x00\x01", max_size=60))
def test_any_line(text: str) -> None:
    for line in lines(tree.parse(f"<p>{text}</p>")):
        understood(line, OWN, is_above=True)
