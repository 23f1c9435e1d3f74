"""Lighthouse: 100 in performance, accessibility, best practice and SEO on home, timeline and an article.

Performance is a measurement: the best of three counts, and where other work keeps the cores busy it is not judged,
which is said.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

from tests.chromium import FLAGS, executable
from tests.site.npm import package
from tests.site.sites import Site

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3


def check(site: Site) -> Iterator[str]:
    articles = sorted(path for path in site.pages if path.startswith("articles/"))
    bare = [path for path in articles if all(tag != "img" for tag, _ in site.pages[path].elements)]  # no host to ask
    for path in ("", "timeline/", bare[0].removesuffix("index.html")):
        yield from (f"{path or 'home'}: {complaint}" for complaint in _page(site.address + path))


def _page(address: str) -> list[str]:
    for _ in range(TRIES):
        complaints = list(_complaints(_report(address)))
        if not any(_is_measured(complaint) for complaint in complaints):
            return complaints
    if is_busy():
        print(f"lighthouse: {address}: not judged, the machine is busy: {', '.join(filter(_is_measured, complaints))}")
        return [complaint for complaint in complaints if not _is_measured(complaint)]
    return complaints


def _is_measured(complaint: str) -> bool:
    return complaint.startswith("performance")


def is_busy() -> bool:
    """More processes want to run than there are cores; Lighthouse itself keeps about one of them busy."""
    return os.getloadavg()[0] > (os.cpu_count() or 1) + 1


def _report(address: str) -> Mapping[str, Any]:
    flags = " ".join(("--headless=new", *FLAGS))
    command = [
        "node", package("lighthouse") / "cli" / "index.js", address, "--quiet", "--output=json",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": executable() or ""}
    done = subprocess.run([str(part) for part in command], env=environment, capture_output=True, text=True, check=True)
    report: Mapping[str, Any] = json.loads(done.stdout)
    return report


def _complaints(report: Mapping[str, Any]) -> Iterator[str]:
    """The categories below 100, with the audits that cost them points."""
    for name in CATEGORIES:
        category = report["categories"][name]
        if category["score"] == 1:
            continue
        weighed = [ref["id"] for ref in category["auditRefs"] if ref["weight"]]
        lost = [audit for audit in weighed if (report["audits"][audit]["score"] or 0) < 0.9]
        said = "; ".join(
            f"{a} ({report['audits'][a].get('displayValue') or report['audits'][a]['title']})" for a in lost
        )
        yield f"{name} {(category['score'] or 0) * 100:.0f}: {said}"
