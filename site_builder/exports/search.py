"""`search/`: the index behind the search page, a pure function of the articles. docs/search.md describes the format.

Each article is one file of compressed text, and an entry in the posting lists of the character pairs and word parts
that occur in it. Articles fall into groups by their id and keys into cells by their hash, so that a changed article
rewrites its text and the cells of one group, and a query reads one small cell a group and key.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from site_builder.exports.search_codes import Codes, gamma, listed, packed_text, script, units_of
from site_builder.exports.search_keys import KINDS, distinct, folding, keys_of
from site_builder.exports.search_model import MODEL
from site_builder.model import Article, Body, Library, Output, Rights, TermKind
from site_builder.project import Project
from site_builder.words import Words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

FOLDER = "search/"
VERSION = 1
LAST_YEAR = 9999
FIELDS = 3  # of keys: 0 anywhere in the article, 1 above the text, 2 in the title
REST_BITS = 12  # of a key inside its cell: with some 200 keys a cell 1 in 20 unknown keys looks like a known one
A_CELL = 850  # postings in a cell at most, about 900 bytes


@dataclass(frozen=True, slots=True)
class Posting:
    """What the index needs of one article: `keys` are ascending 32-bit hashes, field after field, `counts` says how
    many of each; `text` is the finished file. Small and picklable, so that it can be cached and made in any process."""

    id: str
    counts: tuple[int, ...]
    keys: bytes
    text: bytes


def export(library: Library, project: Project, words: Words) -> tuple[Output, ...]:
    """Every file of the index."""
    rights = {a.id: project.config.rights_of(a) for a in library.articles}
    has_pictures = project.config.images != "none"
    shown = [a if has_pictures else replace(a, image=None) for a in library.articles if rights[a.id] != "private"]
    return merge(library, shown, [posting(a, library.bodies.get(a.id), rights[a.id]) for a in shown])


def posting(article: Article, body: Body | None, rights: Rights) -> Posting:
    """The part of the work that concerns one article alone."""
    import numpy as np

    lines = printed(article, body, rights)
    text = "\n".join(lines)
    units = units_of(text)
    ends = np.cumsum([len(units_of(line)) + 1 for line in lines])
    start, title, head = int(ends[0]), int(ends[1]), int(ends[4])
    found = [keys_of(part) for part in (units[start:], units[start:head], units[start:title])]
    return Posting(article.id, tuple(map(len, found)), b"".join(k.tobytes() for k in found), packed_text(text))


def printed(article: Article, body: Body | None, rights: Rights) -> tuple[str, ...]:
    """What the article's page shows, by lines: address, date, language and rights; title; kicker; standfirst; names
    and tags; then the text. Only the part that its rights allow."""
    published = article.published.text if article.published else ""
    meta = "\t".join((article.permalink, published, article.language, rights))
    names = (article.authors, article.translators, article.contributors, article.tags, article.people)
    every = (*names, article.organisations, article.places)
    summary = article.summary if rights != "link" else ""
    text = body.text if body and rights == "full" else ""
    lead = article.image if rights == "full" else None
    parts = (article.note, f"{lead.caption}\n{lead.credit}" if lead else "", text)
    below = [line for part in parts for line in part.split("\n") if line.strip()]
    head = (article.title, article.kicker, summary, " · ".join(dict.fromkeys(n for group in every for n in group)))
    return (meta, *(" ".join(part.split()) for part in head), *below)


def merge(library: Library, articles: Sequence[Article], postings: Sequence[Posting]) -> tuple[Output, ...]:
    """The files of the index from the parts of every article (the same order in both)."""
    order = sorted(range(len(articles)), key=lambda n: _newest_first(articles[n]))
    groups: list[list[Posting]] = [[] for _ in range(group_count(len(articles)))]
    for n in order:
        groups[group_of(articles[n].id, len(groups))].append(postings[n])
    outputs = [Output(f"{FOLDER}t/{p.id}.js", p.text) for p in postings]
    shapes = []
    for number, members in enumerate(groups):
        shape, cells = _cells(members)
        shapes.append(shape)
        outputs += [Output(f"{FOLDER}g{number}/{c:x}.js", data) for c, data in enumerate(cells)]
    outputs.append(Output(f"{FOLDER}index.js", _index(library, [articles[n] for n in order], shapes)))
    outputs.append(Output(f"{FOLDER}model.js", _model_file()))
    return tuple(outputs)


def group_count(articles: int) -> int:
    """Ten groups keep what one changed article rewrites below 5 %; a small dossier needs no such care."""
    return 1 if articles < 250 else 5 if articles < 1000 else 10


def group_of(article_id: str, groups: int) -> int:
    """By the first fifteen bits of the id, which are as good as random and never change."""
    return int.from_bytes(_id_bytes(article_id)[:2], "big") // 2 % groups


def _id_bytes(article_id: str) -> bytes:
    return base64.b32decode(article_id.upper() + "AAAAAA")


def _newest_first(article: Article) -> tuple[int, float, str]:
    """By the year as printed, so that years only fall, then by the instant; undated ones last."""
    published = article.published
    return -_year(article), -published.instant.timestamp() if published else 0.0, article.id


# Posting lists


def _cells(members: Sequence[Posting]) -> tuple[tuple[int, int], list[bytes]]:
    """One group: (number of cells, Rice parameter of its keys), and the file of each cell."""
    import numpy as np

    keys, documents = _sorted_postings(members)
    cells = cell_count(len(keys))
    place = (keys & 0xFFFFFFFF).astype(np.uint64) * np.uint64(cells)
    rest = ((place & np.uint64(0xFFFFFFFF)) >> np.uint64(32 - REST_BITS)).astype(np.int64)
    local = ((place >> np.uint64(32)).astype(np.int64) << 16) | ((keys >> 32) << REST_BITS) | rest
    both = distinct((local << 16) | documents)
    key, document = both >> 16, both & 0xFFFF
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(key)), bool), key[1:] != key[:-1])))
    frequency = np.diff(np.append(starts, len(key)))
    cell = key[starts] >> 16
    in_cell = np.bincount(cell, minlength=cells)
    key_rice = _rice_parameter(np.array([(1 << REST_BITS) * cells]), np.array([max(1, len(starts))]))[0]
    codes = Codes(len(key) + 2 * len(starts) + cells)
    heads = np.concatenate((np.zeros(1, np.int64), np.cumsum(in_cell)))
    first_posting = np.append(starts, len(key))[heads[:-1]]
    counts_at = first_posting + 2 * heads[:-1] + np.arange(cells)
    codes.plain(counts_at, in_cell, 16)
    at = starts + 2 * np.arange(len(starts)) + cell + 1
    entry = key[starts] & 0xFFFF
    codes.rice(at, _gaps(entry, np.isin(np.arange(len(starts)), heads[:-1])), np.full(len(starts), key_rice))
    codes.gamma(at + 1, frequency)
    owner = np.repeat(np.arange(len(starts)), frequency)
    parameter = _rice_parameter(len(members) - frequency, frequency)
    codes.rice(
        (at + 2 - starts)[owner] + np.arange(len(key)),
        _gaps(document, np.isin(np.arange(len(key)), starts)),
        parameter[owner],
    )
    return (cells, int(key_rice)), codes.packed(counts_at)


def _sorted_postings(members: Sequence[Posting]) -> tuple[Numbers, Numbers]:
    """Keys (field above 32 bits of hash) and the number of the article in its group."""
    import numpy as np

    hashes = np.frombuffer(b"".join(p.keys for p in members), "<u4").astype(np.int64)
    counts = np.array([p.counts for p in members], np.int64).reshape(-1)
    fields = np.repeat(np.tile(np.arange(FIELDS), len(members)), counts)
    documents = np.repeat(np.repeat(np.arange(len(members)), FIELDS), counts)
    return (fields << 32) | hashes, documents


def cell_count(postings: int) -> int:
    """The smallest of 1, 2, 3, 4, 6, 8, 12 ... with A_CELL postings a cell at most: small changes keep it."""
    power = 1
    while power * A_CELL < postings:
        power *= 2
    return power * 3 // 4 if power >= 4 and power * 3 // 4 * A_CELL >= postings else power


def _gaps(values: Numbers, is_first: npt.NDArray[np.bool_]) -> Numbers:
    """Ascending values as distances, the first of a run as it is, later ones less one."""
    import numpy as np

    before = np.concatenate((np.zeros(1, np.int64), values[:-1] + 1)) if len(values) else values
    return np.where(is_first, values, values - before)


def _rice_parameter(total: Numbers, parts: Numbers) -> Numbers:
    """The power of two at or below ln 2 times the mean gap (Golomb 1966), in whole numbers so that all agree."""
    import numpy as np

    mean = total * 7 // (10 * parts)
    exponent: Numbers = np.frexp(np.maximum(mean, 1))[1].astype(np.int64) - 1
    return exponent


# What the page loads first


def _index(library: Library, articles: Sequence[Article], shapes: Sequence[tuple[int, int]]) -> bytes:
    """`index.js`: cells of each group, the names that filters offer, and a row for each article, newest first.

    Tags and people are those with a page, because a filter for a single article filters nothing.
    """
    terms: dict[TermKind, dict[str, list[str]]] = {"tag": {}, "person": {}}
    for term in library.terms:
        if term.kind in terms and term.has_page:
            for identity in term.articles:
                terms[term.kind].setdefault(identity, []).append(term.name)
    columns: list[list[Sequence[str]]] = [
        [(a.source,) for a in articles],
        [(a.language,) for a in articles],
        [terms["tag"].get(a.id, ()) for a in articles],
        [terms["person"].get(a.id, ()) for a in articles],
    ]
    names = [_ranked(column) for column in columns]
    rows = listed(_rows(articles, columns, names))
    return script([VERSION, len(articles), shapes, names, rows])


def _ranked(column: Iterable[Iterable[str]]) -> list[str]:
    counts = Counter(name for row in column for name in row)
    return sorted(counts, key=lambda name: (-counts[name], name))


def _rows(
    articles: Sequence[Article], columns: Sequence[Sequence[Sequence[str]]], names: Sequence[Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """Id (50 bits), then in gamma codes: years since the row before, source, language, tags, people (these two with
    their number before them), each by its place among the names."""
    places = [{name: n for n, name in enumerate(column)} for column in names]
    before = LAST_YEAR
    for row, article in enumerate(articles):
        identity = int.from_bytes(_id_bytes(article.id), "big") >> 30
        yield identity >> 25, 25
        yield identity & 0x1FFFFFF, 25
        yield gamma(before - _year(article))
        before = _year(article)
        for n, place in enumerate(places):
            if n > 1:
                yield gamma(len(columns[n][row]))
            yield from (gamma(place[name]) for name in columns[n][row])


def _year(article: Article) -> int:
    return int(article.published.text[:4]) if article.published else 0


def _model_file() -> bytes:
    """`model.js`: the vocabulary of texts, what units fold to as (distance, unit) pairs, and which make keys."""
    folded = folding().tolist()
    pairs: list[tuple[int, int]] = []
    before = 0
    for unit, target in enumerate(folded):
        if target != unit:
            pairs += [gamma(unit - before), (target, 16)]
            before = unit
    return script([MODEL, listed([gamma(len(pairs) // 2), *pairs]), KINDS])
