"""`data/articles.json`: the list of articles and how they are linked, as the pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.exports.form import quoted
from site_builder.exports.item import Item, Setting, part
from site_builder.exports.joined import Joined
from site_builder.keyed import Flat, Keyed, digest
from site_builder.model import Article, Citation, Library, Output, Related
from site_builder.reasons import sentence

PATH = "data/articles.json"


@dataclass(frozen=True, slots=True)
class Listed:
    """The whole list: what tells which articles changed, and what an article's entry is looked up in."""

    joined: Joined[tuple[Article, str]]
    library: Library

    @property
    def digest(self) -> bytes:
        return self.joined.digest


def parts(
    library: Library, items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Listed], Output]]:
    events = {article: event.id for event in library.events for article in event.articles}
    entries = ((article, events.get(article.id, "")) for article in library.articles)
    copies = digest(library.copies)
    each = ((_key(items[article.id], event, library, copies), (article, event)) for article, event in entries)
    yield part(outputs, setting, Listed(Joined(tuple(each)), library))


def _key(item: Item, event: str, library: Library, copies: bytes) -> bytes:
    """A digest of all that an article's entry is made from. What is related may bring its `copies`: to find out whose
    would mean to load all that is related."""
    return Flat((item.digest, library.tied(item.id), event, library.duplicates.get(item.id), copies)).digest


def outputs(setting: Setting, listed: Listed) -> Iterator[Output]:
    """An array in the library's order. Links that lead outward have no id and stay out of `related`."""

    def entry(given: tuple[Article, str]) -> str:
        article, event = given
        return _article(article, event or article.event, listed.library, setting)

    pieces = listed.joined.pieces(PATH, entry, setting)
    yield Output(PATH, b"[%b]\n" % b",".join(pieces))


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
    reasons = ",".join(quoted(sentence(setting.words, reason)) for reason in related.reasons)
    under = f',"folded_under":{quoted(folded_under)}' if folded_under else ""
    return (
        f'{{"id":{quoted(related.target)},"kind":{quoted(related.kind)},"score":{round(related.score, 4)!r},'
        f'"reasons":[{reasons}]{under}}}'
    )


def _citation(citation: Citation) -> str:
    return f'{{"url":{quoted(citation.url)},"id":{_or_null(citation.target)}}}'
