"""The dossier as a bibliography: CSL-JSON, BibTeX and RIS. The forms themselves are in `citing.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder import citing
from site_builder.exports.form import as_json_lines
from site_builder.exports.item import Item, Setting, part
from site_builder.exports.joined import Joined, of_items
from site_builder.keyed import Keyed
from site_builder.model import Library, Output
from site_builder.text import compact

CSL, BIBTEX, RIS = "data/citations.json", "data/dossier.bib", "data/dossier.ris"


def parts(
    _library: Library, items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Joined[Item]], Output]]:
    yield part(outputs, setting, of_items(items.values()))


def outputs(setting: Setting, items: Joined[Item]) -> Iterator[Output]:
    """One entry an article, oldest first; a reprint is a publication of its own."""
    yield as_json_lines(CSL, items.pieces(CSL, lambda item: compact(citing.csl(item.article, item.source)), setting))
    entries = items.pieces(BIBTEX, lambda item: citing.bibtex(item.article, item.source), setting)
    yield Output(BIBTEX, b"\n".join(entries))
    records = items.pieces(RIS, lambda item: citing.ris(item.article, item.source), setting)
    yield Output(RIS, b"".join(records))
