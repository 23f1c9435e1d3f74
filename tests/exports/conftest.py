"""The search page of a small dossier in Chromium, over http, for the tests of one file that look at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests import chromium
from tests.exports.search_site import ARTICLES, built


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site's search page."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/search/index.html"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("search"), ARTICLES)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


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
