"""Same-topic links, events and copies against editors' judgements, beside simpler methods.

    python -m bench.related [SET ...]

Writes each set of $DOSSIER_CLIPS/bench/related with that folder's score.py, builds it with the product itself, and
reads data/articles.json. recall@5 is relevant articles among the first five / min(5, relevant), nDCG@5 counts graded
relevance.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from typing import Any

from bench import related_baselines as baselines
from bench.related_copies import KINDS, altered
from bench.related_copies import measure as measure_copies

Ranking = Mapping[str, Sequence[str]]  # per document the documents linked from it, best first
FOLDER = Path(os.environ.get("DOSSIER_CLIPS", "../shared")) / "bench" / "related"
SETS = {"oped": "oped", "ecob": "ecob", "cdt-links": "cdt", "cdt-tags": "cdt"}
STRONG = 0.5  # grade from which a document of cdt-tags counts as relevant
ORIGINALS = 300  # texts of which copies are made


def main() -> None:
    names = sys.argv[1:] or list(SETS)
    truth = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
    methods = ["product", *baselines.METHODS]
    print(f"{'recall@5 nDCG@5':16}" + "".join(f"{method:>16}" for method in methods))
    for name in names:
        documents = load(SETS[name])
        site = built(name)
        rankings = {"product": of_site(site, documents)}
        rankings |= {method: rank(documents) for method, rank in baselines.METHODS.items()}
        figures = [score(rankings[method], truth[name], name) for method in methods]
        print(f"{name:16}" + "".join(f"{recall:>9.3f} {gain:.3f} " for recall, gain in figures), flush=True)
        if name == "ecob":
            precision, recall = b_cubed(site, documents, truth[name])
            fused = 2 * precision * recall / (precision + recall)
            print(f"{'events of ecob':16} B-cubed precision {precision:.3f}, recall {recall:.3f}, F {fused:.3f}")
    copies()


def load(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").open(encoding="utf-8")]


def built(name: str) -> list[dict[str, Any]]:
    """data/articles.json of the set, built from files."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        subprocess.run([sys.executable, FOLDER / "score.py", "content", name, content], check=True, capture_output=True)
        return build(Path(folder))


def build(root: Path) -> list[dict[str, Any]]:
    """data/articles.json of the dossier in `root`."""
    (root / "dossier.toml").write_text('title = "bench"\n', encoding="utf-8")
    command = [sys.executable, "-m", "site_builder", "build", "--root", str(root), "--output", str(root / "site"), "-q"]
    ran = subprocess.run([*command, "--no-cache"], capture_output=True, check=False)
    written = root / "site/data/articles.json"
    if not written.exists():  # problems in single articles are no reason to stop
        sys.exit(ran.stderr.decode())
    articles: list[dict[str, Any]] = json.loads(written.read_text(encoding="utf-8"))
    return articles


def of_site(site: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]]) -> Ranking:
    """The related lists by the documents' own names."""
    named = _names(site, documents)
    return {named[a["id"]]: [named[r["id"]] for r in a["related"]] for a in site if a["id"] in named}


def _names(site: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    scorer = _scorer()
    by_url = {scorer["key"](scorer["url_of"](document)): document["id"] for document in documents}
    return {a["id"]: by_url[scorer["key"](a["url"])] for a in site if a["url"] and scorer["key"](a["url"]) in by_url}


def _scorer() -> dict[str, Any]:
    """The functions of the folder's score.py."""
    import runpy

    return runpy.run_path(str(FOLDER / "score.py"))


def score(ranking: Ranking, truth: Mapping[str, Mapping[str, float]], name: str) -> tuple[float, float]:
    """Mean recall@5 and nDCG@5 over the queries that have a relevant document."""
    least = STRONG if name.endswith("tags") else 0.0
    figures = []
    for query, grades in truth.items():
        relevant = {document for document, grade in grades.items() if grade >= least}
        if not relevant:
            continue
        top = ranking.get(query, ())[:5]
        ideal = sum(g / log2(i + 2) for i, g in enumerate(sorted(grades.values(), reverse=True)[:5]))
        gain = sum(grades.get(document, 0) / log2(i + 2) for i, document in enumerate(top))
        figures.append((len(relevant & set(top)) / min(5, len(relevant)), gain / ideal))
    return sum(recall for recall, _ in figures) / len(figures), sum(gain for _, gain in figures) / len(figures)


def b_cubed(
    site: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]], truth: Mapping[str, Mapping[str, float]]
) -> tuple[float, float]:
    """Precision and recall of the events, averaged over the queries (Bagga and Baldwin 1998)."""
    named = _names(site, documents)
    event = {named[a["id"]]: a["event"] or a["id"] for a in site if a["id"] in named}
    members: dict[str, set[str]] = {}
    for document, key in event.items():
        members.setdefault(key, set()).add(document)
    pairs = [({query, *grades}, members[event[query]]) for query, grades in truth.items() if query in event]
    precision = sum(len(right & found) / len(found) for right, found in pairs) / len(pairs)
    return precision, sum(len(right & found) / len(right) for right, found in pairs) / len(pairs)


def copies() -> None:
    """Copies made of ORIGINALS texts in every way of KINDS, found by the product in a dossier of all of them."""
    chosen = random.Random(2023)
    texts = [document for document in load("oped") if len(document["text"]) > 400]
    originals = chosen.sample(texts, ORIGINALS)
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        for number, (kind, title, text) in enumerate(_pieces(originals, chosen)):
            day = 1 if kind == "original" else 2
            head = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\npublished: 2020-01-0{day}\n"
            address = f"https://example.org/{number // (len(KINDS) + 1)}/{kind}"
            paragraphs = "\n\n".join(p.strip() for p in text.split("\n") if p.strip())
            (content / f"{number:05}.md").write_text(f"{head}url: {address}\n---\n\n{paragraphs}\n", encoding="utf-8")
        measure_copies(build(Path(folder)))


def _pieces(originals: Sequence[Mapping[str, Any]], chosen: random.Random) -> Iterator[tuple[str, str, str]]:
    for original in originals:
        yield "original", original["title"], original["text"]
        for kind in KINDS:
            yield kind, original["title"] + "（转载）", altered(kind, original["text"], originals, chosen)


if __name__ == "__main__":
    main()
