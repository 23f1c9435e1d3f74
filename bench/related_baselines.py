"""What simpler generators do: newest first (Jekyll), tags and date (Hugo), titles alone, plain tf-idf."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest
from math import log, sqrt
from typing import Any

Documents = Sequence[Mapping[str, Any]]
Ranking = Mapping[str, Sequence[str]]
_COMMON = 0.2  # words in more than this share of the documents, or in one only, are left out


def words(documents: Documents) -> Ranking:
    """Cosine of tf-idf over words, tf = 1 + ln, idf = ln(N / df)."""
    return _nearest(documents, [f"{d['title']} {d['text']}" for d in documents])


def titles(documents: Documents) -> Ranking:
    """The same over the titles alone."""
    return _nearest(documents, [d["title"] for d in documents])


def newest(documents: Documents) -> Ranking:
    """The same newest articles under every article."""
    latest = [d["id"] for d in sorted(documents, key=lambda d: d["date"] or "", reverse=True)]
    return {d["id"]: [other for other in latest[:6] if other != d["id"]] for d in documents}


def tags_and_date(documents: Documents) -> Ranking:
    """Shared tags, then nearness in time among the older ones; collected clips have no tags, so time alone."""
    in_time = sorted(documents, key=lambda d: d["date"] or "", reverse=True)
    names = [d["id"] for d in in_time]
    return {name: names[i + 1 : i + 6] for i, name in enumerate(names)}


METHODS: Mapping[str, Callable[[Documents], Ranking]] = {
    "tf-idf": words,
    "titles": titles,
    "newest": newest,
    "tags and date": tags_and_date,
}


def _nearest(documents: Documents, texts: Sequence[str]) -> Ranking:
    import rjieba

    counts = [Counter(word for word in rjieba.cut(text) if len(word) > 1) for text in texts]
    df = Counter(word for count in counts for word in count)
    telling = {word for word, n in df.items() if 1 < n <= _COMMON * len(counts)}
    rows = [
        {word: (1 + log(n)) * log(len(counts) / df[word]) for word, n in count.items() if word in telling}
        for count in counts
    ]
    lengths = [sqrt(sum(x * x for x in row.values())) or 1.0 for row in rows]
    postings: dict[str, list[tuple[int, float]]] = {}
    for i, row in enumerate(rows):
        for word, weight in row.items():
            postings.setdefault(word, []).append((i, weight / lengths[i]))
    found = {}
    for i, row in enumerate(rows):
        scores: defaultdict[int, float] = defaultdict(float)
        for word, weight in row.items():
            for j, other in postings[word]:
                scores[j] += weight * other
        scores.pop(i, None)
        found[documents[i]["id"]] = [documents[j]["id"] for j in nlargest(5, scores, key=scores.__getitem__)]
    return found
