"""What one article brings to the comparison: its words and names, how often, and which of them may be named."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from itertools import repeat

from site_builder.model import Article, Body
from site_builder.project import Config
from site_builder.relate.citations import Cite, cites
from site_builder.relate.grams import characters, grams, shingles
from site_builder.relate.names import KnownNames, fold, folded, known_names
from site_builder.relate.segment import Words, segment

PUBLIC, TITLE = 1, 2  # flags of a word: it may be named in a reason; it stands in the title
IN_TITLE = 3  # times that a word of the title counts
_LONGEST = 60_000  # characters of a body that are compared; more adds time and no topic
_MOST = 65_535
_MOST_GRAMS = 255


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One article's words, compact and picklable. Lists of words are joined by newlines.

    `is_latin`: most words are of Latin script. `words` are folded (simplified, lower case) and sorted, with `counts`
    and `flags` of the same length; `shown` is the spelling of the page where it differs. `tags` are those of the words
    that are one. `grams`, `title_grams` and `shingles` are numbers of four bytes (see grams.py), `gram_counts` of one.
    `cites`: see citations.py.
    """

    id: str
    is_latin: bool
    words: str
    shown: str
    counts: array[int]
    flags: bytes
    tags: str
    grams: bytes
    gram_counts: bytes
    title_grams: bytes
    shingles: bytes
    cites: tuple[Cite, ...] = ()


def fingerprint(article: Article, body: Body, config: Config) -> Fingerprint:
    """Count the words of one article. Of `config` only the names and the rights matter."""
    import numpy as np

    names = known_names(config)
    is_open = config.rights_of(article) == "full"
    title = _Part(article.title, names)
    head = _Part("\n".join((article.summary, article.kicker, *article.tags)), names)
    rest = _Part(body.text[:_LONGEST], names)
    given = [names.canonical(n) for n in (*article.people, *article.organisations, *article.places)]
    tags = [fold(tag) for tag in article.tags]
    counts = rest.counts.copy()
    for word, n in (*head.counts.items(), *((word, IN_TITLE) for word in (*given, *tags))):
        counts[word] = counts.get(word, 0) + n
    for word, n in title.counts.items():
        counts[word] = counts.get(word, 0) + IN_TITLE * n
    public = counts.keys() if is_open else {*title.counts, *head.counts, *given, *tags}
    words = sorted(counts)
    as_tags = dict(zip(tags, article.tags, strict=True))
    shown = {**rest.words.shown, **head.words.shown, **title.words.shown, **as_tags}
    every = "\n".join([title.folded] * IN_TITLE + [head.folded, rest.folded])
    points = characters(every)
    codes, numbers = grams(every, points)
    return Fingerprint(
        id=article.id,
        is_latin=sum(map(str.isascii, words)) > len(words) / 2,
        words="\n".join(words),
        shown="\n".join(map(shown.get, words, repeat(""))),
        counts=array("H", _capped(list(map(counts.__getitem__, words)))),
        flags=_flags(words, public, title.counts),
        tags="\n".join(sorted(tags)),
        grams=codes.tobytes(),
        gram_counts=np.minimum(numbers, _MOST_GRAMS).astype(np.uint8).tobytes(),
        title_grams=grams(title.folded, characters(title.folded))[0].tobytes(),
        shingles=shingles(points[len(points) - len(rest.folded) :]).tobytes(),
        cites=cites(article, body, is_open=is_open),
    )


def _capped(counts: list[int]) -> list[int]:
    return counts if max(counts, default=0) <= _MOST else [min(n, _MOST) for n in counts]


def _flags(words: list[str], public: Collection[str], in_title: Collection[str]) -> bytes:
    """One byte a word; `words` are sorted and hold all of `public` and `in_title`."""
    flags = bytearray([PUBLIC if len(public) == len(words) else 0]) * len(words)
    for flag, marked in ((PUBLIC, public if not all(flags[:1]) else ()), (TITLE, in_title)):
        for word in marked:
            flags[bisect_left(words, word)] |= flag
    return bytes(flags)


class _Part:
    """A piece of an article, folded and cut into words; the editor's names count under their own spelling only."""

    def __init__(self, string: str, names: KnownNames) -> None:
        self.folded = folded(string)
        found, blanked = names.take(self.folded)
        self.words: Words = segment(string, blanked)
        self.counts = self.words.counts
        for name, n in found.items():
            self.counts[name] = self.counts.get(name, 0) + n
