"""Evidence that people left: the editor's pins, publishers' lists, citations, originals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from site_builder import urls
from site_builder.model import Article, Citation, Event, Reason, Related, RelatedKind
from site_builder.problems import Problem
from site_builder.project import Config
from site_builder.relate.address import Addresses


class Lead(NamedTuple):
    """One reason to link an article to `target`. `similarity` in 0..1, None for that of the two texts."""

    target: str
    kind: RelatedKind
    reason: Reason
    similarity: float | None = None
    is_pinned: bool = False


Found = Iterator[tuple[str, Lead]]  # the article on whose page a link would stand, and where it would lead
Blocked = frozenset[frozenset[str]]  # pairs of ids


def pins(articles: Sequence[Article], addresses: Addresses) -> Found:
    """What the editor wants linked: from the article that says so, and back."""
    for article in articles:
        for target in filter(None, map(addresses.find, article.see_also)):
            yield article.id, Lead(target, "topic", Reason("see-also"), 1.0, is_pinned=True)
            yield target, Lead(article.id, "topic", Reason("seen-from"), 1.0)


def blocked(articles: Sequence[Article], addresses: Addresses) -> Blocked:
    """Pairs that the editor does not want linked, in either direction; an article with itself is one of them."""
    pairs = {frozenset((article.id,)) for article in articles}
    for article in articles:
        pairs |= {frozenset((article.id, addresses.find(reference))) for reference in article.not_related}
    return frozenset(pairs)


def unknown(articles: Sequence[Article], addresses: Addresses) -> Iterator[Problem]:
    """Pins and blocks that lead nowhere."""
    for article in articles:
        for key, references in (("see_also", article.see_also), ("not_related", article.not_related)):
            for reference in references:
                if not addresses.find(reference):
                    yield Problem("see-also-unknown", article.origin, f'{key}: "{reference}" is not collected')


def listed(articles: Sequence[Article], addresses: Addresses, config: Config) -> Found:
    """What publishers list under 同一主题, from the article that lists and back."""
    for article in articles:
        source = (config.source(article.source).name,)
        for item in article.related:
            target = addresses.find(item.url)
            if target:
                yield article.id, Lead(target, "publisher", Reason("listed", source))
                yield target, Lead(article.id, "publisher", Reason("listed-by", source))


def cited(citations: Mapping[str, tuple[Citation, ...]]) -> Found:
    """Links inside the texts, in both directions."""
    for citing, made in citations.items():
        for citation in made:
            if citation.target:
                yield citing, Lead(citation.target, "citation", at("cites", citation.paragraph))
                yield citation.target, Lead(citing, "citation", at("cited-by", citation.paragraph))


@lru_cache(maxsize=1024)
def at(code: str, paragraph: int) -> Reason:
    """A reason that stands in a paragraph; there are few of them, and each is kept and loaded once."""
    return Reason(code, (str(paragraph),))


def translated(articles: Sequence[Article], addresses: Addresses) -> Found:
    """Originals and their translations, and translations of one original."""
    versions: dict[str, list[str]] = {}
    for article in articles:
        if article.original is None or not urls.is_web(article.original.url):
            continue
        versions.setdefault(urls.match_key(article.original.url), []).append(article.id)
        original = addresses.find(article.original.url)
        if original:
            yield article.id, Lead(original, "event", Reason("original"), 1.0)
            yield original, Lead(article.id, "event", Reason("translation"), 1.0)
    for group in versions.values():
        for one in group:
            for other in group:
                if one != other:
                    yield one, Lead(other, "event", Reason("one-original"), 1.0)


def reported(events: Sequence[Event]) -> Found:
    """Per event each report and all the others."""
    for event in events:
        reason = Reason("same-event", (event.name,)) if event.is_pinned else Reason("same-happening")
        for one in event.articles:
            for other in event.articles:
                if one != other:
                    yield one, Lead(other, "event", reason)


def outward(article: Article, addresses: Addresses, config: Config) -> tuple[Related, ...]:
    """What the publisher lists and nobody has collected, in the publisher's order."""
    reasons = (Reason("listed", (config.source(article.source).name,)),)
    waiting = {
        addresses.key(item.url): item
        for item in reversed(article.related)
        if urls.is_web(item.url) and not addresses.find(item.url)
    }
    return tuple(
        Related("", "publisher", 0.0, reasons, item.url, item.title, item.kicker) for item in reversed(waiting.values())
    )
