"""What one article brings to the comparison: its words and names, how often, and which of them may be named."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model import Article, Body
from site_builder.pickled import pickled
from site_builder.project import Config
from site_builder.relate.citations import Cite, cites
from site_builder.relate.grams import characters, grams, shingles
from site_builder.relate.names import KnownNames, fold, known_names, lowered, simplified
from site_builder.relate.segment import Words, segment

PUBLIC, TITLE = 1, 2  # flags of a word: it may be named in a reason; it stands in the title
IN_TITLE = 3  # times that a word of the title counts
_LONGEST = 60_000  # characters of a body that are compared; more adds time and no topic
_IN_WORDS = 18_000  # bytes of a body that are also cut into words: 6,000 Chinese characters, 3,000 English words
_MOST = 65_535
_MOST_GRAMS = 255


@pickled
@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One article's words, compact and picklable. Lists of words are joined by newlines.

    `is_latin`: most words are of Latin script. `words` are folded (simplified, lower case), each once, those of the
    title first; `counts` and `flags` have the same length. `shown` has those that the page spells otherwise, with a tab
    and that spelling. `tags` are those of the words that are one. `grams`, `title_grams` and `shingles` are numbers
    of four bytes (see grams.py), `gram_counts` of one. `cites`: see citations.py.
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
    rest = _Part(body.text[:_LONGEST], names, _IN_WORDS)
    as_names = [tag for tag in article.tags if names.canonical(tag) in names.kinds]
    as_tags = {fold(tag): tag for tag in article.tags if tag not in as_names and fold(tag)}
    called = map(names.canonical, (*article.people, *article.organisations, *article.places, *as_names))
    given = [name for name in map(_one_line, called) if name]
    counts = {word: IN_TITLE * n for word, n in title.counts.items()}
    in_title = len(counts)
    _add(counts, head.counts)
    _add(counts, {word: IN_TITLE * n for word, n in Counter((*given, *as_tags)).items()})
    public = len(counts)
    twice = {word: n + rest.counts[word] for word, n in counts.items() if word in rest.counts}
    counts = {**counts, **rest.counts, **twice}
    flags = bytes([PUBLIC | TITLE]) * in_title + bytes([PUBLIC]) * (public - in_title)
    shown = {**rest.words.shown, **head.words.shown, **title.words.shown, **as_tags}
    every = "\n".join([title.folded] * IN_TITLE + [head.folded, rest.folded])
    points = characters(every)
    codes, numbers, in_headline = grams(every, points, len(title.folded))
    return Fingerprint(
        id=article.id,
        is_latin=sum(map(str.isascii, counts)) > len(counts) / 2,
        words="\n".join(counts),
        shown="\n".join([f"{word}\t{spelling}" for word, spelling in shown.items() if word in counts]),
        counts=_array(list(counts.values())),
        flags=flags + bytes([PUBLIC if is_open else 0]) * (len(counts) - public),
        tags="\n".join(sorted(as_tags)),
        grams=codes.tobytes(),
        gram_counts=np.minimum(numbers, _MOST_GRAMS).astype(np.uint8).tobytes(),
        title_grams=in_headline.tobytes(),
        shingles=shingles(points[len(points) - len(rest.folded) :]).tobytes(),
        cites=cites(article, body, is_open=is_open),
    )


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    """Both together; new words come last."""
    for word, n in more.items():
        counts[word] = counts.get(word, 0) + n


def _array(counts: list[int]) -> array[int]:
    try:
        return array("H", counts)
    except OverflowError:
        return array("H", [min(n, _MOST) for n in counts])


class _Part:
    """A piece of an article, folded and its first `most` bytes cut into words; the editor's names are looked for in all
    of it and count under their own spelling only."""

    def __init__(self, string: str, names: KnownNames, most: int | None = None) -> None:
        lower = lowered(string)
        self.folded = simplified(lower)
        found, blanked = names.take(self.folded)
        if most:
            blanked = blanked.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")
        self.words: Words = segment(string[: len(blanked)], lower[: len(blanked)], blanked)
        self.counts = self.words.counts
        for name, n in found.items():
            self.counts[name] = self.counts.get(name, 0) + n
