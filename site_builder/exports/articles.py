"""`data/articles.json`: the list of articles and how they are linked, as the pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from site_builder.exports.form import quoted
from site_builder.exports.item import Item, Setting, part
from site_builder.keyed import SIZE, Keyed, digest
from site_builder.model import Article, Citation, Library, Output, Related

PATH = "data/articles.json"


_MANY = 50  # a share of all pieces: to make so many again is quicker than to keep all


@dataclass(frozen=True)
class Listed:
    """The whole list. Most of it is the same after an edit: it is put together of a piece an article, each made once
    of what it is made from."""

    library: Library
    items: Mapping[str, Item]
    setting: Setting

    @property
    def digest(self) -> bytes:
        return blake2b(b"".join(self._keys), digest_size=SIZE).digest()

    @cached_property
    def _keys(self) -> tuple[bytes, ...]:
        """Of each article, what its piece is made from."""
        return tuple(self._key(article) for article in self.library.articles)

    def _key(self, article: Article) -> bytes:
        library, name = self.library, article.id
        related = (r.target for r in library.related.get(name, ())) if library.copies else ()
        copies = tuple((target, library.copies[target]) for target in related if target in library.copies)
        event, folded, own = self._events.get(name), library.duplicates.get(name), library.copies.get(name)
        return digest(self.items[name].digest, library.tied(name), event, folded, own, copies)

    @cached_property
    def _events(self) -> dict[str, str]:
        return {article: event.id for event in self.library.events for article in event.articles}

    @cached_property
    def text(self) -> bytes:
        kept = self.setting.pieces
        known = kept.load() if kept else {}
        pairs = list(zip(self._keys, self.library.articles, strict=True))
        pieces = {key: known[key] if key in known else self._piece(article) for key, article in pairs}
        if kept and len(pieces.keys() - known) * _MANY > len(pieces):
            kept.keep(pieces)
        return f"[{','.join(pieces[key] for key, _ in pairs)}]\n".encode(errors="replace")

    def _piece(self, article: Article) -> str:
        return _article(article, self._events.get(article.id) or article.event, self.library, self.setting)


def parts(
    library: Library, items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Listed], Output]]:
    yield part(outputs, setting, Listed(library, items, setting))


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
