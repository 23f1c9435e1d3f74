"""Tags, people, organisations and places that have a page of their own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from site_builder.model import Article, Term, TermKind
from site_builder.paths import Taken, trouble
from site_builder.relate.names import KnownNames, fold

_UNSAFE = re.compile(r'[\s/\\?#%&"\'<>|*:.\x00-\x1f\x7f]+')
_LONGEST = 60  # characters of a slug
_SHORTER = 45  # four bytes each and a number still fit a file name


@dataclass(slots=True)
class _Entry:
    """One term while it is being counted."""

    spellings: Counter[str] = field(default_factory=Counter)
    articles: list[str] = field(default_factory=list)


def terms(
    articles: Iterable[Article], found: Mapping[str, Iterable[tuple[TermKind, str]]], names: KnownNames
) -> tuple[Term, ...]:
    """Every tag, and every name that at least two articles have. `articles` come oldest first; `found` are the names
    read in each article's text. Spellings that differ in script or case only are one term, called by the commonest.
    """
    entries: dict[tuple[TermKind, str], _Entry] = {}
    spelled: dict[tuple[TermKind, str], _Entry] = {}
    for article in articles:
        for term in dict.fromkeys((*_given(article, names), *found.get(article.id, ()))):
            entry = spelled.get(term)
            if entry is None:
                kind, name = term
                entry = spelled[term] = entries.setdefault((kind, fold(name)), _Entry())
            entry.spellings[term[1]] += 1
            if not entry.articles or entry.articles[-1] != article.id:
                entry.articles.append(article.id)
    made = [
        (kind, min(e.spellings, key=lambda s: (-e.spellings[s], s)), tuple(reversed(e.articles)))
        for (kind, _), e in sorted(entries.items())
        if kind == "tag" or len(e.articles) > 1
    ]
    slugs = _Slugs()
    return tuple(Term(k, name, slugs.take(k, name), ids, names.aliases.get(name, ())) for k, name, ids in made)


def _given(article: Article, names: KnownNames) -> list[tuple[TermKind, str]]:
    """What the article's own frontmatter says."""
    lists: tuple[tuple[TermKind, tuple[str, ...]], ...] = (
        ("tag", article.tags),
        ("person", article.people),
        ("organisation", article.organisations),
        ("place", article.places),
    )
    if not any(values for _, values in lists):
        return []
    stripped = [(kind, " ".join(name.split())) for kind, values in lists for name in values]
    return [(kind, name if kind == "tag" else names.canonical(name)) for kind, name in stripped if name]


class _Slugs:
    """Names as file names: NFC, unsafe characters replaced, never twice in one taxonomy even without case."""

    def __init__(self) -> None:
        self._taken = Taken()

    def take(self, kind: TermKind, name: str) -> str:
        base = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-")[:_LONGEST] or "term"
        slug, n = base, 1
        while trouble(slug) or not self._taken.take(f"{kind}/{slug}"):
            n += 1
            slug = f"{base[:_SHORTER]}-{n}"
        return slug
