"""`data/articles.csv`: one row an article, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.exports.form import as_csv
from site_builder.model import Article, Library, Moment, Output
from site_builder.project import Config, Project
from site_builder.words import Words

HEADER = (
    "id", "title", "source", "source_name", "url", "published", "captured", "updated", "language", "kicker", "authors",
    "translators", "summary", "tags", "people", "organisations", "places", "event", "rights", "archived", "original",
    "duplicate_of", "permalink",
)  # fmt: skip


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """Several values in one cell are parted by semicolons."""
    events = {article: event.id for event in library.events for article in event.articles}
    rows = (
        _row(a, project.config, events.get(a.id) or a.event, library.duplicates.get(a.id, "")) for a in library.articles
    )
    yield as_csv("data/articles.csv", HEADER, rows)


def _row(article: Article, config: Config, event: str, duplicate_of: str) -> Sequence[str]:
    return (
        article.id,
        article.title,
        article.source,
        config.source(article.source).name,
        article.url,
        _text(article.published),
        _text(article.captured),
        _text(article.updated),
        article.language,
        article.kicker,
        "; ".join(article.authors),
        "; ".join(article.translators),
        config.summary_of(article),
        "; ".join(article.tags),
        "; ".join(article.people),
        "; ".join(article.organisations),
        "; ".join(article.places),
        event,
        config.rights_of(article),
        article.archived,
        article.original.url if article.original else "",
        duplicate_of,
        article.permalink,
    )


def _text(moment: Moment | None) -> str:
    return moment.text if moment else ""
