"""`data/wanted.txt` and `data/wanted.csv`: what is cited or listed but not collected, most wanted first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.exports.form import as_csv, csv_lines
from site_builder.exports.item import Item, Setting, part
from site_builder.keyed import Flat, Keyed
from site_builder.model import Library, Output
from site_builder.text import one_line

Rows = list[tuple[str, str, str, list[str]]]  # address, title, kicker, articles that cite it
HEADER = ("url", "title", "kicker", "times_cited", "cited_by")


def parts(
    library: Library, _items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Flat[Rows]], Output]]:
    rows = [(w.url, w.title, w.kicker, [article for article, _ in w.cited_by]) for w in library.wanted]
    yield part(outputs, setting, Flat(rows))


def outputs(_setting: Setting, listed: Flat[Rows]) -> Iterator[Output]:
    """The first is one address a line, as download tools read it; the second says who cites it."""
    addresses = (one_line(url) for url, *_ in listed.values)
    yield Output("data/wanted.txt", "".join(f"{address}\n" for address in addresses).encode(errors="replace"))
    rows = ((*told, str(len(citing)), "; ".join(citing)) for *told, citing in listed.values)
    yield as_csv("data/wanted.csv", csv_lines([HEADER, *rows]))
