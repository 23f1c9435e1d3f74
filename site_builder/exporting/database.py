"""The dossier as an SQLite database that Datasette serves as it is: tables, keys, full-text search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from site_builder.model import Article, Library, Moment
from site_builder.project import Config, Project

# Trigrams find any three characters in a row, which suits a script without blanks; shorter words want LIKE.
_SCHEMA = """
CREATE TABLE sources (id TEXT PRIMARY KEY, name TEXT NOT NULL, language TEXT, owner TEXT, city TEXT, home TEXT);
CREATE TABLE articles (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT, source TEXT NOT NULL REFERENCES sources(id),
  published TEXT, captured TEXT, updated TEXT, language TEXT, kicker TEXT, summary TEXT, rights TEXT NOT NULL,
  archived TEXT, original TEXT, event TEXT REFERENCES events(id), duplicate_of TEXT REFERENCES articles(id),
  permalink TEXT NOT NULL, text TEXT
);
CREATE TABLE people_of (article TEXT NOT NULL REFERENCES articles(id), role TEXT NOT NULL, position INTEGER NOT NULL,
  name TEXT NOT NULL, PRIMARY KEY (article, role, position));
CREATE TABLE terms (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE article_terms (article TEXT NOT NULL REFERENCES articles(id), term INTEGER NOT NULL REFERENCES terms(id),
  PRIMARY KEY (article, term));
CREATE TABLE events (id TEXT PRIMARY KEY, name TEXT NOT NULL, day TEXT);
CREATE TABLE related (article TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, kind TEXT NOT NULL,
  score REAL NOT NULL, target TEXT REFERENCES articles(id), url TEXT, title TEXT, PRIMARY KEY (article, position));
CREATE TABLE citations (article TEXT NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, url TEXT NOT NULL,
  words TEXT, paragraph INTEGER, target TEXT REFERENCES articles(id), PRIMARY KEY (article, position));
CREATE TABLE wanted (url TEXT PRIMARY KEY, title TEXT, kicker TEXT, times INTEGER NOT NULL);
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_source ON articles(source);
CREATE INDEX article_terms_term ON article_terms(term);
CREATE VIRTUAL TABLE articles_fts USING fts5(title, summary, text, content="articles", tokenize="trigram");
"""


def database(library: Library, project: Project) -> bytes:
    """The bytes of the database file. The text of an article is in it only where the site shows it."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(_SCHEMA)
        with connection:
            for table, rows in _tables(library, project.config):
                values = list(rows)
                if values:
                    marks = ", ".join("?" * len(values[0]))
                    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
            connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


Row = tuple[str | int | float | None, ...]


def _tables(library: Library, config: Config) -> Iterator[tuple[str, Iterator[Row]]]:
    """Table after table in an order in which every reference leads to a row that is there."""
    events = {article: event.id for event in library.events for article in event.articles}
    sources = dict.fromkeys(article.source for article in library.articles)
    known = (config.source(source) for source in sources)
    yield (
        "sources",
        ((s.id, s.name, s.language or None, s.owner or None, s.city or None, s.home or None) for s in known),
    )
    yield "events", ((event.id, event.name, event.day or None) for event in library.events)
    yield "articles", (_article(a, events.get(a.id), library, config) for a in library.articles)
    yield "people_of", (row for article in library.articles for row in _people(article))
    yield "terms", ((n, term.kind, term.name) for n, term in enumerate(library.terms, 1))
    yield "article_terms", ((a, n) for n, term in enumerate(library.terms, 1) for a in dict.fromkeys(term.articles))
    yield (
        "related",
        (
            (a.id, n, r.kind, round(r.score, 4), r.target or None, r.url or None, r.title or None)
            for a in library.articles
            for n, r in enumerate(library.related.get(a.id, ()), 1)
        ),
    )
    yield (
        "citations",
        (
            (a.id, n, c.url, c.text, c.paragraph, c.target or None)
            for a in library.articles
            for n, c in enumerate(library.citations.get(a.id, ()), 1)
        ),
    )
    yield "wanted", ((w.url, w.title, w.kicker, len(w.cited_by)) for w in library.wanted)


def _article(article: Article, event: str | None, library: Library, config: Config) -> Row:
    rights = config.rights_of(article)
    return (
        article.id,
        article.title,
        article.url or None,
        article.source,
        _text(article.published),
        _text(article.captured),
        _text(article.updated),
        article.language or None,
        article.kicker or None,
        config.summary_of(article) or None,
        rights,
        article.archived or None,
        article.original.url if article.original else None,
        event,
        library.duplicates.get(article.id),
        article.permalink,
        library.bodies[article.id].text if rights == "full" else None,
    )


def _people(article: Article) -> Iterator[Row]:
    roles = {"author": article.authors, "translator": article.translators, "contributor": article.contributors}
    for role, names in roles.items():
        for position, name in enumerate(names, 1):
            yield article.id, role, position, name


def _text(moment: Moment | None) -> str | None:
    return moment.text if moment else None
