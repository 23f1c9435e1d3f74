"""How long relating takes as a dossier grows: CPU seconds, milliseconds an article, memory.

    python -m bench.related_scale [--characters 5000] [SIZE ...]

Needs the benchmark's texts in $DOSSIER_CLIPS/bench/related. Each article is made of paragraphs of two of them, so that
words are as rare and as common as in a real archive and every article has a few close neighbours.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from site_builder.model import Article, Body, Moment
from site_builder.project import Config
from site_builder.relate import fingerprint, link

SIZES = (1_000, 5_000, 20_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--characters", type=int, default=5_000, help="of each article; 5,000 are 15 KB of Chinese")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.sizes[0], given.characters)
        return
    head = f"{'articles':>9} {'each':>9} {'all':>8} {'an article':>11} {'memory':>9} {'one edit':>9}"
    print(f"{head}   (CPU: fingerprints; links; both, of each; links after a paragraph more in one)")
    for size in given.sizes:  # a process each, so that memory is that of this size alone
        arguments = [sys.executable, __file__, str(size), "--characters", str(given.characters), "--measure"]
        subprocess.run(arguments, check=True)


def measure(size: int, characters: int) -> None:
    """Relate `size` articles and print one line."""
    articles, bodies = corpus(size, characters)
    texts = _megabytes()
    gc.disable()  # as a build does: frozen values make no cycles
    start = time.process_time()
    prints = [fingerprint(article, bodies[article.id], Config()) for article in articles]
    middle = time.process_time()
    marks = [blake2b(article.id.encode(), digest_size=16).digest() for article in articles]
    kept = link(articles, bodies, prints, Config(), marks=marks).kept
    end = time.process_time()
    spent = (end - start) / size * 1e3
    memory = _megabytes() - texts
    one = size // 2
    name = articles[one].id
    bodies[name] = replace(bodies[name], text=f"{bodies[name].text}\n一处小改动。")
    prints[one], marks[one] = fingerprint(articles[one], bodies[name], Config()), marks[one][::-1]
    edited = time.process_time()
    link(articles, bodies, prints, Config(), marks=marks, before=kept)
    after = time.process_time() - edited
    costs = f"{middle - start:>8.1f}s {end - middle:>7.1f}s {spent:>8.2f} ms {memory:>6.0f} MB {after:>8.2f}s"
    print(f"{size:>9,} {costs}", flush=True)


def corpus(size: int, characters: int) -> tuple[list[Article], dict[str, Body]]:
    """Articles of about so many characters, from paragraphs of the benchmark's texts; always the same ones."""
    folder = Path(os.environ.get("DOSSIER_CLIPS", "../shared")) / "bench" / "related"
    sources = [json.loads(line) for name in ("oped", "cdt") for line in (folder / f"{name}.jsonl").open("rb")]
    chosen = random.Random(2023)
    articles, bodies = [], {}
    for number in range(size):
        texts = chosen.sample(sources, 2)
        paragraphs = [p for text in texts for p in text["text"].split("\n") if p]
        chosen.shuffle(paragraphs)
        body = ""
        while len(body) < characters and paragraphs:
            body += paragraphs.pop() + "\n"
        day = f"20{chosen.randrange(10, 24)}-{chosen.randrange(1, 13):02}-{chosen.randrange(1, 29):02}"
        article = Article(
            id=f"{number:06}", title=texts[0]["title"] + texts[1]["title"][:4], url=f"https://example.org/{number}",
            source="bench", origin=f"{number}.md", sha256="", format="markdown", published=Moment(day),
            language="zh-Hans",
        )  # fmt: skip
        articles.append(article)
        bodies[article.id] = Body("", body)
    return articles, bodies


def _megabytes() -> float:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
