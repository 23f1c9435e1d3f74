"""Articles for the search benchmark: generated, a folder, or the texts of a .jsonl; and the library made of them."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from datetime import UTC, datetime
from pathlib import Path

from bench.corpus import documents, normal_form
from site_builder import config
from site_builder.model import Library
from site_builder.project import Project


def written(folder: Path, number: int) -> int:
    """Write them into `folder`; how many."""
    source = Path(os.environ.get("CORPUS", ""))
    if "CORPUS" not in os.environ:
        for document in documents(number):
            (folder / f"{document.number:06d}.md").write_text(normal_form(document), encoding="utf-8")
    elif source.suffix == ".jsonl":
        for n, line in enumerate(source.read_text("utf-8").rstrip("\n").split("\n")):
            (folder / f"{n:06d}.md").write_text(_of_record(n, json.loads(line)), encoding="utf-8")
    else:
        for path in source.rglob("*.md"):
            shutil.copy(path, folder / path.name)
    return sum(1 for _ in folder.iterdir())


def _of_record(number: int, record: dict[str, str]) -> str:
    meta = {"title": record["title"], "url": f"https://corpus.example/{number}", "source": f"source-{number % 5}"}
    meta |= {"published": f"20{10 + number % 15}-01-{1 + number % 28:02d}", "language": "zh-Hans"}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
    paragraphs = "\n\n".join(line.strip() for line in record["text"].split("\n") if line.strip())
    return f"---\n{head}---\n\n{paragraphs}\n"


def project_of(root: Path) -> Project:
    return Project(
        root=root,
        content=root / "content",
        output=root / "site",
        config=config.load(root),
        now=datetime(2024, 1, 1, tzinfo=UTC),
        templates=(root / "templates",),
    )


def keep(library: Library, root: Path) -> None:
    """What the index is made of, for another process."""
    with (root / "library.pickle").open("wb") as file:
        pickle.dump((library.articles, dict(library.bodies), library.terms), file)


def kept(root: Path) -> Library:
    with (root / "library.pickle").open("rb") as file:
        articles, bodies, terms = pickle.load(file)
    return Library(articles=articles, bodies=bodies, related={}, citations={}, cited_by={}, terms=terms)
