"""`data/wanted.txt` and `data/wanted.csv`: what is cited or listed but not collected, most wanted first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.exports.form import as_csv, csv_lines
from site_builder.exports.item import Item, Setting, part
from site_builder.keyed import Flat, Keyed
from site_builder.model import Library, Output
from site_builder.text import one_line

Rows = tuple[tuple[str, str, str, str, str], ...]
HEADER = ("url", "title", "kicker", "times_cited", "cited_by")


def parts(
    library: Library, _items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Flat[Rows]], Output]]:
    rows = tuple(
        (w.url, w.title, w.kicker, str(len(w.cited_by)), "; ".join([article for article, _ in w.cited_by]))
        for w in library.wanted
    )
    yield part(outputs, setting, Flat(rows))


def outputs(_setting: Setting, listed: Flat[Rows]) -> Iterator[Output]:
    """The first is one address a line, as download tools read it; the second says who cites it."""
    addresses = (one_line(url) for url, *_ in listed.values)
    yield Output("data/wanted.txt", "".join(f"{address}\n" for address in addresses).encode(errors="replace"))
    yield as_csv("data/wanted.csv", csv_lines([HEADER, *listed.values]))
