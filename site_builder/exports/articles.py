"""`data/articles.json`: the list of articles and how they are linked, as the pages show them."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.exports.form import as_json
from site_builder.model import Article, Citation, Library, Output, Related
from site_builder.project import Project
from site_builder.words import Words


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """An array in the library's order. Links that lead outward have no id and stay out of `related`."""
    events = {article: event.id for event in library.events for article in event.articles}
    articles = [_article(a, events.get(a.id) or a.event or None, library, words) for a in library.articles]
    yield as_json("data/articles.json", articles)


def _article(article: Article, event: str | None, library: Library, words: Words) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title,
        "permalink": article.permalink,
        "url": article.url or None,
        "source": article.source,
        "published": article.published.text if article.published else None,
        "captured": article.captured.text if article.captured else None,
        "language": article.language,
        "tags": article.tags,
        "event": event,
        "duplicate_of": library.duplicates.get(article.id),
        "related": [_related(r, under, words) for r, under in library.folded_out(article.id)],
        "citations": [_citation(c) for c in library.citations.get(article.id, ())],
    }


def _related(related: Related, folded_under: str, words: Words) -> dict[str, object]:
    """A copy says which article it is folded under; everything else has a place of its own."""
    return {
        "id": related.target,
        "kind": related.kind,
        "score": round(related.score, 4),
        "reasons": [words.reason(reason) for reason in related.reasons],
        **({"folded_under": folded_under} if folded_under else {}),
    }


def _citation(citation: Citation) -> dict[str, object]:
    return {"url": citation.url, "id": citation.target or None}
