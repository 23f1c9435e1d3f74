"""What a page does in a browser: no overflow at any width, no shift while loading, no request elsewhere, no error."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, Page, Request, Route

from tests.site.browser import chromium
from tests.site.sites import Site

WIDTHS = (320, 375, 768, 1024, 1280, 1600)
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400"/></svg>'
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_WIDEST = """() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1);
    return wide.slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(' | ');
}"""
_SHIFT = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})"""


def check(site: Site) -> Iterator[str]:
    with chromium() as browser:
        for path in site.of_each_kind.values():
            yield from (f"{path}: {complaint}" for complaint in _served(site, browser, path))
            yield from (f"{path} from file://: {complaint}" for complaint in _from_file(site, browser, path))


def _served(site: Site, browser: Browser, path: str) -> Iterator[str]:
    page = browser.new_page(viewport={"width": WIDTHS[0], "height": 900})
    page.route(lambda url: ".example/" in url, _picture)
    seen = _listen(page)
    page.goto(site.address + path, wait_until="load")
    if (shift := page.evaluate(_SHIFT)) > 0:
        yield f"layout shift {shift:.4f}"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if (overflow := page.evaluate(_OVERFLOW)) > 0:
            yield f"{overflow} px wider than {width}: {page.evaluate(_WIDEST)}"
    yield from (complaint for complaint in seen if not complaint.startswith(f"request {site.address}"))
    page.close()


def _from_file(site: Site, browser: Browser, path: str) -> Iterator[str]:
    """A saved copy works without a server: styles and links are there (404.html is made for servers)."""
    if path == "404.html":
        return
    page = browser.new_page()
    page.route(lambda url: ".example/" in url, _picture)
    seen = _listen(page)
    page.goto((site.folder / path).as_uri(), wait_until="load")
    if page.evaluate("getComputedStyle(document.body).marginTop") != "0px":
        yield "the style sheet is not applied"
    yield from (complaint for complaint in seen if not complaint.startswith(f"request {site.folder.as_uri()}"))
    page.close()


def _is_picture(request: Request) -> bool:
    return request.resource_type == "image" and ".example/" in request.url


def _picture(route: Route) -> None:
    """Any publisher's picture: 600 x 400, whatever the page expects."""
    if route.request.resource_type == "image":
        route.fulfill(content_type="image/svg+xml", body=_SVG)
    else:
        route.continue_()


def _listen(page: Page) -> list[str]:
    """What the page asks for and complains of, filled while it loads."""
    seen: list[str] = []
    page.on("request", lambda request: None if _is_picture(request) else seen.append(f"request {request.url}"))
    page.on("requestfailed", lambda request: seen.append(f"failed {request.url}"))
    page.on("pageerror", lambda error: seen.append(f"script error: {error}"))
    page.on("console", lambda message: seen.append(f"console: {message.text}") if message.type == "error" else None)
    return seen
