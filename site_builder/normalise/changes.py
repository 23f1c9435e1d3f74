"""What changed between two captures of one page, paragraph by paragraph."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import zip_longest

from site_builder.model import Difference
from site_builder.text import one_line

MOST_PARAGRAPHS = 400  # comparing is quadratic at worst
MOST_PASSAGES = 12
LONGEST = 240  # characters of a passage
AROUND = 16  # characters told on both sides of what differs

_BLANK_LINE = re.compile(r"\n\s*\n")


def compared(before: str, after: str, shown: str) -> Difference | None:
    """From one Markdown text to the other; None where they are too long to compare.

    Passages tell only what stands in `shown` or in `before`; if `shown` is neither text, what was taken out of `after`
    on the way to it stays untold.
    """
    if before == after:
        return Difference()
    old, new = _paragraphs(before), _paragraphs(after)
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        return None
    kept = set(new if shown == after else _paragraphs(shown))
    added = removed = reworded = 0
    passages: list[tuple[str, str]] = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            continue
        gone, come = old[old_start:old_end], new[new_start:new_end]
        pairs = min(len(gone), len(come))
        added, removed, reworded = added + len(come) - pairs, removed + len(gone) - pairs, reworded + pairs
        passages += [_told(*pair) for pair in zip_longest(gone, come, fillvalue="") if not pair[1] or pair[1] in kept]
    return Difference(added, removed, reworded, passages=tuple(passages[:MOST_PASSAGES]))


def _paragraphs(markdown: str) -> list[str]:
    from site_builder.normalise.losses import plain  # the parser comes along: not for dossiers without versions

    return [words for block in _BLANK_LINE.split(markdown) if (words := one_line(plain(block)))]


def _told(before: str, after: str) -> tuple[str, str]:
    """Two wordings of a paragraph, each from shortly before to shortly behind what differs."""
    if not (before and after):
        return _part(before, 0, len(before)), _part(after, 0, len(after))
    start = _alike(before, after)
    same = _alike(before[start:][::-1], after[start:][::-1])
    first = max(0, start - AROUND)
    return _part(before, first, len(before) - same + AROUND), _part(after, first, len(after) - same + AROUND)


def _part(text: str, start: int, end: int) -> str:
    end = min(end, start + LONGEST)
    return "…" * (start > 0) + text[start:end] + "…" * (end < len(text))


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
