"""For each article those that have most of the same rare words: the pairs that are worth a closer look.

When few articles have changed, few lists are looked for anew: those of the changed ones, those they were in, and those
they would be in now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from site_builder.relate.matrix import Matrix, heaviest, totals
from site_builder.relate.rows import Change, Rows, laid, places, spliced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.rows import Flags

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_CANDIDATES = 40  # most similar articles of each, by words alone, that are compared in full
_COMMON = 250  # a word in more articles than this makes no candidates
_TELLING = 150  # heaviest words of an article that look for candidates
_ALMOST = 1 - 1e-6  # of the least score of a list: sums in another order differ in the last digits


@dataclass(frozen=True, slots=True)
class Nearest:
    """`lists`: the numbers of the articles nearest to each, ascending. `least`: the score that another needs to be on
    the list. `looks`: which entries of the words' matrix look for candidates."""

    lists: Rows
    least: Floats
    looks: Flags


def no_lists() -> Nearest:
    """Of no articles."""
    import numpy as np

    return Nearest(laid((), np.int32), np.zeros(0), np.zeros(0, np.bool_))


def nearest(words: Matrix, change: Change, is_new: Flags, words_before: Matrix, before: Nearest) -> Nearest:
    """The nearest of all articles. `is_new` are rows of `words` that differ from those of `words_before`, which has the
    same columns (-1 for one that is gone)."""
    import numpy as np

    was, now = (_rare(one, words.width) for one in (words_before, words))
    turned = was != now
    looking = is_new | Rows(words.starts, words.columns).with_any(turned)
    looks = _looks(words, np.flatnonzero(looking), now)
    if not looking.all():
        old = Rows(words_before.starts, before.looks)
        looks = spliced(old, change.sources(np.flatnonzero(looking)), looks)
    redone = looking | _touched(words, looks.values, change, is_new, before) if not looking.all() else looking
    made = np.flatnonzero(redone)
    lists, least = _lists(words, looks.values, made)
    if len(made) < len(words):
        where = change.where()
        sources = change.sources(made)
        lists = spliced(Rows(before.lists.starts, where[before.lists.values]), sources, lists)
        least = np.concatenate([before.least, least])[sources]
    return Nearest(lists, least, looks.values)


def _rare(words: Matrix, width: int) -> Flags:
    """Which columns make candidates."""
    import numpy as np

    rare: Flags = np.bincount(words.columns + 1, minlength=width + 1)[1:] <= _COMMON  # the first: of what is gone
    return rare


def _looks(words: Matrix, rows: Integers, is_rare: Flags) -> Rows:
    """Which entries of these rows look for candidates."""
    import numpy as np

    found = []
    for i in rows.tolist():
        columns, weights = words.row(i)
        rare = np.flatnonzero(is_rare[columns])
        looks = np.zeros(len(columns), np.bool_)
        looks[rare[heaviest(weights[rare], _TELLING)]] = True
        found.append(looks)
    return laid(found, np.bool_)


def _touched(words: Matrix, looks: Flags, change: Change, is_new: Flags, before: Nearest) -> Flags:
    """Which articles had a changed one on their list, or would have it now."""
    import numpy as np

    where = change.where()
    is_other = np.append(is_new, np.True_)[where]  # by the old numbers: changed, or gone
    touched = change.carried(before.lists.with_any(is_other))
    least = np.append(before.least, 0.0)[change.origin]
    # An entry that looks, seen from the article that is found.
    finders = words.transposed(looks & _in_columns(words, places(words.starts, np.flatnonzero(is_new))[0]))
    for j in np.flatnonzero(is_new).tolist():
        columns, weights = words.row(j)
        positions, lengths = finders.entries(columns)
        found = finders.weights[positions] * np.repeat(weights, lengths)
        scores = totals(finders.columns[positions], found, len(words))
        touched |= (scores > 0) & (scores >= least * _ALMOST)
    return touched


def _in_columns(words: Matrix, entries: Integers) -> Flags:
    """Which entries are in the same column as one of these."""
    import numpy as np

    wanted = np.zeros(words.width, np.bool_)
    wanted[words.columns[entries]] = True
    return wanted[words.columns]


def _lists(words: Matrix, looks: Flags, made: Integers) -> tuple[Rows, Floats]:
    """The lists of some articles, and their least scores."""
    import numpy as np

    entries = places(words.starts, made)[0]
    postings = words.transposed(_in_columns(words, entries[looks[entries]]))
    lists, least = [], np.zeros(len(made))
    for number, i in enumerate(made.tolist()):
        columns, weights = words.row(i)
        mine = looks[words.starts[i] : words.starts[i + 1]]
        positions, lengths = postings.entries(columns[mine])
        found = postings.weights[positions] * np.repeat(weights[mine], lengths)
        scores = totals(postings.columns[positions], found, len(words))
        scores[i] = 0.0
        others = np.flatnonzero(scores > 0)  # of flags much quicker than of figures
        others = others[heaviest(scores[others], _CANDIDATES)]
        lists.append(others)
        if len(others) == _CANDIDATES:
            least[number] = scores[others].min()
    return laid(lists, np.int32), least
