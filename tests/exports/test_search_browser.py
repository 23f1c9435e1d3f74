"""What the search page finds, in Chromium: as one types, in either script, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from site_builder.exports.search_keys import fold
from tests.exports.search_site import ARTICLES, FIND, ask


def test_results_as_one_types(page: Page) -> None:
    assert page.locator("#results").is_hidden()
    assert ask(page, "林一舟按下") == ["灯塔重新点亮"]
    expect(page.locator("[role=status]")).to_have_text("找到1篇。")
    assert page.locator("#results mark").all_inner_texts() == ["林一舟按下"]
    assert page.locator("#results .sum").inner_text().startswith("傍晚六点，领港员林一舟按下开关")
    assert "港报" in page.locator("#results .meta").inner_text()
    assert "2023.11.14" in page.locator("#results .meta").inner_text()
    assert page.locator("#results .meta .src").count() == 1
    assert page.url.endswith("?q=%E6%9E%97%E4%B8%80%E8%88%9F%E6%8C%89%E4%B8%8B")


def test_a_result_leads_to_its_article(page: Page) -> None:
    ask(page, "暗礁")
    page.locator("#results h3 a").first.click()
    page.wait_for_url("**/articles/**")
    assert "沙洲" in page.locator("h1").inner_text()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("航线画在", ["灯塔重新点亮"]),
        ("航線畫在", ["灯塔重新点亮"]),
        ("领港员说", ["旧海圖上的新航線"]),
        ("沙洲移動了半里", ["台风过后 <b>沙洲</b> & \"暗礁\"", "旧海圖上的新航線"]),
        ("线画", ["灯塔重新点亮"]),
        ("ＬＩＧＨＴＨＯＵＳＥ", ["Lights return to the harbour", "台风过后 <b>沙洲</b> & \"暗礁\""]),
        ("etoile", ["台风过后 <b>沙洲</b> & \"暗礁\""]),
        ("light retu", ["Lights return to the harbour"]),
        ("lights retu", ["Lights return to the harbour"]),
        ("house", []),
        ('"lit again on"', ["Lights return to the harbour"]),
        ('"again lit"', []),
        ("14 天", ["台风过后 <b>沙洲</b> & \"暗礁\""]),
        ("说，夜航", ["灯塔重新点亮"]),
        ("灯塔 -林一舟", ["港口的十年", "台风过后 <b>沙洲</b> & \"暗礁\""]),
        ("潮汐表 锚链", ["仓库", "值班室"]),
        ("墙上 潮汐表", ["值班室"]),
        ("夜航 year:2021", ["旧海圖上的新航線"]),
        ("灯塔 year:2022-2024", ["灯塔重新点亮", "港口的十年"]),
        ("source:paper 夜航", ["旧海圖上的新航線"]),
        ("来源：港报 灯塔", ["灯塔重新点亮", "台风过后 <b>沙洲</b> & \"暗礁\""]),
        ("-source:harbour year:2023", ["Lights return to the harbour"]),
        ("谁也不该找到", []),
        ("礁", ["台风过后 <b>沙洲</b> & \"暗礁\"", "灯塔重新点亮"]),
        ("没有这回事", []),
    ],
)  # fmt: skip
def test_queries(tab: Page, address: str, query: str, wanted: list[str]) -> None:
    if not tab.url.startswith(address):
        tab.goto(address)
    assert ask(tab, query) == wanted


PIECES = st.one_of(
    st.sampled_from(
        ('"', "“", "”", "-", "－", "source:", "来源：", "year:", "2023", "-2021", " ", "\u3000", "灯塔", "Light", "<b>")
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)


@given(st.lists(PIECES, max_size=8).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_query_is_answered(tab: Page, address: str, wrong: list[str], query: str) -> None:
    """The parser takes whatever is typed: no error, and nothing but titles of this site."""
    if not tab.url.startswith(address):
        tab.goto(address)
    known = {text.partition("title: ")[2].partition("\n")[0].strip("'") for text in ARTICLES.values()}
    assert set(tab.evaluate(FIND, query)) <= known
    assert wrong == []


def test_titles_come_before_summaries_before_texts(page: Page) -> None:
    assert ask(page, "灯塔")[0] == "灯塔重新点亮"
    assert ask(page, "十年")[:2] == ["港口的十年", "灯塔重新点亮"]


def test_every_run_of_two_to_four_characters_is_found_and_nothing_else(page: Page, site: Path) -> None:
    published = {}
    for text in ARTICLES.values():
        head, body = text.split("\n---\n")
        meta = dict(line.split(": ", 1) for line in head.split("\n"))
        body = "" if meta.get("rights") == "excerpt" else body
        names = meta.get("tags", "").strip("[]").split(", ") + meta.get("people", "").strip("[]").split(", ")
        published[meta["title"]] = fold("\n".join((meta["title"], meta.get("summary", ""), *names, body)))
    runs = {run for text in published.values() for run in re.findall("[\u4e00-\u9fff]{2,}", text)}
    queries = sorted({run[i : i + n] for run in runs for n in (2, 4) for i in range(0, len(run) - n + 1, 3)})
    answers = page.evaluate(
        f"async all => {{ const r = []; for (const t of all) r.push(await ({FIND})(t)); return r; }}", queries
    )
    wanted = [{title for title, text in published.items() if query in text} for query in queries]
    assert [set(answer) for answer in answers] == wanted


def test_script_and_index_fold_alike(page: Page) -> None:
    units = [unit for unit in range(0x10000) if not 0xD800 <= unit < 0xE000]
    page.evaluate("ready")
    assert page.evaluate("all => fold(String.fromCharCode(...all))", units) == fold("".join(map(chr, units)))
