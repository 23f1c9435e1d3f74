"""One Chromium for a check."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.chromium import FLAGS, executable


@contextmanager
def chromium() -> Iterator[Browser]:
    path = executable()
    if path is None:
        raise SystemExit("there is no Chromium: run python tests/chromium.py")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
