"""What a word is by itself, whoever uses it: a name, a noun, something that says nothing. Flags of two bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from site_builder.model import TermKind
from site_builder.relate.found import NAMED, TRANSLITERATED, name
from site_builder.relate.gazetteer import is_publisher, known
from site_builder.relate.generic import CHINESE, ENGLISH
from site_builder.relate.names import KnownNames
from site_builder.relate.segment import classes
from site_builder.relate.usual import word_shares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Traits = NDArray[np.uint16]

KNOWN, TOPICAL, WEIGHTY = 1, 2, 4  # looked at; carries a topic; counts as a name in the comparison
NAME, PLACE, LISTED, EMPTY = 8, 16, 32, 64  # a name; that of a place; the editor's; one that says nothing about two
LATIN, NOUN, SPARE, PUBLISHER = 128, 256, 512, 1024  # may be named as it is; stands in for a noun; who reports

_TOPICAL = frozenset("nvaijle")  # first letters of the word classes that carry a topic; "eng" are Latin words
_NAMES = ("nr", "ns", "nt", "nz", "eng")  # word classes; what has none is mostly a name too
_EVERYWHERE = frozenset(("中国", "美国"))
_USUAL = 0.04  # share of articles in which a word usually stands that says nothing by itself
_LATIN = re.compile("[a-zà-ɏ]")


def traits(words: list[str], names: KnownNames) -> Traits:
    """Of each of these folded words."""
    import numpy as np

    return np.fromiter(_each(words, names), np.uint16, len(words))


def _each(words: list[str], names: KnownNames) -> Iterable[int]:
    listed = known().keys() | names.kinds.keys()
    for word, kind in zip(words, classes(words), strict=True):
        flags = _of_kind(kind)
        if flags & TOPICAL:
            if kind in NAMED or word in listed:
                flags |= _of_name(word, kind, names)
            flags |= _of_word(word, kind)
        yield flags


@cache
def _of_kind(kind: str) -> int:
    """What the tagger's class says; words without one are mostly names."""
    if kind and kind[0] not in _TOPICAL:
        return KNOWN
    return KNOWN | TOPICAL | WEIGHTY * (not kind or kind.startswith(_NAMES))


def _of_name(word: str, kind: str, names: KnownNames) -> int:
    called = named(word, kind, names)
    if not called:
        return 0
    flags = NAME | PLACE * (called[0] == "place") | LISTED * (word in names.kinds)
    return flags | EMPTY * (word in _EVERYWHERE) | PUBLISHER * is_publisher(word)


def named(word: str, kind: str, names: KnownNames) -> tuple[TermKind, str] | None:
    """What kind of name a word of the tagger's class `kind` is, and how the editor calls it; None if it is no name."""
    if word in names.kinds:
        return names.kinds[word], word
    read = name(word, kind)
    if not read:
        return None
    called = names.canonical(read[1])
    return names.kinds.get(called, read[0]), called


def _of_word(word: str, kind: str) -> int:
    """A Latin word or a noun that is not generic; a verb."""
    if _LATIN.match(word):
        return LATIN * (word not in ENGLISH)
    if word in _silent() or (kind.startswith("nr") and (len(word) == 2 or not TRANSLITERATED.issuperset(word))):
        return 0  # half of a foreign name, or a Chinese one that was found wanting
    return NOUN * (kind.startswith("n") and word[-1] not in "的了性") | SPARE * kind.startswith(("v", "i", "l"))


def says_nothing(word: str) -> bool:
    """Whether a word is too general to be named."""
    return word in _silent()


@cache
def _silent() -> frozenset[str]:
    return CHINESE | {word for word, share in word_shares().items() if share > _USUAL}
