"""The search page in Chromium: filters, keys, what it says and loads, from the disk and without script."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.exports.conftest import served
from tests.exports.search_site import ARTICLES, ask, built, titles

LOADED = "performance.getEntriesByType('resource').map(e => [e.name.replace(/.*search./, ''), e.transferSize])"


@pytest.mark.parametrize(
    ("query", "facet", "value", "wanted"),
    [
        ("灯塔", "source", "paper", ["港口的十年"]),
        ("灯塔", "tag", "夜航", ["灯塔重新点亮"]),
        ("夜航", "year", "2021", ["旧海圖上的新航線"]),
        ("夜航", "language", "zh-Hant", ["旧海圖上的新航線"]),
        ("沙洲", "person", "周译", ['台风过后 <b>沙洲</b> & "暗礁"']),
    ],
)
def test_filters(page: Page, query: str, facet: str, value: str, wanted: list[str]) -> None:
    before = ask(page, query)
    box = page.locator(f'[name={facet}][value="{value}"]')
    page.locator("#filters details", has=box).locator("summary").click()
    box.check()
    expect(page.locator("#results h3")).to_have_text(wanted)
    assert before != wanted
    box.uncheck()
    expect(page.locator("#results h3")).to_have_text(before)


def test_values_of_one_filter_widen_and_those_of_several_narrow(page: Page) -> None:
    ask(page, "夜航")
    for title in ("年份", "人物"):
        page.locator("summary", has_text=title).click()
    for year, found in (("2021", ["旧海圖上的新航線"]), ("2023", ["灯塔重新点亮", "旧海圖上的新航線"])):
        page.locator(f"#filters [name=year][value='{year}']").check()
        expect(page.locator("#results h3")).to_have_text(found)
    page.locator("#filters [name=person][value='周译']").check()
    expect(page.locator("#results [role=status]")).to_contain_text("没有找到")


def test_an_honest_empty_result_suggests_what_occurs(page: Page) -> None:
    assert ask(page, "灯塔海图不见了") == []
    expect(page.locator("[role=status]")).to_have_text("没有找到。试试更短的词，或去掉筛选。")
    expect(page.locator(".hints a").first).to_have_text("灯塔")
    page.locator(".hints a").first.click()
    expect(page.locator("#results h3").first).to_have_text("灯塔重新点亮")


def test_keys(page: Page) -> None:
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text("夜航")
    expect(page.locator("#results h3")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#results h3 a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#results h3 a").first).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator("#results")).to_be_hidden()


def test_results_take_the_place_of_the_titles(page: Page) -> None:
    def seen() -> bool:
        return bool(page.evaluate("document.querySelector('.all li').checkVisibility({ contentVisibilityAuto: true })"))

    assert seen()
    ask(page, "夜航")
    assert not seen()
    page.fill("#q", "")
    expect(page.locator("#results")).to_be_hidden()
    assert seen()


def test_from_the_disk_with_the_query_in_the_address(browser: Browser, site: Path) -> None:
    opened = browser.new_page(viewport={"width": 320, "height": 640})
    opened.goto((site / "search/index.html").as_uri() + "?q=%E5%A4%9C%E8%88%AA")
    expect(opened.locator("#results h3")).to_have_text(["灯塔重新点亮", "旧海圖上的新航線"])
    assert opened.evaluate("document.documentElement.scrollWidth") == 320
    opened.locator("#results h3 a").first.click()
    expect(opened.locator("h1")).to_have_text("灯塔重新点亮")
    opened.close()


def test_without_script_the_list_stands(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    assert opened.locator(".all li").count() == len(ARTICLES)
    assert opened.locator("#filters").is_hidden()
    context.close()


HAN = [chr(code) for code in range(0x4E00, 0x5B00)]


def noise(seed: int, lines: int) -> list[str]:
    """Lines of a hundred characters that nothing can shorten."""
    chance = random.Random(seed)
    return ["".join(chance.choices(HAN, k=100)) for _ in range(lines)]


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Ten texts with 鼋鼍, 鼍龘 and 龘靐, but not side by side, an older one with 鼋鼍龘靐, and a long one."""
    heads = {n: f"title: 第{n}\nsource: harbour\npublished: 20{30 - n}-01-01\n---\n" for n in range(12)}
    apart = {f"apart{n}": [*noise(n, 60), "鼋鼍", "鼍龘", "龘靐"] for n in range(10)}
    texts = [*apart.items(), ("last", [*noise(10, 60), "鼋鼍龘靐"]), ("long", [*noise(11, 299), "鲲鹏", *noise(12, 1)])]
    site = built(
        tmp_path_factory.mktemp("long"), {name: heads[n] + "\n\n".join(text) for n, (name, text) in enumerate(texts)}
    )
    with served(site) as address:
        yield address


@pytest.fixture
def long(browser: Browser, long_site: str) -> Iterator[Page]:
    """The search page of that site, by somebody who has not been there before."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(long_site)
    opened.evaluate("ready")
    opened.wait_for_load_state("networkidle")
    yield opened
    context.close()


def test_a_step_goes_on_to_the_first_result(long: Page) -> None:
    before = len(long.evaluate(LOADED))
    assert ask(long, "鼋鼍龘靐") == ["第10"]
    assert 60_000 < sum(size for _, size in long.evaluate(LOADED)[before:]) <= 210_000


def test_a_step_loads_sixty_kilobytes_at_most_and_going_on_misses_nothing(long: Page) -> None:
    before = len(long.evaluate(LOADED))
    assert ask(long, "鼋鼍") == ["第0", "第1", "第2", "第3"]
    expect(long.locator("[role=status]")).to_have_text("约11篇，先列出已核对的。")
    assert 25_000 < sum(size for _, size in long.evaluate(LOADED)[before:]) <= 60_000
    more, done = long.locator(".more button"), long.locator("[role=status]").filter(has_not_text="约")
    for _ in range(11):
        expect(more.or_(done).first).to_be_visible()  # when the step before has ended
        if more.is_visible():
            more.click()
    expect(long.locator("[role=status]")).not_to_contain_text("约")
    assert titles(long) == [f"第{n}" for n in range(11)]


def test_of_a_long_article_the_piece_that_holds_the_query_is_read(long: Page) -> None:
    before = len(long.evaluate(LOADED))
    assert ask(long, "鲲鹏") == ["第11"]
    loaded = [name for name, _ in long.evaluate(LOADED)[before:]]
    assert [name.rpartition("-")[2] for name in loaded if name.startswith("t/")] == ["3.js"]
    assert long.locator("#results mark").all_inner_texts() == ["鲲鹏"]
