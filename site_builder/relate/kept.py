"""What a comparison of all articles leaves for the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_builder.model import Event, Related
from site_builder.pickled import pickled
from site_builder.relate import gramvectors, lexicon, matrix, nearest
from site_builder.relate.about import About
from site_builder.relate.gramvectors import Codes, Grams
from site_builder.relate.lazy import Lazy
from site_builder.relate.left import Left, nothing_left
from site_builder.relate.lexicon import Lexicon
from site_builder.relate.matrix import Matrix
from site_builder.relate.nearest import Nearest
from site_builder.relate.neighbours import Graph, no_graph
from site_builder.relate.rank import Evident
from site_builder.relate.repeats import Repeats, no_repeats
from site_builder.relate.rows import Rows, laid

if TYPE_CHECKING:
    from site_builder.relate.lexicon import Hashes


@pickled
@dataclass(frozen=True, slots=True)
class Brief:
    """What of an article's fingerprint every comparison needs."""

    is_latin: bool
    tags: str


@dataclass(frozen=True, slots=True)
class Links:
    """By article: a sign of all that went into its links, one of the article `alone`, and how close each of those is
    that it is linked to (see `Evident`). By id: its links to others on the same topic, as they are where nothing else
    suggests any."""

    signs: Hashes
    alone: Hashes
    close: Sequence[tuple[float, ...]]
    ranked: Lazy[tuple[Related, ...]]

    def evident(self, i: int, article_id: str) -> Iterator[Evident]:
        """The links of article i as pieces of evidence."""
        for link, close in zip(self.ranked[article_id], self.close[i], strict=True):
            yield Evident(link.target, link.kind, close, link.reasons)


@dataclass(frozen=True, slots=True)
class Kept:
    """By article, oldest first: its mark, by which it is known again, its brief, the names it is about, its links on
    one topic. By id: all links of those that have others, too (`mixed`), and the library's `ties`. And what all this
    was worked out from."""

    marks: Sequence[bytes]
    briefs: Sequence[Brief]
    about: Sequence[About]
    left: Left
    links: Links
    events: Sequence[Event]
    folded: Mapping[str, str]
    mixed: Lazy[tuple[Related, ...]]
    ties: Mapping[str, bytes]
    words: Lexicon
    rows: Matrix
    codes: tuple[Codes, Codes]
    grams: Grams
    shingles: Rows
    repeats: Repeats
    nearest: Nearest
    graph: Graph


def no_links() -> Links:
    """Of no articles."""
    import numpy as np

    return Links(np.zeros(0, np.uint64), np.zeros(0, np.uint64), (), Lazy({}))


def nothing() -> Kept:
    """Of no articles."""
    import numpy as np

    return Kept(
        marks=(),
        briefs=(),
        about=(),
        left=nothing_left(),
        links=no_links(),
        events=(),
        folded={},
        mixed=Lazy({}),
        ties={},
        words=lexicon.none(),
        rows=matrix.none(0),
        codes=(gramvectors.no_codes(), gramvectors.no_codes()),
        grams=gramvectors.no_grams(),
        shingles=laid((), np.uint32),
        repeats=no_repeats(),
        nearest=nearest.no_lists(),
        graph=no_graph(),
    )
