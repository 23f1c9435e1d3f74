"""The dossier as a bibliography: CSL-JSON, BibTeX and RIS. The forms themselves are in `citing.py`."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder import citing
from site_builder.exports.form import as_json_lines
from site_builder.model import Library, Output
from site_builder.project import Project
from site_builder.words import Words


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """One entry an article, oldest first; a reprint is a publication of its own."""
    cited = [(a, project.config.source(a.source)) for a in library.articles]
    yield as_json_lines("data/citations.json", [citing.csl(article, source) for article, source in cited])
    yield Output("data/dossier.bib", "\n".join(citing.bibtex(article, source) for article, source in cited).encode())
    yield Output("data/dossier.ris", "".join(citing.ris(article, source) for article, source in cited).encode())
