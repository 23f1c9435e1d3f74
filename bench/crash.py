"""kill -9 at random moments of a build: nothing on the disk is torn, and the next build makes the tree of a clean one.

    python -m bench.crash [KILLS] [ARTICLES]        default 30 kills of a build of 500 articles

Every round begins with the site of other articles (a third of them changed), starts a build, kills it with all its
processes after a random time, looks at every published file (each is whole: the old one or the new one), builds once
more and compares the tree, byte by byte, with that of a build that nobody disturbed. Exit 1 if any round fails.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.corpus import documents, normal_form

HERE = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "site_builder", "build", "--quiet")
INTERNAL = (".dossier-new", ".dossier-writing")  # what a killed build leaves, hidden and no part of the site


def tree(folder: Path) -> dict[str, bytes]:
    """Every published file: path and bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {path: data for path, data in found.items() if not path.startswith(INTERNAL)}


def write(root: Path, articles: int, edition: int) -> None:
    """Content and configuration; in each edition a third of the articles reads otherwise and one is missing."""
    shutil.rmtree(root / "content", ignore_errors=True)
    (root / "content").mkdir(parents=True)
    (root / "dossier.toml").write_text(f'title = "{edition}"\n', encoding="utf-8")
    for document in documents(articles):
        text = normal_form(document) + (f"\n第{edition}版。\n" if document.number % 3 == edition else "")
        if document.number != edition:
            (root / "content" / f"{document.number:06}.md").write_text(text, encoding="utf-8")


def build(root: Path, *more: str) -> None:
    subprocess.run([*COMMAND, "--root", str(root), *more], cwd=HERE, check=True)


def killed(root: Path, after: float) -> bool:
    """Whether the build was still running when the kill came."""
    command = [*COMMAND, "--root", str(root)]
    with subprocess.Popen(command, cwd=HERE, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        time.sleep(after)
        is_running = process.poll() is None
        os.killpg(process.pid, signal.SIGKILL) if is_running else None
    return is_running


def rounds(folder: Path, kills: int, articles: int) -> Counter[str]:
    """What happened in each round, counted by outcome."""
    clean: list[dict[str, bytes]] = []
    editions = [folder / "edition0", folder / "edition1"]
    for number, root in enumerate(editions):
        write(root, articles, number)
        started = time.perf_counter()
        build(root, "--no-cache")
        seconds = time.perf_counter() - started
        clean.append(tree(root / "output"))
    outcomes: Counter[str] = Counter()
    work = folder / "work"
    shutil.copytree(editions[0], work)
    done = 0
    while done < kills:
        edition = 1 - done % 2
        for name in ("content", "dossier.toml"):
            source, target = editions[edition] / name, work / name
            shutil.rmtree(target, ignore_errors=True) if target.is_dir() else target.unlink()
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        if not killed(work, random.uniform(0.05, 1.1) * seconds):
            outcomes["ended before the kill came (not counted)"] += 1
            seconds *= 0.95
            continue
        done += 1
        halfway = tree(work / "output")
        torn = [p for p, data in halfway.items() if data not in (clean[0].get(p), clean[1].get(p))]
        before, after = clean[1 - edition], clean[edition]
        state = "old site" if halfway == before else "new site" if halfway == after else "between the two"
        build(work)
        mended = tree(work / "output") == after
        left = [name for name in INTERNAL if (work / "output" / name).exists()]
        outcomes[f"killed: {state}" if mended and not torn and not left else f"FAILED: {state} {torn[:3]} {left}"] += 1
    return outcomes


def main() -> int:
    kills, articles = (*map(int, sys.argv[1:]), *(30, 500)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as folder:
        outcomes = rounds(Path(folder), kills, articles)
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:4}  {outcome}")
    return any(outcome.startswith("FAILED") for outcome in outcomes)


if __name__ == "__main__":
    sys.exit(main())
