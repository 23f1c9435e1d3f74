"""What one article brings to the comparison: its words and names, how often, and which of them may be named."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass

from site_builder.model import Article, Body
from site_builder.project import Config
from site_builder.relate.names import KnownNames, known_names
from site_builder.relate.segment import Words, segment

_LONGEST = 60_000  # characters of a body that are compared; more adds time and no topic
_MOST = 65_535


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One article's words, compact and picklable: the word lists are joined by newlines, one array entry a word.

    `words` are folded (simplified, lower case) and sorted; `shown` holds the spelling of the page where it differs;
    `is_public` has a 1 for words that may be named in a reason. `phrases` are two words that stand side by side,
    folded, together: "前体 化学品".
    """

    id: str
    words: str
    shown: str
    in_title: array[int]
    in_body: array[int]
    is_public: bytes
    phrases: str


def fingerprint(article: Article, body: Body, config: Config) -> Fingerprint:
    """Count the words of one article. Of `config` only the names and the rights matter."""
    names = known_names(config)
    is_open = config.rights_of(article) == "full"
    title = _read(article.title, names)
    head = _read("\n".join((article.summary, article.kicker, *article.tags)), names)
    rest = _read(body.text[:_LONGEST], names)
    given = Counter(names.canonical(n) for n in (*article.people, *article.organisations, *article.places))
    in_body = head.counts + rest.counts + given
    public = {*title.counts, *head.counts, *given} if not is_open else {*title.counts, *in_body}
    words = sorted({*in_body, *title.counts})
    shown = {**rest.shown, **head.shown, **title.shown}
    parts = (title, head, rest) if is_open else (title, head)
    phrases = sorted({*title.phrases, *head.phrases, *(p for part in parts for p, n in part.phrases.items() if n > 1)})
    return Fingerprint(
        id=article.id,
        words="\n".join(words),
        shown="\n".join(shown.get(word, "") for word in words),
        in_title=array("H", (min(title.counts[word], _MOST) for word in words)),
        in_body=array("H", (min(in_body[word], _MOST) for word in words)),
        is_public=bytes(word in public for word in words),
        phrases="\n".join(phrases),
    )


def _read(string: str, names: KnownNames) -> Words:
    """The words of a text, the editor's names counted under their first spelling and nowhere else."""
    found, rest = names.take(string)
    words = segment(rest)
    words.counts.update(found)
    return words
