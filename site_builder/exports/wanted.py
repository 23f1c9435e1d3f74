"""`data/wanted.txt` and `data/wanted.csv`: what is cited or listed but not collected, most wanted first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.exports.form import as_csv, csv_lines
from site_builder.exports.item import Item, Setting, part
from site_builder.keyed import Keyed
from site_builder.model import Library, Output, Wanted
from site_builder.text import one_line

HEADER = ("url", "title", "kicker", "times_cited", "cited_by")


def parts(
    library: Library, _items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Sequence[Wanted]], Output]]:
    yield part(outputs, setting, library.wanted)


def outputs(_setting: Setting, listed: Sequence[Wanted]) -> Iterator[Output]:
    """The first is one address a line, as download tools read it; the second says who cites it."""
    addresses = (one_line(wanted.url) for wanted in listed)
    yield Output("data/wanted.txt", "".join(f"{address}\n" for address in addresses).encode(errors="replace"))
    yield as_csv("data/wanted.csv", [csv_lines([HEADER, *map(_cells, listed)]).encode()])


def _cells(wanted: Wanted) -> tuple[str, ...]:
    citing = [article for article, _ in wanted.cited_by]
    return wanted.url, wanted.title, wanted.kicker, str(len(citing)), "; ".join(citing)
