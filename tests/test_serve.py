"""The preview as a process: over HTTP, and in a real browser while files change."""

import http.client
import re
import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Error, Page, Route

from site_builder.serve import listening
from tests import dossiers
from tests.previews import Preview, preview, until
from tests.site.browser import chromium

BASE = 'base_url = "https://reader.github.io/repo/"\n'
FIRST = "timeline/"
FIRST_LINK = re.compile(r'href="([^"]*)">两国谈判代表在日内瓦会面')
RAW_CLIP = """<!--1700100000000-->
[夜里传来的消息](https://news.example.com/2023/11/night)
------

<div>16/11/2023 - 02:10</div><p><strong>半夜里代表团忽然又回到旅馆。</strong></p><p>没有人说明为什么。</p>
"""


@pytest.fixture
def page() -> Iterator[Page]:
    """A page in a browser of its own, which ends with it: a page that is closed while it is loaded anew may never tell
    that it is closed (crbug.com/536385539)."""
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 1000, "height": 600})
        opened.set_default_timeout(60_000)
        yield opened


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview below /repo/, whose files nobody changes."""
    with preview(dossiers.make(tmp_path_factory.mktemp("below") / "mine", BASE), "--port", "0") as running:
        yield running


def get(running: Preview, target: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(running.address).netloc, timeout=15)
    connection.request(method, target, headers=headers)
    return connection.getresponse()


def test_it_is_served_below_the_path_of_the_published_site(below: Preview) -> None:
    assert urlsplit(below.address).path == "/repo/"
    assert get(below, "/").headers["Location"] == "/repo/"
    home = get(below, "/repo/")
    assert (home.status, home.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert get(below, "/repo/nothing/").status == 404
    canonical = re.search(rb'<link rel="canonical" href="([^"]*)"', home.read())
    assert canonical
    assert canonical[1].decode() == below.address


def test_head_says_what_get_would_send(below: Preview) -> None:
    head, full = get(below, "/repo/feed.xml", "HEAD"), get(below, "/repo/feed.xml")
    assert (head.read(), head.headers["ETag"]) == (b"", full.headers["ETag"])
    assert int(head.headers["Content-Length"]) == len(full.read())
    assert get(below, "/repo/feed.xml", If_None_Match="x").status == 200
    assert get(below, "/repo/feed.xml", **{"If-None-Match": full.headers["ETag"]}).status == 304


def raw(running: Preview, sent: bytes) -> bytes:
    """What comes back for these bytes until the server has nothing more to say."""
    place = urlsplit(running.address)
    assert place.hostname
    with socket.create_connection((place.hostname, place.port or 80), timeout=15) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /repo/../dossier.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /repo/%2e%2e/dossier.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /repo/..\\dossier.toml HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /repo/static/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"GET /repo/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
        (b"DELETE /repo/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        (b"GET /repo/ HTTP/1.1\r\n\r\n", 400),
        (b"hello\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", 431),
    ],
)
def test_raw_requests(below: Preview, sent: bytes, status: int) -> None:
    assert raw(below, sent).startswith(b"HTTP/1.1 %d " % status)


def test_one_connection_carries_many_requests(below: Preview) -> None:
    asked = b"GET /repo/feed.xml HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = b"GET /repo/feed.xml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert raw(below, asked * 3 + last).count(b"HTTP/1.1 200 OK") == 4


def test_two_hundred_readers_beside_fifty_open_pages(below: Preview) -> None:
    waiting = [get(below, "/_live/events?address=/repo/") for _ in range(50)]
    place = urlsplit(below.address).netloc
    readers = [http.client.HTTPConnection(place, timeout=15) for _ in range(200)]
    for reader in readers:  # all are connected before the first one asks
        reader.connect()

    def read(reader: http.client.HTTPConnection) -> int:
        reader.request("GET", "/repo/timeline/")
        answer = reader.getresponse()
        return answer.status if answer.read().rstrip().endswith(b"</html>") else 0

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(read, readers)) == {200}
    assert all(stream.fp.readline() == b"retry: 500\n" for stream in waiting)
    for reader in readers:
        reader.close()
    for stream in waiting:
        stream.close()


def test_a_taken_port_and_a_clean_end(tmp_path: Path) -> None:
    root = dossiers.make(tmp_path / "mine")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with preview(root, "--port", str(port)) as running:
            free = urlsplit(running.address).port
            assert free
            assert free > port
            assert running.heard(f"port {port} is taken, using {free}")
            assert running.interrupt() == 130
    assert not running.heard("Traceback")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@dataclass(frozen=True)
class Workshop:
    """A dossier that changes while it is served; every test leaves it as it was."""

    root: Path
    running: Preview

    @property
    def first(self) -> Path:
        return self.root / "content/first.md"


@pytest.fixture(scope="module", params=["", BASE], ids=["at the root", "below a path"])
def workshop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    root = dossiers.make(tmp_path_factory.mktemp("workshop") / "mine", request.param)
    with preview(root, "--port", "0") as running:
        yield Workshop(root, running)


def timeline(workshop: Workshop) -> str:
    """The timeline as it is served now."""
    return get(workshop.running, urlsplit(workshop.running.address).path + FIRST).read().decode()


def open_first(page: Page, workshop: Workshop) -> None:
    """Open the article itself: what the test before put back may still be making the timeline load anew."""
    until(lambda: FIRST_LINK.search(timeline(workshop)))
    link = FIRST_LINK.search(timeline(workshop))
    assert link
    page.goto(urljoin(workshop.running.address + FIRST, link[1]))


def asked(page: Page, script: str) -> object:
    """What a script gives in a page; None while the page is being loaded anew."""
    try:
        return page.evaluate(script)
    except Error:
        return None


def test_an_edit_shows_where_the_reader_was(workshop: Workshop, page: Page) -> None:
    before = workshop.first.read_text(encoding="utf-8")
    workshop.first.write_text(before + "\n湖上起了雾。\n" * 80, encoding="utf-8")
    open_first(page, workshop)
    page.get_by_text("湖上起了雾").last.wait_for()
    until(lambda: asked(page, "scrollTo(0, 1500), scrollY") == 1500)
    change(workshop.first, "湖边的旅馆里谈了整整一天", "湖边的旅馆里谈了两天")
    page.get_by_text("谈了两天").wait_for(state="attached")
    until(lambda: asked(page, "scrollY") == 1500)
    workshop.first.write_text(before, encoding="utf-8")
    page.get_by_text("谈了两天").wait_for(state="detached")


def test_a_change_does_not_keep_back_who_is_leaving(workshop: Workshop, page: Page) -> None:
    page.goto(workshop.running.address + FIRST)
    slow: list[Route] = []
    page.route("**/articles/**", lambda route: slow.append(route), times=1)  # noqa: PLW0108 - it is given attributes
    with page.expect_request("**/articles/**"):
        page.get_by_role("link", name="两国谈判代表在日内瓦会面").first.click(no_wait_after=True)
    change(workshop.first, "title: 两国谈判代表", "title: 三国谈判代表")
    until(lambda: "三国谈判代表" in timeline(workshop))
    page.wait_for_timeout(500)  # enough for the timeline to have heard of it and to load itself anew
    slow[0].continue_()
    page.wait_for_url("**/articles/**")
    change(workshop.first, "title: 三国谈判代表", "title: 两国谈判代表")
    page.get_by_role("heading", name="两国谈判代表").first.wait_for()


def test_what_breaks_is_named_over_the_last_good_page_until_it_is_mended(workshop: Workshop, page: Page) -> None:
    open_first(page, workshop)
    overlay = page.locator("dossier-troubles section")
    change(workshop.first, "title: 两国谈判代表", "title: [两国谈判代表")
    overlay.wait_for()
    assert "content/first.md:" in overlay.inner_text()
    assert "matter-unreadable" in overlay.inner_text()
    assert page.get_by_text("湖边的旅馆里谈了整整一天").count()
    change(workshop.first, "title: [两国谈判代表", "title: 两国谈判代表")
    overlay.wait_for(state="detached")
    until(lambda: workshop.running.heard("mended: content/first.md"))

    template = workshop.root / "templates/article.html"
    template.parent.mkdir()
    template.write_text("{% extends 'default/article.html' %}\n{% block body %}{{ nonsense() }}\n", encoding="utf-8")
    overlay.wait_for()
    assert "templates/article.html:" in overlay.inner_text()
    assert page.get_by_text("湖边的旅馆里谈了整整一天").count()
    shutil.rmtree(template.parent)
    overlay.wait_for(state="detached")


def has_background(page: Page, colour: str) -> bool:
    return asked(page, "getComputedStyle(document.body).backgroundColor") == colour


def test_a_style_sheet_is_swapped_without_a_reload(workshop: Workshop, page: Page) -> None:
    page.goto(workshop.running.address)
    page.evaluate("window.stayed = true")
    style = workshop.root / "templates/static/dossier.css"
    style.parent.mkdir(parents=True)
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        style.write_text(f"body {{ background: {colour} }}", encoding="utf-8")
        until(partial(has_background, page, colour))
    assert page.evaluate("window.stayed") is True
    assert page.locator("link[rel=stylesheet]").count() == 1
    shutil.rmtree(workshop.root / "templates")
    until(lambda: not has_background(page, "rgb(4, 5, 6)"))


def test_dropped_clips_appear_by_themselves(workshop: Workshop, page: Page) -> None:
    page.goto(workshop.running.address + FIRST)
    clip = workshop.root / "content/night.txt"
    clip.write_text(RAW_CLIP, encoding="utf-8")
    page.get_by_text("夜里传来的消息").first.wait_for()
    clip.unlink()
    page.get_by_text("夜里传来的消息").first.wait_for(state="detached")


def test_two_hundred_files_are_one_reload(workshop: Workshop, page: Page, tmp_path: Path) -> None:
    for number in range(200):
        text = f"---\ntitle: 第{number}次会谈\npublished: 2023-12-{number % 28 + 1:02}\n---\n\n谈了{number}个小时。\n"
        (tmp_path / f"{number:03}.md").write_text(text, encoding="utf-8")
    page.goto(workshop.running.address + FIRST)
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    shutil.copytree(tmp_path, workshop.root / "content/many")
    page.get_by_text("第199次会谈").first.wait_for()
    page.wait_for_timeout(700)
    assert 1 <= len(loads) <= 2  # one; a machine that stalls in the middle of the copy parts it
    shutil.rmtree(workshop.root / "content/many")
    page.get_by_text("第199次会谈").first.wait_for(state="detached")


def test_polling_does_it_too(tmp_path: Path, page: Page) -> None:
    root = dossiers.make(tmp_path / "mine")
    with preview(root, "--port", "0", "--poll") as running:
        page.goto(running.address + FIRST)
        change(root / "content/first.md", "title: 两国谈判代表在日内瓦会面", "title: 代表们换了地方")
        page.get_by_text("代表们换了地方").first.wait_for()


def test_packets_do_not_wait_for_each_other() -> None:
    with listening("127.0.0.1", 0) as ear:
        assert ear.proto == socket.IPPROTO_TCP  # which asyncio asks before it turns Nagle's algorithm off
