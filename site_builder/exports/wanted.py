"""`data/wanted.txt` and `data/wanted.csv`: what is cited or listed but not collected, most wanted first."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.exports.form import as_csv
from site_builder.model import Library, Output
from site_builder.project import Project
from site_builder.text import one_line
from site_builder.words import Words


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """The first is one address a line, as download tools read it; the second says who cites it."""
    addresses = (one_line(wanted.url) for wanted in library.wanted)
    yield Output("data/wanted.txt", "".join(f"{address}\n" for address in addresses).encode(errors="replace"))
    rows = (
        (w.url, w.title, w.kicker, str(len(w.cited_by)), "; ".join(article for article, _ in w.cited_by))
        for w in library.wanted
    )
    yield as_csv("data/wanted.csv", ("url", "title", "kicker", "times_cited", "cited_by"), rows)
