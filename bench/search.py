"""The search index beside Pagefind's, over the same pages, in one run.

    python -m bench.search [NUMBER ...]          articles of the generated corpus (default 1000 and 5000)
    CORPUS=PATH python -m bench.search           a folder of Markdown in normal form, or a .jsonl with title and text

Both index what stands in each page's <article>: the pages are dossier's own. CPU, memory and bytes are of the index
alone: ours by a process that is handed the articles as the pipeline has them, Pagefind's by its binary from npm.
Recall is over random runs of 2 to 8 Han characters of the texts, half of them in the other script; what is found is
compared with a plain look through every text. Latency and bytes are of four-character queries in a fresh Chromium
over loopback, without compression: from the key stroke to the first result in the list.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.measure import Cost, measured
from bench.search_corpus import keep, kept, project_of, written
from bench.search_queries import Truth, in_chromium, rewritten

HERE = Path(__file__).parent
WORK = HERE / "work"
PAGEFIND = WORK / "node_modules" / ".bin" / "pagefind"
VERSION = "1.6"
QUERIES, TIMED = 1000, 60


def install() -> None:
    WORK.mkdir(exist_ok=True)
    if not PAGEFIND.exists() or VERSION not in subprocess.check_output([PAGEFIND, "--version"], text=True):
        subprocess.run(["npm", "install", "--silent", "--prefix", WORK, f"pagefind@{VERSION}"], check=True)


def prepare(root: Path) -> None:
    """Build the site of `root`, without the index, and keep what the index is made of."""
    from site_builder import pipeline

    site = pipeline.build(project_of(root))
    for output in site.outputs:
        path = root / "site" / output.path
        if not output.path.startswith("search/") or output.path == "search/index.html":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.data)
    keep(site.library, root)


def index(root: Path) -> None:
    """The part that is measured; its own figure of CPU seconds leaves out the reading of the pickle."""
    library, project = kept(root), project_of(root)
    begun = time.process_time()
    from site_builder import catalogues
    from site_builder.exports import search

    for output in search.export(library, project, catalogues.load(project.config.language)):
        path = root / "site" / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
    (root / "seconds").write_text(f"{time.process_time() - begun}")


def size(folder: Path, *apart: str) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name not in apart)


def compare(number: int) -> None:
    root = WORK / f"search-{number or 'corpus'}"
    shutil.rmtree(root, ignore_errors=True)
    (root / "content").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "bench"\nrights = "full"\nimages = "none"\n', encoding="utf-8")
    count = written(root / "content", number)
    me, here = [sys.executable, "-m", "bench.search"], {"PYTHONPATH": str(HERE.parent)}
    subprocess.run([*me, "--prepare", str(root)], check=True, env={**os.environ, **here})
    ours = measured([*me, "--index", str(root)], root, here)
    ours = Cost(float((root / "seconds").read_text()), ours.wall, ours.peak)
    site = ["--site", str(root / "site"), "--glob", "articles/*/index.html", "--root-selector", "article"]
    theirs = measured([PAGEFIND, *site, "--output-path", str(root / "site" / "pagefind")], root)
    sizes = size(root / "site" / "search", "index.html"), _pagefind_size(root / "site" / "pagefind")
    print(f"\n{count} articles, Pagefind {VERSION} beside dossier")
    _row("CPU s", ours.cpu, theirs.cpu, 8)
    _row("peak MB", ours.peak / 1e6, theirs.peak / 1e6, 8)
    _row("index MB", sizes[0] / 1e6, sizes[1] / 1e6, 3)
    print(f"  files            {sum(1 for _ in (root / 'site/search').rglob('*.js')):>10}")
    shares = rewritten(root)
    print(f"  rewritten by one article: mean {sum(shares) / len(shares):.1%}, most {max(shares):.1%} (bar 5 %)")
    truth = Truth(root)
    for line in in_chromium(root / "site", truth, truth.queries(QUERIES), truth.queries(TIMED, length=4)):
        print(f"  {line}", flush=True)


def _pagefind_size(folder: Path) -> int:
    """Its index and texts; the programs that come with them are left out in its favour."""
    return size(folder / "index") + size(folder / "fragment") + sum(p.stat().st_size for p in folder.glob("*.pf_meta"))


def _row(name: str, ours: float, theirs: float, bar: int) -> None:
    print(f"  {name:<16} {ours:>10.1f} {theirs:>10.1f}   1/{theirs / ours:.1f} (bar 1/{bar})")


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--prepare"]:
        prepare(Path(arguments[1]))
    elif arguments[:1] == ["--index"]:
        index(Path(arguments[1]))
    else:
        install()
        for number in [0] if os.environ.get("CORPUS") else [int(a) for a in arguments] or [1000, 5000]:
            compare(number)


if __name__ == "__main__":
    main(sys.argv[1:])
