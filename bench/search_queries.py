"""Questions to both indexes in Chromium, what the right answers are, and what a changed article rewrites."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import unquote

from opencc import OpenCC
from playwright.sync_api import Browser, Page, sync_playwright

from bench.search_corpus import kept
from site_builder.exports import search
from site_builder.exports.search_keys import fold

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_HEADERS = (  # of the length that servers of static files send
    "Server: bench/1.0\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\nLast-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n"
)
_RUN = re.compile(r"[\u4e00-\u9fff]{8,}")
EVERY = """async text => {
  const q = await prepare(text), found = [];
  while (q.docs.length) await advance(q, 1e9, a => found.push(a));
  return found.map(a => a.doc.id);
}"""
# From the key stroke to the first result: the time, and which it is; null where "more" must be pressed for one.
FIRST = """text => new Promise(done => {
  const field = document.getElementById('q'), out = document.getElementById('results');
  const list = out.querySelector('ol'), more = out.querySelector('button');
  new MutationObserver(() => {
    if (list.firstElementChild) done([performance.now() - begun, list.querySelector('h3 a').href]);
    else if (!more.hidden) done([null, null]);
  }).observe(out, { childList: true, subtree: true, attributes: true });
  field.value = text;
  const begun = performance.now();
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
})"""


class Truth:
    """Every text as it is published, and which of them hold a string."""

    def __init__(self, root: Path) -> None:
        library = kept(root)
        self.chance = random.Random(11)
        self.texts = {a.id: library.bodies[a.id].text for a in library.articles}
        whole = {a.id: "\n".join(search.printed(a, library.bodies[a.id], "full")[1:]) for a in library.articles}
        self.folded = {identity: fold(text) for identity, text in whole.items()}
        self.addresses = {f"/{a.permalink}": a.id for a in library.articles}

    def queries(self, number: int, length: int = 0) -> list[tuple[str, str]]:
        """(article, a run of Han characters out of it), every second one in the other script."""
        other, ids = OpenCC("s2t"), sorted(i for i, text in self.texts.items() if _RUN.search(text))
        found = []
        for n in range(number):
            identity = self.chance.choice(ids)
            run = self.chance.choice(_RUN.findall(self.texts[identity]))
            size = length or self.chance.randint(2, 8)
            start = self.chance.randrange(len(run) - size + 1)
            text = run[start : start + size]
            found.append((identity, other.convert(text) if n % 2 else text))
        return found

    def holders(self, text: str) -> set[str]:
        wanted = fold(text)
        return {identity for identity, folded in self.folded.items() if wanted in folded}


def in_chromium(
    site: Path, truth: Truth, queries: Sequence[tuple[str, str]], timed: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """The lines of the report."""
    with _served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_FLAGS))
        page = browser.new_page()
        page.goto(f"{address}/search/index.html")
        wrong = sources = missed = 0
        for identity, text in queries:
            found, right = set(page.evaluate(EVERY, text)), truth.holders(text)
            wrong += len(found - right)
            missed += len(right - found)
            sources += identity in found
        yield f"recall {sources / len(queries):.4f}: {sources} of {len(queries)} queries find their article"
        yield f"  over all articles that hold one: {missed} missed, {wrong} shown wrongly"
        yield f"Pagefind's recall {_pagefind(page, address, site, truth, queries):.4f}"
        yield from _latency(browser, address, truth, timed)
        browser.close()


def _pagefind(page: Page, address: str, site: Path, truth: Truth, queries: Sequence[tuple[str, str]]) -> float:
    """Share of the queries with which Pagefind finds their article."""
    fragments = {}
    for path in (site / "pagefind" / "fragment").iterdir():
        record = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        fragments[path.name.removesuffix(".pf_fragment")] = truth.addresses["/" + record["url"].lstrip("/")]
    page.goto(f"{address}/nothing")  # a page without a policy
    page.evaluate(f"async () => {{ window.finder = await import('{address}/pagefind/pagefind.js'); }}")
    ask = "async text => (await finder.search(text)).results.map(r => r.id)"
    return sum(i in {fragments[f] for f in page.evaluate(ask, text)} for i, text in queries) / len(queries)


def _latency(browser: Browser, address: str, truth: Truth, timed: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Each query twice, each time by somebody who is there for the first time: for the time, and for the bytes, as
    watching the network takes the browser time."""
    times, sizes, loads, late = [], [], [], 0
    for _, text in timed:
        page = _opened(browser, address)
        milliseconds, link = page.evaluate(FIRST, text)
        page.context.close()
        page, fetched, before = _watched(browser, address)
        page.evaluate(FIRST, text)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(100)
        loads.append(before)
        sizes.append(sum(fetched) - before)
        page.context.close()
        if not link:
            late += 1
            continue
        times.append(milliseconds)
        identity = truth.addresses[link.removeprefix(address).removesuffix("index.html")]
        assert identity in truth.holders(text), (text, link)
    yield _spread("first result, ms", times, 100)
    yield _spread("fetched for the query, KB", [n / 1000 for n in sizes], 60)
    yield f"nothing verified within the budget, so that one must ask for more: {late} of {len(timed)}"
    yield f"fetched with the page before: {statistics.median(loads) / 1000:.0f} KB, its list of titles included"


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    _go(page, address)
    return page


def _watched(browser: Browser, address: str) -> tuple[Page, list[int], int]:
    """The page, the bytes of each answer as they come, and those of the page itself."""
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    fetched: list[int] = []
    session.on("Network.loadingFinished", lambda event: fetched.append(int(event["encodedDataLength"])))
    _go(page, address)
    return page, fetched, sum(fetched)


def _go(page: Page, address: str) -> None:
    page.goto(f"{address}/search/index.html")
    page.evaluate("ready")
    page.wait_for_load_state("networkidle")


def _spread(name: str, values: list[float], bar: int) -> str:
    ranked = sorted(values)
    at = ranked[int(len(ranked) * 0.95)]
    return (
        f"{name}: median {statistics.median(ranked):.0f}, 95th percentile {at:.0f}, most {ranked[-1]:.0f} (bar {bar})"
    )


def rewritten(root: Path, samples: int = 12) -> list[float]:
    """Share of the index's bytes in files that differ after the whole text of one article is another."""
    library = kept(root)
    postings = [search.posting(a, library.bodies[a.id], "full") for a in library.articles]
    before = search.parts(library, library.articles, [p.mark for p in postings], search.at_hand(postings))
    known = {part.key for part in before}
    files = {output.path: output.data for part in before for output in part.make()}
    total = sum(map(len, files.values()))
    chance = random.Random(3)
    shares = []
    for _ in range(samples):
        changed, other = chance.sample(range(len(library.articles)), 2)
        article, body = library.articles[changed], library.bodies[library.articles[other].id]
        lines = body.text.split("\n")
        chance.shuffle(lines)
        text = "\n".join(line[len(line) // 2 :] + line[: len(line) // 2] for line in lines)
        new = [*postings]
        new[changed] = search.posting(article, replace(library.bodies[article.id], text=text), "full")
        after = search.parts(library, library.articles, [p.mark for p in new], search.at_hand(new))
        made = (output for part in after if part.key not in known for output in part.make())
        shares.append(sum(len(o.data) for o in made if files.get(o.path) != o.data) / total)
    return shares


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The site over HTTP/1.1, by little work: what is to be measured is not the server."""
    files = {f"/{path.relative_to(folder).as_posix()}": path for path in folder.rglob("*") if path.is_file()}

    class Handler(StreamRequestHandler):
        disable_nagle_algorithm = True  # else each answer waits for a delayed acknowledgement

        def handle(self) -> None:
            while request := self.rfile.readline():
                while self.rfile.readline().strip():
                    pass
                path = files.get(unquote(request.split()[1].decode()).partition("?")[0])
                data = path.read_bytes() if path else b"nothing"
                kind = _KINDS.get(path.suffix, "application/octet-stream") if path else "text/html"
                head = f"HTTP/1.1 {'200 OK' if path else '404 Not Found'}\r\nContent-Type: {kind}\r\n"
                self.wfile.write(f"{head}{_HEADERS}Content-Length: {len(data)}\r\n\r\n".encode() + data)

    class Server(ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
