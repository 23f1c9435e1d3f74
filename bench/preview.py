"""From saving a file to the reloaded page, in a Chromium that watches `dossier serve`.

    python -m bench.preview [NUMBER]             edits of each kind (default 15)
    DOSSIER=FOLDER python -m bench.preview       another dossier than this repository's own

Works on a copy of the dossier. An article's page is open; a mark goes into its summary, or its title, in one plain
write. The clock runs from before the write until the new page has the mark and has finished loading (its `load`
event), both read from the system's clock. Between two edits there is a pause that varies, as people make: the full
build that follows a first sight of the page may still run when the next edit comes. Load averages stand beside the
figures, since on a busy machine they say little.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
PAUSE = (0.6, 1.4)  # seconds between a reloaded page and the next edit
BAR = 250  # milliseconds, the median that is promised


@contextmanager
def served(root: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "site_builder", "serve", "--root", str(root), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        found = None
        while not found:
            line = process.stderr.readline()
            assert line, "the preview did not start"
            found = re.search(r"serving at (\S+)", line)
        try:
            yield found[1]
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()


def milliseconds(page: Page, file: Path, key: str, good: str, mark: str) -> float:
    """Of one edit: the value of `key` begins with `mark` afterwards."""
    edited = re.sub(rf"^{key}: ", f"{key}: {mark}", good, count=1, flags=re.M)
    assert edited != good, (file, key)
    saved = time.time()
    file.write_text(edited, encoding="utf-8")
    page.wait_for_function(
        "mark => document.readyState === 'complete' && document.querySelector('main').textContent.includes(mark)"
        " && performance.getEntriesByType('navigation')[0].loadEventEnd > 0",
        arg=mark,
        polling="raf",
    )
    loaded = page.evaluate(
        "performance.timeOrigin + performance.getEntriesByType('navigation')[0].loadEventEnd",
    )
    return float(loaded) - saved * 1000


def spread(name: str, values: list[float]) -> str:
    ranked = sorted(values)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    median = statistics.median(ranked)
    return (
        f"{name}: median {median:.0f} ms (bar {BAR}), least {ranked[0]:.0f}, most {ranked[-1]:.0f}, "
        f"{len(ranked)} edits; load average {load} on {os.cpu_count()} cores"
    )


def article(page: Page, address: str, content: Path) -> tuple[str, Path]:
    """An article that has title and summary, each on a line of its own: its page's address and its file."""
    page.goto(urljoin(address, "timeline/"))
    for file in sorted(content.glob("**/*.md")):
        text = file.read_text(encoding="utf-8")
        title = re.search(r"^title: ([^'\"\n>|].*)$", text, re.M)
        if title and re.search(r"^summary: [^'\"\n>|]", text, re.M):
            link = page.locator("a[href*='articles/']", has_text=title[1]).first
            if link.count():
                return urljoin(page.url, link.get_attribute("href") or ""), file
    raise SystemExit("no article has both title and summary")


def main(number: int = 15) -> None:
    source, chance = Path(os.environ.get("DOSSIER", ROOT)), random.Random(8)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "dossier"
        shutil.copytree(source / "content", root / "content")
        shutil.copy(source / "dossier.toml", root)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page()
        with served(root) as address:
            place, file = article(page, address, root / "content")
            good = file.read_text(encoding="utf-8")
            page.goto(place)
            for key in ("summary", "title"):
                times = []
                for turn in range(number):
                    page.wait_for_timeout(chance.uniform(*PAUSE) * 1000)
                    times.append(milliseconds(page, file, key, good, f"{key}{turn:02}"))
                print(spread(f"{key} saved to page reloaded", times), flush=True)
            browser.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
