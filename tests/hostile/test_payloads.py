"""Payloads in every place of a dossier, built by the command line: nothing of them runs, nothing of them is lost.

The files are looked through by parsers that the program does not use, the pages are loaded in Chromium without their
content security policy, so that the policy cannot hide what the escaping let through.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Request, sync_playwright

from tests.chromium import FLAGS, executable
from tests.hostile import dossier, looking

ROOT = Path(__file__).parent.parent.parent
ATOM = "{http://www.w3.org/2005/Atom}"
FRAMES = 32  # pages that are loaded side by side
QUERIES = ("xss", "script", "<img src=x onerror=xss()>", '"><script>xss()</script>', "{{7*7}}", "javascript:xss()")


@dataclass(frozen=True)
class Built:
    folder: Path
    articles: int
    messages: bytes

    def files(self, ending: str) -> list[Path]:
        return sorted(path for path in self.folder.rglob(f"*.{ending}") if path.is_file())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("hostile")
    made = dossier.make(root)
    command = [sys.executable, "-m", "site_builder", "build", "--root", str(root), "--no-cache", "-v"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 1, run.stderr[-2000:].decode(errors="replace")  # wrong values were found, all is built
    return Built(root / "output", len(made), run.stdout + run.stderr)


def test_no_article_is_lost(built: Built) -> None:
    listed = json.loads((built.folder / "data/articles.json").read_bytes())
    pages = [(built.folder / article["permalink"] / "index.html").read_text(encoding="utf-8") for article in listed]
    withdrawn = len(range(dossier.WITHDRAWN, dossier.ARTICLES, 7))
    assert len({article["id"] for article in listed}) == built.articles - withdrawn
    assert len([path for path in built.files("html") if path.parts[-3] == "articles"]) == built.articles
    assert [page[:80] for page in pages if dossier.SAFE not in page] == []


def test_pages_hold_nothing_dangerous(built: Built) -> None:
    found = {path: looking.page(path.read_text(encoding="utf-8")).found for path in built.files("html")}
    assert {str(path): problems[:3] for path, problems in found.items() if problems} == {}


def test_templates_in_articles_are_text(built: Built) -> None:
    words = "".join("".join(looking.page(p.read_text(encoding="utf-8")).words) for p in built.files("html")[:400])
    for text in ("{{ 7*7 }}", "{% import os %}", "${xss()}", "<%= xss() %>"):
        assert text in words


def test_feeds_are_well_formed_and_hold_nothing_dangerous(built: Built) -> None:
    for path in built.files("xml"):
        tree = ElementTree.parse(path)
        assert all(
            element.tag.startswith(("{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/"))
            for element in tree.iter()
        )
        addresses = [value for e in tree.iter() for name, value in e.items() if name in {"href", "src"}]
        assert [a for a in addresses if looking.scheme(a) not in looking.SCHEMES | {""}] == []
        assert [looking.prose(e.text or "") for e in tree.iter(f"{ATOM}content") if looking.prose(e.text or "")] == []
    assert len(ElementTree.parse(built.folder / "feed.xml").findall(f"{ATOM}entry")) > 0


def test_data_files_are_well_formed_and_lead_nowhere_else(built: Built) -> None:
    for path in built.files("json"):
        for key, value in leaves(json.loads(path.read_bytes())):
            if key in {"url", "URL", "external_url", "image", "href", "home_page_url", "feed_url"}:
                assert looking.scheme(value) in looking.SCHEMES | {""}, f"{path}: {value}"
            if key == "content_html":
                assert looking.prose(value) == []


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a JSON value with the key it stands under."""
    if isinstance(value, str):
        yield key, value
    for name, inner in value.items() if isinstance(value, dict) else ():
        yield from leaves(inner, name)
    for inner in value if isinstance(value, list) else ():
        yield from leaves(inner, key)


def test_no_cell_is_a_formula(built: Built) -> None:
    for path in built.files("csv"):
        rows = list(csv.reader(path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert [cell for row in rows for cell in row if re.match(r"\s*[=+\-@＝＋－＠]|\s*[\t\r]", cell)] == []
    assert len(rows) > 1


def test_bibliographies_hold_one_record_an_article(built: Built) -> None:
    cited = len(json.loads((built.folder / "data/citations.json").read_bytes()))
    ris = (built.folder / "data/dossier.ris").read_text(encoding="utf-8")
    lines = ris.replace("\r\n", "\n").split("\n")
    assert [line for line in lines if line and not re.match(r"[A-Z][A-Z0-9]  - ?", line)] == []
    assert sum(line.startswith("TY  -") for line in lines) == sum(line.startswith("ER  -") for line in lines) == cited
    bib = (built.folder / "data/dossier.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@\w+\{", bib, re.M)) == bib.count("\n}") == cited
    depth = 0
    for sign in re.sub(r"\\[\\{}]", "", bib):
        depth += (sign == "{") - (sign == "}")
        assert 0 <= depth < 9
    assert depth == 0


def test_messages_move_no_cursor(built: Built) -> None:
    text = built.messages.decode("utf-8")
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text) == []
    assert len(text.splitlines()) > 100


# In the browser.

CALLED = ["xss", "alert", "confirm", "prompt", "print"]
HOST = b"<!doctype html><title>host</title><body>"
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
SHOW = """async urls => {
  document.body.replaceChildren();
  const loads = urls.map(url => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.onload = frame.onerror = done;
    frame.src = url;
    document.body.append(frame);
  }));
  await Promise.all(loads);
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const inner = frame.contentDocument;
    if (!inner || !inner.querySelector("main")) { found.push([frame.src, "no page"]); continue; }
    for (const element of inner.querySelectorAll("*"))
      for (const attribute of element.attributes)
        if (/^on/i.test(attribute.name)) found.push([frame.src, attribute.name]);
    for (const link of inner.querySelectorAll("a[href],area[href]")) {
      const href = link.getAttribute("href"), protocol = new URL(href, inner.baseURI).protocol;
      const isFile = protocol == "data:" && link.hasAttribute("download");
      if (!/^(https?|mailto):$/.test(protocol) && !isFile) found.push([frame.src, href]);
    }
    for (const element of inner.querySelectorAll("iframe,object,embed,base,style,template,math,foreignObject"))
      found.push([frame.src, element.tagName]);
  }
  return found;
}"""


@dataclass
class Watch:
    """One browser context without content security policies, and what happened in it that should not."""

    context: BrowserContext
    address: str
    seen: list[str]

    def __post_init__(self) -> None:
        for name in CALLED:
            self.context.expose_binding(name, partial(self.called, name))
        self.context.on("dialog", self.asked_by_dialog)
        self.context.on("weberror", lambda error: self.seen.append(f"error {error.error}"))
        self.context.on("request", self.asked)

    def called(self, name: str, source: Mapping[str, Any], *_: object) -> None:
        self.seen.append(f"{name}() in {source['frame'].url}")

    def asked_by_dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def asked(self, request: Request) -> None:
        """Only pictures may be asked for elsewhere (and the browser finds no host but this one)."""
        if not request.url.startswith(self.address) and request.resource_type != "image":
            self.seen.append(f"{request.resource_type} {request.url}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = executable()
    assert path, "there is no Chromium: run python tests/chromium.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, ALONE])
        yield browser
        browser.close()


@pytest.fixture
def watch(built: Built, browser: Browser) -> Iterator[Watch]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built.folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context(bypass_csp=True)
        yield Watch(context, f"http://127.0.0.1:{server.server_address[1]}/", [])
        context.close()
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """The site's files, and a page to show them in."""

    def do_GET(self) -> None:  # the base class's name
        if self.path != "/host":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(HOST)

    def log_message(self, format: str, *args: object) -> None:  # the base class's name
        """Requests are no news."""


def test_the_listener_hears_what_runs(watch: Watch) -> None:
    page = watch.context.new_page()
    page.goto(f"{watch.address}host")
    page.set_content("<script>xss()</script><iframe srcdoc='<img src=x onerror=alert(1)>'></iframe>")
    page.evaluate("() => import('https://elsewhere.invalid/x.js').catch(() => 0)")
    page.wait_for_function("frames.length == 1 && frames[0].document.images.length == 1")
    assert sorted(entry.split()[0] for entry in watch.seen) == ["alert()", "script", "xss()"]


def test_nothing_runs_on_a_page(built: Built, watch: Watch) -> None:
    page = watch.context.new_page()
    page.goto(f"{watch.address}host")
    paths = [*loaded(built)]
    for start in range(0, len(paths), FRAMES):
        found = page.evaluate(SHOW, [watch.address + quote(path) for path in paths[start : start + FRAMES]])
        assert found == []
    assert page.url == f"{watch.address}host"
    assert watch.seen == []


def loaded(built: Built) -> Iterator[str]:
    """Every article, the first page of every folder, and a tenth of the lists, which repeat the titles of articles."""
    for number, file in enumerate(built.files("html")):
        path = file.relative_to(built.folder)
        is_redirect = b'http-equiv="refresh"' in file.read_bytes()
        if not is_redirect and (path.parts[0] == "articles" or len(path.parts) < 3 or number % 10 == 0):
            yield path.as_posix()


def test_nothing_runs_when_payloads_are_searched_for(watch: Watch) -> None:
    page = watch.context.new_page()
    for query in QUERIES:
        page.goto(f"{watch.address}search/?q={quote(query)}")
        page.wait_for_function("document.querySelector('#results').textContent.trim() != ''")
        schemes = page.eval_on_selector_all("#results a", "links => links.map(link => link.protocol)")
        assert set(schemes) <= {"http:"}
        assert urlsplit(page.url).path == "/search/"
    assert watch.seen == []
