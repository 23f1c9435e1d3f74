"""`data/articles.json`: the list of articles and how they are linked, as the pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from site_builder.exports.form import quoted
from site_builder.exports.item import Item, Setting, part
from site_builder.keyed import SIZE, Keyed
from site_builder.model import Article, Citation, Library, Output, Related

PATH = "data/articles.json"


@dataclass(frozen=True)
class Listed:
    """The whole list. Looking at all its links costs as much as writing them, so its digest is that of the text."""

    library: Library
    setting: Setting

    @cached_property
    def text(self) -> bytes:
        library = self.library
        events = {article: event.id for event in library.events for article in event.articles}
        articles = (_article(a, events.get(a.id) or a.event, library, self.setting) for a in library.articles)
        return f"[{','.join(articles)}]\n".encode(errors="replace")

    @property
    def digest(self) -> bytes:
        return blake2b(self.text, digest_size=SIZE).digest()


def parts(
    library: Library, _items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Listed], Output]]:
    yield part(outputs, setting, Listed(library, setting))


def outputs(_setting: Setting, listed: Listed) -> Iterator[Output]:
    """An array in the library's order. Links that lead outward have no id and stay out of `related`."""
    yield Output(PATH, listed.text)


def _article(article: Article, event: str, library: Library, setting: Setting) -> str:
    related = ",".join(_related(r, under, setting) for r, under in library.folded_out(article.id))
    citations = ",".join(map(_citation, library.citations.get(article.id, ())))
    published, captured = article.published, article.captured
    return (
        f'{{"id":{quoted(article.id)},"title":{quoted(article.title)},"permalink":{quoted(article.permalink)},'
        f'"url":{_or_null(article.url)},"source":{quoted(article.source)},'
        f'"published":{_or_null(published.text if published else "")},'
        f'"captured":{_or_null(captured.text if captured else "")},"language":{quoted(article.language)},'
        f'"tags":[{",".join(map(quoted, article.tags))}],"event":{_or_null(event)},'
        f'"duplicate_of":{_or_null(library.duplicates.get(article.id, ""))},'
        f'"related":[{related}],"citations":[{citations}]}}'
    )


def _or_null(text: str) -> str:
    return quoted(text) if text else "null"


def _related(related: Related, folded_under: str, setting: Setting) -> str:
    """A copy says which article it is folded under; everything else has a place of its own."""
    reasons = ",".join(quoted(setting.words.reason(reason)) for reason in related.reasons)
    under = f',"folded_under":{quoted(folded_under)}' if folded_under else ""
    return (
        f'{{"id":{quoted(related.target)},"kind":{quoted(related.kind)},"score":{round(related.score, 4)!r},'
        f'"reasons":[{reasons}]{under}}}'
    )


def _citation(citation: Citation) -> str:
    return f'{{"url":{quoted(citation.url)},"id":{_or_null(citation.target)}}}'
