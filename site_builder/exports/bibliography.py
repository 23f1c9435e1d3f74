"""The dossier as a bibliography: CSL-JSON, BibTeX and RIS. The forms themselves are in `citing.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder import citing
from site_builder.exports.form import as_json_lines
from site_builder.exports.item import Item, Setting, part
from site_builder.keyed import Keyed
from site_builder.model import Library, Output

Items = tuple[Item, ...]


def parts(
    _library: Library, items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Items], Output]]:
    yield part(outputs, setting, tuple(items.values()))


def outputs(_setting: Setting, items: Items) -> Iterator[Output]:
    """One entry an article, oldest first; a reprint is a publication of its own."""
    cited = [(item.article, item.source) for item in items]
    yield as_json_lines("data/citations.json", [citing.csl(article, source) for article, source in cited])
    yield Output("data/dossier.bib", "\n".join(citing.bibtex(article, source) for article, source in cited).encode())
    yield Output("data/dossier.ris", "".join(citing.ris(article, source) for article, source in cited).encode())
