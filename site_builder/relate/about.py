"""The names that an article is about: the editor's wherever they stand, others in its title or several times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_builder.model import TermKind
from site_builder.relate.fingerprint import IN_TITLE, PUBLIC, Fingerprint
from site_builder.relate.lexicon import Lexicon, Renumbered
from site_builder.relate.meanings import is_name
from site_builder.relate.names import KnownNames
from site_builder.relate.rows import Change
from site_builder.relate.segment import classes
from site_builder.relate.traits import LISTED, named
from site_builder.relate.vectors import is_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from site_builder.relate.rows import Flags

_OFTEN = IN_TITLE  # times in a text, or once in its title
_LONG = 120  # distinct words; in a shorter text every word is chosen with care

About = tuple[tuple[TermKind, str], ...]  # what kind each name is


def about(
    prints: Sequence[Fingerprint],
    words: Renumbered,
    change: Change,
    names: KnownNames,
    *,
    before_words: Lexicon,
    before: Sequence[About],
) -> list[About]:
    """The names of each article; of those before, only where a word has become a name or ceased to be one."""
    are_names, were_names = _are_names(words.now, len(prints)), words.moved(_are_names(before_words, change.before))
    redone = (change.origin < 0) | words.now.words.with_any(are_names != were_names)
    called: dict[int, tuple[TermKind, str] | None] = {}  # by the words' numbers

    def of(i: int) -> About:
        import numpy as np

        p, numbers = prints[i], words.now.words.row(i)
        chosen = np.flatnonzero(are_names[numbers])
        counts, flags = np.frombuffer(p.counts, np.uint16)[chosen], np.frombuffer(p.flags, np.uint8)[chosen]
        is_listed = words.now.traits[numbers[chosen]] & LISTED > 0
        needed = np.where(is_listed, 0, _OFTEN if len(numbers) > _LONG else 1)
        chosen = chosen[(flags & PUBLIC > 0) & (counts >= needed)]
        found = dict(zip(numbers[chosen].tolist(), chosen.tolist(), strict=True))
        new = found.keys() - called.keys()
        listed = [] if new <= words.read.keys() else p.words.split("\n")
        for number in new:
            word = words.read.get(number) or listed[found[number]]
            called[number] = named(word, classes((word,))[0], names)
        return tuple(filter(None, map(called.get, found)))

    pairs = zip(change.origin.tolist(), redone.tolist(), strict=True)
    return [of(i) if is_redone else before[origin] for i, (origin, is_redone) in enumerate(pairs)]


def _are_names(words: Lexicon, n: int) -> Flags:
    return is_column(words) & is_name(words.traits, words.frequency, n)
