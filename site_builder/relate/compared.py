"""All articles compared with each other, as far as the last comparison does not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from site_builder.relate.about import about
from site_builder.relate.asked import Asked
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.gramvectors import gram_matrices
from site_builder.relate.kept import Brief, Kept
from site_builder.relate.lexicon import renumbered
from site_builder.relate.matrix import Matrix
from site_builder.relate.meanings import Meanings, meanings
from site_builder.relate.names import KnownNames
from site_builder.relate.nearest import nearest
from site_builder.relate.neighbours import Graph, graph
from site_builder.relate.repeats import repeats
from site_builder.relate.rows import Change, laid, spliced
from site_builder.relate.similarity import closer, pairs_of
from site_builder.relate.traits import traits
from site_builder.relate.vectors import columns, word_matrix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.lexicon import Hashes


@dataclass(frozen=True, slots=True)
class Compared:
    """`graph`: how close all articles are; `words`, their `hashes` and `meanings` by column; `columns_of` an article's
    words in the order of its fingerprint, -1 for none; `word_of` a column's word, None for one that nobody has read;
    and what is kept of it, with links, events and what people left still as before."""

    graph: Graph
    words: Matrix
    hashes: Hashes
    meanings: Meanings
    columns_of: Callable[[int], NDArray[np.int32]]
    word_of: Callable[[int], str | None]
    kept: Kept


def compared(
    prints: Asked,
    marks: Sequence[bytes],
    days: Sequence[date | None],
    change: Change,
    *,
    names: KnownNames,
    before: Kept,
) -> Compared:
    """The articles with these marks and days of publication, oldest first. `prints` are only asked for where something
    is worked out anew."""
    import numpy as np

    words = renumbered(before.words, change, [prints[i] for i in change.fresh.tolist()], partial(traits, names=names))
    vectors = word_matrix(prints, words, change, before.rows, before.words)
    grams = gram_matrices(prints, change, before.codes, before.grams)
    prints.drop_grams()
    shown = columns(words.now)
    narrow = shown.of(vectors.rows)
    old = before.rows.with_columns(np.append(shown.places, np.int32(-1))[words.numbers], narrow.width)
    near = nearest(narrow, change, vectors.is_new, old, before.nearest)
    pairs = pairs_of(near.lists)
    close = closer(
        pairs, days, narrow, grams, change=change, is_new=vectors.is_new | grams.is_new, before=before.graph.once()
    )
    new_shingles = laid([np.frombuffer(prints[i].shingles, np.uint32) for i in change.fresh.tolist()], np.uint32)
    prints.drop_shingles()
    shingles = spliced(before.shingles, change.sources(change.fresh), new_shingles)
    places = enumerate(change.origin.tolist())
    briefs = [before.briefs[place] if place >= 0 else _brief(prints[i]) for i, place in places]
    tags = {tag for brief in briefs for tag in brief.tags.split("\n")}
    linked = graph(close.pairs, close.scores, change, before.graph)
    return Compared(
        graph=linked,
        words=narrow,
        hashes=words.now.hashes[shown.numbers],
        meanings=meanings(words.now, shown.numbers, tags, len(prints), sum(brief.is_latin for brief in briefs)),
        columns_of=lambda i: shown.places[words.now.words.row(i)],
        word_of=lambda column: words.read.get(int(shown.numbers[column])),
        kept=replace(
            before,
            marks=marks,
            briefs=briefs,
            about=about(prints, words, change, names, before_words=before.words, before=before.about),
            words=words.now,
            rows=vectors.rows,
            codes=(grams.texts, grams.titles),
            grams=grams.rows,
            shingles=shingles,
            repeats=repeats(shingles, change, before.shingles, before.repeats),
            nearest=near,
            graph=linked,
        ),
    )


def _brief(p: Fingerprint) -> Brief:
    return Brief(p.is_latin, p.tags)
