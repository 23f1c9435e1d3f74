"""The search page in Chromium, over http and from the disk: what is typed is found, shown and announced."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from site_builder import config, pipeline
from site_builder.exports.search_keys import fold
from site_builder.project import Project
from tests import chromium

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
  while (q.docs.length) await advance(q, 40, a => found.push(a));
  return found.map(a => a.lines[0]);
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("search")
    (root / "content").mkdir()
    (root / "dossier.toml").write_text('rights = "full"\n' + CONFIG, encoding="utf-8")
    for name, text in ARTICLES.items():
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


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/search/index.html"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.executable(), args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def wrong() -> list[str]:
    """Errors that the page reported, such as a refusal of the content security policy."""
    return []


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str, wrong: list[str]) -> Iterator[Page]:
    """The search page over http, as earlier tests left it."""
    opened = browser.new_page()

    def note(line: ConsoleMessage) -> None:
        if line.type == "error":
            wrong.append(line.text)

    opened.on("console", note)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(address)
    yield opened
    opened.close()


@pytest.fixture
def page(tab: Page, address: str, wrong: list[str]) -> Iterator[Page]:
    """The search page anew; an error fails the test."""
    tab.goto(address)
    yield tab
    assert wrong == []


def titles(page: Page) -> list[str]:
    return page.locator("#results h3").all_inner_texts()


def ask(page: Page, text: str) -> list[str]:
    """Type, wait for the announcement, and read the titles found."""
    page.fill("#q", "")
    expect(page.locator("#results")).to_be_hidden()
    page.fill("#q", text)
    expect(page.locator("#results [role=status]")).not_to_be_empty()
    return titles(page)


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


def test_filters(page: Page) -> None:
    ask(page, "灯塔")
    page.locator("summary", has_text="来源").click()
    page.locator("#filters [value=paper]").check()
    expect(page.locator("#results h3")).to_have_count(1)
    assert titles(page) == ["港口的十年"]
    page.locator("#filters [value=paper]").uncheck()
    page.locator("summary", has_text="标签").click()
    page.locator('#filters [value="夜航"]').check()
    expect(page.locator("#results h3")).to_have_text(["灯塔重新点亮"])


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
