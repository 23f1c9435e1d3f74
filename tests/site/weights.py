"""The budgets of weight, and that pages load nothing from elsewhere. Bytes as written, before compression.

The pictures of an article are its publisher's and shown from there unless the dossier says `images = "none"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from tests.site.sites import Page, Site

STYLE = 20_000
SCRIPT = 5_000  # search aside
HOME = 30_000
ARTICLES_AT_HOME = 15  # what the home budget is for
ARTICLE = 25_000  # without its text
_LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "srcset", "video": "src", "audio": "src"}
_LOADING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
}
_FONT = re.compile(r"@font-face|@import|url\(\s*['\"]?https?:", re.I)
# The text itself and what grows with it: the list of its citations.
_TEXT = re.compile(r'<div class="prose".*?</div>\s*(?=<section|</article)|<ol class="refs">.*?</ol>', re.S)


def check(site: Site) -> Iterator[str]:
    yield from _files(site)
    articles = sum(path.startswith("articles/") for path in site.pages)
    for path, page in site.pages.items():
        shown = {"img"} if path.startswith("articles/") else set()
        yield from (f"{path}: loads {address}" for tag, address in foreign(page) if tag not in shown)
        size = len(page.html.encode())
        if path == "index.html" and articles <= ARTICLES_AT_HOME and size > HOME:
            yield f"{path}: {size} bytes, budget {HOME} at {articles} articles"
        if path.startswith("articles/") and (size := len(_TEXT.sub("", page.html).encode())) > ARTICLE:
            yield f"{path}: {size} bytes beside its text, budget {ARTICLE}"


def _files(site: Site) -> Iterator[str]:
    styles = sorted(site.folder.rglob("*.css"))
    scripts = [path for path in sorted(site.folder.rglob("*.js")) if "search" not in path.as_posix()]
    for paths, budget, what in ((styles, STYLE, "CSS"), (scripts, SCRIPT, "script")):
        size = sum(path.stat().st_size for path in paths)
        if not paths or size > budget:
            yield f"{size} bytes of {what} in {len(paths)} files, budget {budget}"
    for path in styles:
        if found := _FONT.search(path.read_text(encoding="utf-8")):
            yield f"{path.name}: {found[0]}"


def foreign(page: Page) -> Iterator[tuple[str, str]]:
    """(element, address) of everything that the page loads from another host."""
    for tag, attributes in page.elements:
        address = attributes.get(_LOADING.get(tag, ""), "")
        if tag == "link" and _LOADING_LINKS & set(attributes.get("rel", "").split()):
            address = attributes.get("href", "")
        if unquote(address).startswith(("http:", "https:", "//")):
            yield tag, address
