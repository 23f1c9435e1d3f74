"""What the search page loads first: a row for each article, and the vocabulary. docs/search.md describes the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from site_builder.exports.search_codes import gamma, listed, script
from site_builder.exports.search_keys import KINDS, folding
from site_builder.exports.search_model import MODEL
from site_builder.model import Article, Library, TermKind


class Row(NamedTuple):
    """How many pieces the text has, and what can be filtered by. `year` is 0 for an undated article."""

    id: str
    pieces: int
    year: int
    source: str
    language: str
    tags: tuple[str, ...]
    people: tuple[str, ...]


def newest_first(article: Article) -> tuple[int, float, str]:
    """By the year as printed, so that years only fall, then by the instant; undated ones last."""
    published = article.published
    return -_year(article), -published.instant.timestamp() if published else 0.0, article.id


def _year(article: Article) -> int:
    return int(article.published.text[:4]) if article.published else 0


def rows_of(library: Library, articles: Iterable[tuple[Article, int]]) -> list[Row]:
    """Of articles with the numbers of their pieces. Tags and people are those with a page, because a filter for a
    single article filters nothing."""
    terms: dict[TermKind, dict[str, list[str]]] = {"tag": {}, "person": {}}
    for term in library.terms:
        if term.kind in terms and term.has_page:
            for identity in term.articles:
                terms[term.kind].setdefault(identity, []).append(term.name)
    tags, people = terms["tag"], terms["person"]
    return [
        Row(a.id, pieces, _year(a), a.source, a.language, tuple(tags.get(a.id, ())), tuple(people.get(a.id, ())))
        for a, pieces in articles
    ]


def index_file(version: int, shapes: Sequence[int], rows: Sequence[Row]) -> bytes:
    """`index.js`: how many cells each group has, the names that filters offer, and the rows by columns, newest first:
    ids (ten characters each), years, pieces, then the places of the source, language, tags and people in the names."""
    columns: list[list[tuple[str, ...]]] = [[(row.source,) for row in rows], [(row.language,) for row in rows]]
    columns += [[row.tags for row in rows], [row.people for row in rows]]
    names = [_ranked(column) for column in columns]
    places = [_places(column, some) for column, some in zip(columns, names, strict=True)]
    ids = "".join(row.id for row in rows)
    return script([version, shapes, names, ids, [row.year for row in rows], [row.pieces for row in rows], *places])


def _places(column: Iterable[tuple[str, ...]], names: Sequence[str]) -> list[int | list[int]]:
    """A number where there is one, else a list."""
    place = {name: n for n, name in enumerate(names)}
    return [place[row[0]] if len(row) == 1 else [place[name] for name in row] for row in column]


def _ranked(column: Iterable[Iterable[str]]) -> list[str]:
    counts = Counter(name for row in column for name in row)
    return sorted(counts, key=lambda name: (-counts[name], name))


def model_file() -> bytes:
    """`model.js`: the vocabulary of texts, what units fold to as (distance, unit) pairs, and which make keys."""
    folded = folding().tolist()
    pairs: list[tuple[int, int]] = []
    before = 0
    for unit, target in enumerate(folded):
        if target != unit:
            pairs += [gamma(unit - before), (target, 16)]
            before = unit
    return script([MODEL, listed([gamma(len(pairs) // 2), *pairs]), KINDS])
