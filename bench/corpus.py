"""A corpus of generated Chinese articles: the same bytes on every machine, the statistics of real collections.

    python -m bench.corpus NUMBER FOLDER        write NUMBER articles in normal form into FOLDER

Text is nonsense built from a vocabulary of made-up words with Zipf frequencies, in topics of some thirty articles that
share words, names and days; an article has about 5,000 characters in 28 paragraphs (15 KB), two links, one of them to
another article of the corpus, and one picture. What is copied from life is lengths and counts, never a sentence.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

# Common characters, by rows of the GB 2312 level-1 block: enough for a lively vocabulary, nobody's text.
_HAN = bytes(b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFA) for b in (row, cell)).decode(
    "gb2312", "ignore"
)
_COMMONNESS = list(accumulate(1 / (rank * 7919 % len(_HAN) + 40) for rank in range(len(_HAN))))
_SOURCES = ("harbour", "courier", "evening", "tribune", "monitor", "radio")
_ARTICLES_A_TOPIC = 30


@dataclass(frozen=True, slots=True)
class Document:
    """One generated article, for whichever tool is to read it. `body` is Markdown."""

    number: int
    title: str
    day: date
    source: str
    tags: tuple[str, ...]
    summary: str
    body: str

    @property
    def url(self) -> str:
        return url_of(self.number, self.source)


def url_of(number: int, source: str) -> str:
    return f"https://{source}.example/news/{number:06d}"


class _Vocabulary:
    """Words of one to four characters with Zipf weights; picks are by cumulated weight."""

    def __init__(self, chance: random.Random, size: int) -> None:
        lengths = chance.choices((1, 2, 3, 4), (12, 65, 15, 8), k=size)
        self.words = ["".join(chance.choices(_HAN, cum_weights=_COMMONNESS, k=length)) for length in lengths]
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(size)))

    def pick(self, chance: random.Random, number: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self.weights, k=number)


def documents(number: int, seed: int = 7) -> Iterator[Document]:
    """`number` articles in order; the first n of a larger corpus are not those of a smaller one (topics spread)."""
    chance = random.Random(seed)
    common = _Vocabulary(chance, 30_000)
    topics = [_Vocabulary(chance, 120) for _ in range(max(1, number // _ARTICLES_A_TOPIC))]
    starts = [date(2012, 1, 1) + timedelta(days=chance.randrange(4_500)) for _ in topics]
    sources = [chance.choice(_SOURCES) for _ in range(number)]
    for n in range(number):
        topic = n % len(topics)
        other = chance.randrange(number)
        yield _document(chance, common, topics[topic], (n, sources[n], starts[topic], url_of(other, sources[other])))


def _document(
    chance: random.Random, common: _Vocabulary, topic: _Vocabulary, frame: tuple[int, str, date, str]
) -> Document:
    n, source, start, cited = frame
    title = "".join((*topic.pick(chance, 4), *common.pick(chance, 3)))
    paragraphs = [_paragraph(chance, common, topic) for _ in range(chance.randint(20, 36))]
    paragraphs[2] += f"[{topic.words[0]}]({cited})。"
    paragraphs[5] += f"另见[{common.words[n % 900]}](https://elsewhere.example/{chance.randrange(10**6)})。"
    paragraphs[3] = f"**{topic.words[1]}**，" + paragraphs[3]
    paragraphs.insert(4, f'![{topic.words[2]}](https://img.example/{n}.jpg "{"".join(common.pick(chance, 6))}")')
    paragraphs.insert(9, f"## {''.join(common.pick(chance, 4))}")
    return Document(
        number=n,
        title=title,
        day=start + timedelta(days=int(chance.expovariate(1 / 20))),
        source=source,
        tags=tuple(
            dict.fromkeys((topic.words[3] * 2, topic.words[chance.randint(4, 9)] * 2, common.words[n % 40] * 2))
        ),
        summary=_paragraph(chance, common, topic)[:80] + "。",
        body="\n\n".join(paragraphs) + "\n",
    )


def _paragraph(chance: random.Random, common: _Vocabulary, topic: _Vocabulary) -> str:
    """About 170 characters: clauses of common words with some of the topic's."""
    clauses = []
    for _ in range(chance.randint(6, 14)):
        words = common.pick(chance, chance.randint(4, 8))
        if chance.random() < 0.45:
            words[chance.randrange(len(words))] = topic.pick(chance, 1)[0]
        clauses.append("".join(words))
    return "，".join(clauses) + "。"


def normal_form(document: Document) -> str:
    """The document as dossier's Markdown with frontmatter."""
    return (
        f"---\ntitle: {document.title}\nurl: {document.url}\nsource: {document.source}\n"
        f"published: {document.day}\nlanguage: zh-Hans\nsummary: {document.summary}\n"
        f"tags: [{', '.join(document.tags)}]\n---\n\n{document.body}"
    )


def main() -> None:
    number, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents(number):
        (folder / f"{document.number:06d}.md").write_text(normal_form(document), encoding="utf-8")


if __name__ == "__main__":
    main()
