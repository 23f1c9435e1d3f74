"""What pages do in a real browser, opened from the disk: widths, no script, dark, filter, settings, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from site_builder import catalogues, pages
from site_builder.model import Body, Citation, Event, Image, Library, Link, Reason, Related, Term, Wanted
from site_builder.project import Band, Phase
from site_builder.render import Renderer
from tests import chromium
from tests.pages.made import CONFIG, articles, library, project

WIDTHS = (320, 375, 768, 1024, 1280, 1600)
LONG = "https://harbour.example/" + "a-very-long-word-without-any-break" * 4
DOCUMENT = f"""
2019-04-01T16:20+08:00  xinhua   北京把一整类物质纳入管制，从当年五月一日起生效，凡结构相近者不必逐种列名
2022-08-05T22:41+08:00  voa      {LONG}
2023-11-14T10:34+01:00  harbour  灯塔重新点亮
2023-11-14T12:00+08:00  paper    Precursors move to the top of the agenda
2023-11-16              harbour  第二天的报道
2024-01                 reuters  只知道月份的一篇
-                       paper    没有日期的一篇
"""
PARAGRAPH = "<p>灯塔重新点亮之后，港口夜里有了往来的船（Lighthouse），岸上的人说这是十年来头一回。</p>"
TABLE = "<table>" + "<tr>" + "<td>很宽的一格内容</td>" * 12 + "</tr></table>"


def shelf() -> Library:
    first, second, third, *rest = articles(DOCUMENT)
    third = replace(
        third,
        summary="一句摘要。",
        image=Image("https://harbour.example/p.jpg", "码头", "说明", "摄影"),
        note="编者的话。",
    )
    rest[0] = replace(rest[0], language="en", summary="An English summary.", rights="excerpt")
    every = (first, second, third, *rest)
    ids = tuple(article.id for article in every)
    html = f'<h2 id="h">小标题</h2>{PARAGRAPH * 6}{TABLE}<pre>{"x" * 300}</pre><p>\x020\x03一个链接</a></p>'
    body = Body(html, "灯塔" * 400, (Link(first.url, "一个链接", 7),))
    return library(
        every,
        bodies=dict.fromkeys(ids, body),
        related={
            third.id: tuple(Related(i, "topic", 0.5, (Reason("both-name", ("林一舟", "周译")),)) for i in ids[:2])
        },
        citations={third.id: (Citation(first.url, "一个链接", 7, target=first.id), Citation(LONG, LONG, 7))},
        cited_by={first.id: (third.id,)},
        events=(Event("relit", "灯塔重开", ids[2:5], "2023-11-14"), Event("ban", "整类列管", ids[:1], is_pinned=True)),
        wanted=(Wanted(LONG, "", "", ((third.id, Reason("cited-by", ("7",))),)),),
        terms=(Term("person", "林一舟", "lin", ids[1:4]), Term("tag", LONG[:60], "long", ids)),
    )


PATHS = {
    "home": "index.html",
    "timeline": "timeline/index.html",
    "full": "articles/2023-11-14-harbour-a2/index.html",
    "excerpt": "articles/2023-11-14-paper-a3/index.html",
    "source": "sources/harbour/index.html",
    "sources": "sources/index.html",
    "term": "tags/long/index.html",
    "terms": "people/index.html",
    "event": "events/relit/index.html",
    "wanted": "wanted/index.html",
    "search": "search/index.html",
    "about": "about/index.html",
    "404": "404.html",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    story = replace(
        CONFIG,
        images="none",
        phases=tuple(
            Phase(date=d, label="一个关节", text="说明。", articles=("a2",)) for d in ("2019-04", "2023-11-14")
        ),
        bands=(Band(start="2022-08", end="2023-11-14", label="中止"),),
    )
    words = catalogues.load("zh-Hans")
    renderer = Renderer(project(story), words)
    made = [renderer.render(page) for page in pages.plan(shelf(), project(story), words)]
    for output in (*made, *renderer.static()):
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = chromium.executable()
    assert found, "no Chromium: `make test` installs one, or see tests/chromium.py"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(chromium.FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


def test_no_page_is_wider_than_any_screen(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    for name, path in PATHS.items():
        page.goto((site / path).as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over <= 0, f"{name} at {width} px is {over} px too wide"


def test_opened_from_the_disk_nothing_is_missing_or_asked_elsewhere(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    wrong: list[str] = []
    # Leaving a page aborts what it still loads; a file that is missing fails otherwise.
    page.on("requestfailed", lambda request: None if "ABORTED" in str(request.failure) else wrong.append(request.url))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
    page.on(
        "console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None
    )
    for name, path in PATHS.items():
        page.goto((site / path).as_uri())
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", f"{name} has no style"
    # The search script and its index are another test's; here only the pages' own files count.
    assert [url for url in wrong if "search" not in url] == []


def test_every_link_and_anchor_arrives(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    anchors: dict[str, set[str]] = {}
    links: dict[str, list[str]] = {}
    for path in site.rglob("*.html"):
        page.goto(path.as_uri())
        found = page.evaluate("""() => [[...document.querySelectorAll('[id]')].map(e => e.id),
            [...document.querySelectorAll('a[href]')].map(e => new URL(e.getAttribute('href'), location).href)]""")
        anchors[path.as_uri()], links[path.as_uri()] = set(found[0]), found[1]
    made_elsewhere = {"feed.xml", "feed.json", "citations.json", "wanted.csv"}
    for here, hrefs in links.items():
        for href in hrefs:
            address, _, anchor = href.partition("#")
            if not address.startswith("file:") or address.rsplit("/", 1)[-1] in made_elsewhere:
                continue
            assert address in anchors, f"{here}: {href}"
            assert not anchor or unquote(anchor) in anchors[address], f"{here}: {href}"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_source_filter_hides_articles_and_emptied_days(site: Path, browser: Browser, script: bool) -> None:
    page = browser.new_context(java_script_enabled=script).new_page()
    page.goto((site / PATHS["timeline"]).as_uri())
    assert page.locator(".entry:visible").count() == 7
    page.get_by_label("paper").uncheck()
    assert page.locator(".entry:visible").count() == 5
    page.get_by_label("港报").uncheck()
    assert page.locator(".entry:visible").count() == 3
    assert page.locator("#d2023-11-16:visible").count() == 0
    if script:
        assert page.locator("#d2023-11-14:visible").count() == 0
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system_and_the_reader(
    site: Path, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto((site / PATHS["home"]).as_uri())
    assert brightness(page) > 200 if scheme == "light" else brightness(page) < 50
    page.get_by_label("深色").check()
    assert brightness(page) < 50
    page.goto((site / PATHS["timeline"]).as_uri())
    assert brightness(page) < 50, "the setting is remembered on other pages"
    page.get_by_label("浅色").check()
    assert brightness(page) > 200
    context.close()


def brightness(page: Page) -> int:
    return int(page.evaluate("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"))


def test_without_script_everything_is_there(site: Path, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((site / PATHS["search"]).as_uri())
    assert page.locator("ul.all li").count() == 7
    assert page.get_by_text("在页面中查找").first.is_visible()
    page.goto((site / PATHS["full"]).as_uri())
    page.get_by_text("引用本条").click()
    assert page.locator("pre", has_text="GB").count() == 0
    assert page.locator("details pre").first.is_visible()
    page.context.close()


def test_keys_reach_the_text_and_the_search(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto((site / PATHS["full"]).as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    page.wait_for_url("**/search/index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_what_is_new_since_the_last_visit_is_marked_in_the_browser_only(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    address = (site / PATHS["timeline"]).as_uri()
    page.goto(address)
    assert page.locator(".flag.warn", has_text="新").count() == 0, "on a first visit nothing is new"
    page.evaluate("""() => { sessionStorage.clear();
        const key = 'dossier-seen:' + location.pathname;
        localStorage.setItem(key, JSON.stringify(JSON.parse(localStorage[key]).slice(1))); }""")
    page.goto(address)
    assert page.locator(".flag.warn", has_text="新").count() == 1
    page.reload()
    assert page.locator(".flag.warn", has_text="新").count() == 1, "still new while the visit lasts"


def test_a_picture_that_does_not_come_leaves_a_link(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.route("https://**", lambda route: route.abort())
    path = site / "articles" / "with-picture.html"
    text = (site / PATHS["full"]).read_text(encoding="utf-8").replace("img-src &#39;self&#39; data:", "img-src https:")
    picture = '<figure><img src="https://harbour.example/p.jpg" alt="码头"></figure>'
    path.write_text(
        text.replace('<div class="prose">', picture + '<div class="prose">').replace("../../", "../"), encoding="utf-8"
    )
    page.goto(path.as_uri())
    path.unlink()
    page.locator("figure a.pic").wait_for()
    assert page.locator("figure a.pic").get_attribute("href") == "https://harbour.example/p.jpg"
    assert page.locator("figure a.pic").inner_text() == "码头"


def test_text_is_set_for_chinese(site: Path, context: BrowserContext) -> None:
    """At most forty characters a line, first lines indented by two, at full width."""
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((site / PATHS["full"]).as_uri())
    width, size, indent = (
        page.evaluate("""() => { const p = document.querySelector('.prose p'), s = getComputedStyle(p);
        return [p.getBoundingClientRect().width, parseFloat(s.fontSize), parseFloat(s.textIndent)]; }""")
    )
    assert 30 <= width / size <= 40
    assert indent == pytest.approx(2 * size)


def test_print_drops_the_navigation_and_spells_out_the_address(site: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto((site / PATHS["full"]).as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert page.locator(".prose").is_visible()
    after = page.evaluate("getComputedStyle(document.querySelector('.kv a[href^=http]'), '::after').content")
    assert "harbour.example" in after
