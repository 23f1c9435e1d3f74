"""`data/articles.csv`: one row an article, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.exports.form import as_csv, csv_lines
from site_builder.exports.item import Item, Setting, part
from site_builder.exports.joined import Joined
from site_builder.keyed import Flat, Keyed
from site_builder.model import Library, Moment, Output

PATH = "data/articles.csv"
HEADER = (
    "id", "title", "source", "source_name", "url", "published", "captured", "updated", "language", "kicker", "authors",
    "translators", "summary", "tags", "people", "organisations", "places", "event", "rights", "archived", "original",
    "duplicate_of", "permalink",
)  # fmt: skip


class Row(NamedTuple):
    item: Item
    event: str
    duplicate_of: str


def parts(
    library: Library, items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Joined[Row]], Output]]:
    events = {article: event.id for event in library.events for article in event.articles}
    rows = (Row(item, events.get(i, ""), library.duplicates.get(i, "")) for i, item in items.items())
    keyed = ((Flat((row.item.digest, row.event, row.duplicate_of)).digest, row) for row in rows)
    yield part(outputs, setting, Joined(tuple(keyed)))


def outputs(setting: Setting, rows: Joined[Row]) -> Iterator[Output]:
    """Several values in one cell are parted by semicolons."""
    lines = rows.pieces(PATH, lambda row: csv_lines([_cells(row)]), setting)
    yield as_csv(PATH, [csv_lines([HEADER]).encode(), *lines])


def _cells(row: Row) -> tuple[str, ...]:
    item, article = row.item, row.item.article
    return (
        article.id,
        article.title,
        article.source,
        item.source.name,
        article.url,
        _text(article.published),
        _text(article.captured),
        _text(article.updated),
        article.language,
        article.kicker,
        "; ".join(article.authors),
        "; ".join(article.translators),
        item.summary,
        "; ".join(article.tags),
        "; ".join(article.people),
        "; ".join(article.organisations),
        "; ".join(article.places),
        row.event or article.event,
        item.rights,
        article.archived,
        article.original.url if article.original else "",
        row.duplicate_of,
        article.permalink,
    )


def _text(moment: Moment | None) -> str:
    return moment.text if moment else ""
