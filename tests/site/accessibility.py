"""axe-core over a page of each kind: WCAG 2.2 A and AA and best practice, wide and narrow, light and dark.

Every `details` is open, so that what is folded away is checked too; the page's own policy is bypassed, which
would keep axe out as it keeps any foreign script out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.site.browser import chromium
from tests.site.npm import package
from tests.site.sites import Site

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 375)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
_RUN = """async tags => {
    for (const element of document.querySelectorAll('details')) element.open = true;
    const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
    return found.violations.map(v => `${v.id}: ${v.help} [${v.nodes.length}] ${v.nodes[0].html.slice(0, 160)}`);
}"""


def check(site: Site) -> Iterator[str]:
    script = (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    with chromium() as browser:
        for width in WIDTHS:
            for scheme in SCHEMES:
                yield from _violations(site, browser, script, width, scheme)


def _violations(
    site: Site, browser: Browser, script: str, width: int, scheme: Literal["light", "dark"]
) -> Iterator[str]:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    for path in site.of_each_kind.values():
        page.goto(site.address + path)
        yield from (f"{path} at {width} px, {scheme}: {found}" for found in run(page, script))
    context.close()


def run(page: Page, script: str) -> list[str]:
    """What axe finds on the page as it stands."""
    page.evaluate(script)
    found: list[str] = page.evaluate(_RUN, TAGS)
    return found
