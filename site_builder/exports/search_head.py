"""What the search page loads first: a row for each article, and the vocabulary. docs/search.md describes the files."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from site_builder.exports.search_codes import gamma, listed, script
from site_builder.exports.search_keys import KINDS, folding
from site_builder.exports.search_model import MODEL
from site_builder.model import Article, Library, TermKind

LAST_YEAR = 9999


class Row(NamedTuple):
    """What can be filtered by. `year` is 0 for an undated article."""

    id: str
    year: int
    source: str
    language: str
    tags: tuple[str, ...]
    people: tuple[str, ...]


def id_number(article_id: str) -> int:
    """The fifty bits of an article's id."""
    return int.from_bytes(base64.b32decode(article_id.upper() + "AAAAAA"), "big") >> 30


def newest_first(article: Article) -> tuple[int, float, str]:
    """By the year as printed, so that years only fall, then by the instant; undated ones last."""
    published = article.published
    return -_year(article), -published.instant.timestamp() if published else 0.0, article.id


def _year(article: Article) -> int:
    return int(article.published.text[:4]) if article.published else 0


def rows_of(library: Library, articles: Iterable[Article]) -> list[Row]:
    """Tags and people are those with a page, because a filter for a single article filters nothing."""
    terms: dict[TermKind, dict[str, list[str]]] = {"tag": {}, "person": {}}
    for term in library.terms:
        if term.kind in terms and term.has_page:
            for identity in term.articles:
                terms[term.kind].setdefault(identity, []).append(term.name)
    tags, people = terms["tag"], terms["person"]
    return [
        Row(a.id, _year(a), a.source, a.language, tuple(tags.get(a.id, ())), tuple(people.get(a.id, ())))
        for a in articles
    ]


def index_file(version: int, shapes: Sequence[int], rows: Sequence[Row]) -> bytes:
    """`index.js`: how many cells each group has, the names that filters offer, and the rows, newest first."""
    names = [
        _ranked((row.source,) for row in rows),
        _ranked((row.language,) for row in rows),
        _ranked(row.tags for row in rows),
        _ranked(row.people for row in rows),
    ]
    return script([version, len(rows), shapes, names, listed(_packed(rows, names))])


def _ranked(column: Iterable[Iterable[str]]) -> list[str]:
    counts = Counter(name for row in column for name in row)
    return sorted(counts, key=lambda name: (-counts[name], name))


def _packed(rows: Sequence[Row], names: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Id (50 bits), then in gamma codes: years since the row before, source, language, tags, people (these two with
    their number before them), each by its place among the names."""
    sources, languages, tags, people = ({name: n for n, name in enumerate(column)} for column in names)
    before = LAST_YEAR
    for row in rows:
        identity = id_number(row.id)
        yield identity >> 25, 25
        yield identity & 0x1FFFFFF, 25
        yield gamma(before - row.year)
        before = row.year
        yield gamma(sources[row.source])
        yield gamma(languages[row.language])
        for some, places in ((row.tags, tags), (row.people, people)):
            yield gamma(len(some))
            yield from (gamma(places[name]) for name in some)


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
