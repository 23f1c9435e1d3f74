"""`search/`: the index behind the search page, a pure function of the articles. docs/search.md describes the format.

Each article is a piece of compressed text, a long one several; a piece is a file, and an entry in the posting lists of
the character pairs and word parts that occur in it. Articles fall into groups by their id and keys into cells by their
hash, so that a changed article rewrites its text and the cells of one group, and a query reads one small cell a group
and key, and of a long article only the piece that may hold it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import accumulate, chain, islice, pairwise
from typing import NamedTuple

from site_builder.exports.search_cells import FIELDS, cell_count, cells
from site_builder.exports.search_codes import joined
from site_builder.exports.search_head import Row, index_file, model_file, newest_first, rows_of
from site_builder.exports.search_keys import keys_of
from site_builder.exports.search_text import packed_texts
from site_builder.keyed import Flat
from site_builder.model import Article, Body, Library, Output, Rights
from site_builder.pickled import pickled
from site_builder.project import Project
from site_builder.words import Words

FOLDER = "search/"
ABOVE = 5  # lines before the text
VERSION = 3
A_PIECE = 8000  # UTF-16 units of text at most, about 7 KB, unless a single line is longer
TOGETHER = 16  # pieces looked up at a time: more take more memory and no less time


@pickled
@dataclass(frozen=True, slots=True)
class Mark:
    """What tells whether a posting is another than before, how many keys and how many pieces it has."""

    digest: bytes
    count: int
    pieces: int


class Part(NamedTuple):
    """Some files of the index. Two parts with the same key have the same files."""

    key: bytes
    make: Callable[[], tuple[Output, ...]]


@pickled
@dataclass(frozen=True, slots=True)
class Piece:
    """Some of an article's lines: `keys` are ascending 32-bit hashes, field after field, `counts` says how many of
    each; `text` is the finished file."""

    counts: tuple[int, ...]
    keys: bytes
    text: bytes


@pickled
@dataclass(frozen=True, slots=True)
class Posting:
    """What the index needs of one article. Small and picklable, so that it can be cached and made in any process."""

    id: str
    pieces: tuple[Piece, ...]
    mark: Mark


Load = Callable[[Sequence[int]], Sequence[Posting]]


def export(library: Library, project: Project, words: Words) -> tuple[Output, ...]:
    """Every file of the index."""
    rights = {a.id: project.config.rights_of(a) for a in library.articles}
    has_pictures = project.config.images != "none"
    shown = [a if has_pictures else replace(a, image=None) for a in library.articles if rights[a.id] != "private"]
    return merge(library, shown, postings((a, library.bodies.get(a.id), rights[a.id]) for a in shown))


def postings(some: Iterable[tuple[Article, Body | None, Rights]]) -> list[Posting]:
    """The part of the work that concerns one article alone, for some articles together: looking up ten texts takes
    little longer than one."""
    shown = [(article.id, pieces_of(printed(article, body, rights))) for article, body, rights in some]
    cut = [(lines, not number) for _, pieces in shown for number, lines in enumerate(pieces)]
    made = chain.from_iterable(_pieces(cut[at : at + TOGETHER]) for at in range(0, len(cut), TOGETHER))
    return [_posting(name, tuple(islice(made, len(pieces)))) for name, pieces in shown]


def posting(article: Article, body: Body | None, rights: Rights) -> Posting:
    """The same for one article."""
    return postings([(article, body, rights)])[0]


def _posting(name: str, pieces: tuple[Piece, ...]) -> Posting:
    texts = (piece.text for piece in pieces)
    mark = Mark(_digest(name.encode(), *texts), sum(sum(piece.counts) for piece in pieces), len(pieces))
    return Posting(name, pieces, mark)


def pieces_of(lines: Sequence[str]) -> list[Sequence[str]]:
    """The lines of an article in pieces of about the same length. Each begins with five lines; in the second and later
    ones these are address, title and kicker alone, for results to show."""
    above, text = lines[:ABOVE], lines[ABOVE:]
    ends = [*accumulate(1 + len(line) for line in text)]
    wanted = -(-ends[-1] // A_PIECE) if ends else 1
    if wanted == 1:
        return [lines]
    cuts = [bisect_left(ends, ends[-1] * n / wanted) for n in range(wanted)]
    some = [text[start:end] for start, end in pairwise((*cuts, len(text))) if end > start]
    return [(*above, *some[0]), *((*above[:3], "", "", *lines) for lines in some[1:])]


def _pieces(some: Sequence[tuple[Sequence[str], bool]]) -> Iterator[Piece]:
    """Of the lines of each, and whether these have the head: without it, the lines above the text make no keys, since
    they stand in another piece."""
    import numpy as np

    units, ends = joined(["\n".join(lines) for lines, _ in some])
    breaks = np.flatnonzero(units == ord("\n"))
    first = np.searchsorted(breaks, (0, *ends[:-1] + 1))
    head = breaks[first + ABOVE - 1]
    start, title = (np.where([has_head for _, has_head in some], breaks[first + n], head) for n in (0, 1))
    keys = keys_of(units, np.repeat(start, FIELDS), np.stack((ends, head, title), 1).ravel())
    for n, text in enumerate(packed_texts(units, ends)):
        found = keys[FIELDS * n : FIELDS * (n + 1)]
        yield Piece(tuple(map(len, found)), b"".join(each.tobytes() for each in found), text)


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


def at_hand(postings: Sequence[Posting]) -> Load:
    """How to get them, if they are all in memory."""
    return lambda places: [postings[n] for n in places]


def merge(library: Library, articles: Sequence[Article], postings: Sequence[Posting]) -> tuple[Output, ...]:
    """The files of the index from the parts of every article (the same order in both)."""
    every = parts(library, articles, [p.mark for p in postings], at_hand(postings))
    return tuple(output for part in every for output in part.make())


class Held:
    """Postings that were asked for together, until each is asked for by itself too: those of a group, then of texts."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._held: dict[int, Posting] = {}

    def of(self, places: Sequence[int]) -> Sequence[Posting]:
        if len(places) == 1 and places[0] in self._held:
            return [self._held.pop(places[0])]
        found = self._load(places)
        if len(places) > 1:
            self._held = dict(zip(places, found, strict=True))
        return found


def parts(library: Library, articles: Sequence[Article], marks: Sequence[Mark], load: Load) -> tuple[Part, ...]:
    """The index in parts that depend on little each, so that whoever kept the files of a part with the same key need
    not make it: the groups and texts one by one, and what the page loads first.

    `marks` are those of the articles' postings, in the order of `articles`; `load` gets the postings of the articles
    with these places, only when a part is made.
    """
    order = _newest_first(articles)
    groups = _groups(articles, order)
    shapes = [cell_count(sum(marks[n].count for n in members)) for members in groups]
    rows = rows_of(library, [(articles[n], marks[n].pieces) for n in order])
    index = Part(_digest(b"index", Flat((shapes, [*map(tuple, rows)])).digest), partial(_index, shapes, rows))
    return (index, Part(_digest(b"model"), _model), *_of_groups(groups, marks, load))


def text_parts(articles: Sequence[Article], marks: Sequence[Mark], load: Load) -> Iterator[Part]:
    """Those of them into which nothing goes but each article by itself: groups, each in front of its texts."""
    return _of_groups(_groups(articles, _newest_first(articles)), marks, load)


def _of_groups(groups: Iterable[Sequence[int]], marks: Sequence[Mark], load: Load) -> Iterator[Part]:
    for number, members in enumerate(groups):
        key = _digest(b"group", b"%d" % number, *(marks[n].digest for n in members))
        yield Part(key, partial(_group, number, members, load))
        yield from (Part(b"text" + marks[n].digest, partial(_text, n, load)) for n in members)


def _groups(articles: Sequence[Article], order: Iterable[int]) -> list[list[int]]:
    """The places of the articles of each group, in this order of all places."""
    groups: list[list[int]] = [[] for _ in range(group_count(len(articles)))]
    for n in order:
        groups[group_of(articles[n].id, len(groups))].append(n)
    return groups


def _newest_first(articles: Sequence[Article]) -> list[int]:
    return sorted(range(len(articles)), key=lambda n: newest_first(articles[n]))


def _digest(*parts: bytes) -> bytes:
    """Of the parts one by one, and the format's version."""
    sized = (b"%d %b" % (len(part), part) for part in (b"%d" % VERSION, *parts))
    return blake2b(b"".join(sized), digest_size=16).digest()


def _group(number: int, members: Sequence[int], load: Load) -> tuple[Output, ...]:
    files = cells([(piece.counts, piece.keys) for posting in load(members) for piece in posting.pieces])
    return tuple(Output(f"{FOLDER}g{number}/{c:x}.js", data) for c, data in enumerate(files))


def _index(shapes: Sequence[int], rows: Sequence[Row]) -> tuple[Output, ...]:
    return (Output(f"{FOLDER}index.js", index_file(VERSION, shapes, rows)),)


def _model() -> tuple[Output, ...]:
    return (Output(f"{FOLDER}model.js", model_file()),)


def _text(place: int, load: Load) -> tuple[Output, ...]:
    (posting,) = load([place])
    return tuple(
        Output(f"{FOLDER}t/{posting.id}{f'-{n}' if n else ''}.js", piece.text) for n, piece in enumerate(posting.pieces)
    )


def group_count(articles: int) -> int:
    """So many keep what one changed article rewrites below 5 %; a small dossier needs no such care, and in a large one
    an article has keys in few of a group's cells."""
    return 1 if articles < 250 else 5 if articles < 1000 else 9 if articles < 3000 else 6 if articles < 10000 else 5


def group_of(article_id: str, groups: int) -> int:
    """By the id, which is as good as random and never changes; a prime number mixes its digits."""
    return int(article_id, 36) % 97 % groups
