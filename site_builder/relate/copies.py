"""同稿: articles that are one text under several addresses, folded under the earliest.

Two texts are copies when most of the shingles (see grams.py) of the shorter one stand in the longer one, and the
longer one is not a round-up of many texts. Shingles that many articles share are boilerplate and count for nobody.
What is folded repeats the very text that it is folded under: the ends of a chain of copies may share no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from site_builder.relate.repeats import FEWEST, Repeats

_CONTAINED = 0.6  # share of the shorter text; every 25th character changed leaves 0.96 ** 5 = 0.82
_ROUND_UP = 0.3  # of the longer text; what is less of it is a piece of news among others


def duplicates(ids: Sequence[str], found: Repeats) -> dict[str, str]:
    """Id of each copy -> id of the text it is folded under. The articles come oldest first."""
    import numpy as np

    is_short = found.lengths > found.sampled  # only short texts keep the hashes between
    are_short = is_short[found.later] & is_short[found.earlier]
    both = np.where(are_short, found.common, found.thinned)
    sizes = [np.where(are_short, found.lengths[texts], found.sampled[texts]) for texts in (found.later, found.earlier)]
    smaller, larger = np.minimum(*sizes), np.maximum(*sizes)
    is_copy = (both >= np.maximum(FEWEST, _CONTAINED * smaller)) & (smaller >= _ROUND_UP * larger)
    copies = [column[is_copy] for column in (found.later, found.earlier, both)]
    order = np.lexsort((copies[1], copies[0]))  # so that all of what is earlier is settled
    folded: dict[int, tuple[int, int]] = {}
    for later, earlier, shared in zip(*(column[order].tolist() for column in copies), strict=True):
        if earlier not in folded and shared > folded.get(later, (0, 0))[1]:
            folded[later] = (earlier, shared)
    return {ids[later]: ids[earlier] for later, (earlier, _) in sorted(folded.items())}


def families(folded: Mapping[str, str], order: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Per article with copies all the others of its text, in `order`."""
    members: dict[str, list[str]] = {}
    for article in order:
        members.setdefault(folded.get(article, article), []).append(article)
    return {
        one: tuple(other for other in family if other != one)
        for family in members.values()
        if len(family) > 1
        for one in family
    }
