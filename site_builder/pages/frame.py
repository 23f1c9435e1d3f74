"""What every page kind asks for, worked out once a site: cards, marks, who belongs to what, and the page's frame."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder import urls
from site_builder.model import Article, Event, Library, Page, Rights, Term, TermKind
from site_builder.pages import cards, chrome
from site_builder.pages.head import Head
from site_builder.pages.language import language_of
from site_builder.pages.views import BodyLink, Card, Edit, Link, Mark, Text, Written
from site_builder.project import Config, Project, Source
from site_builder.words import Words

SLOTS = 6
KINDS: tuple[TermKind, ...] = ("person", "organisation", "place", "tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The library with everything looked up. `marks` are the sources, most articles first; `events` and `terms`
    those with a page of their own; `in_order` is oldest first, undated last. `event_cards` are an event's articles in
    that order, `event_names` in how many of them a name is; the other mappings go by article id, or by their name."""

    library: Library
    config: Config
    words: Words
    sources: Mapping[str, Source]
    rights: Mapping[str, Rights]
    articles: Mapping[str, Article]
    cards: Mapping[str, Card]
    in_order: tuple[Card, ...]
    positions: Mapping[str, int]
    marks: tuple[Mark, ...]
    of_source: Mapping[str, tuple[Card, ...]]
    events: tuple[Event, ...]
    event_of: Mapping[str, Event]
    event_cards: Mapping[str, tuple[Card, ...]]
    event_names: Mapping[str, Mapping[str, int]]
    terms: Mapping[TermKind, tuple[Term, ...]]
    terms_of: Mapping[str, tuple[Term, ...]]
    chrome: chrome.Chrome

    def text(self, text: str, declared: str = "") -> Text:
        return Text(text, language_of(text, declared, self.config.language) if text else "")

    def pick(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards of these articles, in the site's order."""
        return tuple(self.cards[i] for i in sorted((i for i in ids if i in self.cards), key=self.positions.__getitem__))

    def source(self, source_id: str) -> Source:
        """The configured source, or one that only has its id for a name."""
        return self.sources.get(source_id) or Source(id=source_id, name=source_id)

    def standing(self, name: str) -> Written | None:
        """A page that the editor wrote, its links filled in; None if there is none of that name."""
        found = next((page for page in self.library.standing if page.name == name), None)
        if found is None or not found.body.html.strip():
            return None
        known = {urls.match_key(a.url): self.cards[a.id] for a in self.library.articles if a.url}
        targets = [known.get(urls.match_key(link.url)) for link in found.body.links]
        links = tuple(
            BodyLink(card.href if card else "", link.url if urls.is_web(link.url) else "", 0, f"{name}{index}")
            for index, (link, card) in enumerate(zip(found.body.links, targets, strict=True))
        )
        newest = sorted(found.changes, key=lambda change: change.date, reverse=True)
        edits = tuple(Edit(c.date, self.words.day(c.date), self.text(c.text)) for c in newest)
        return Written(found.title, found.body.html, links, edits)

    def page(
        self, path: str, template: str, kind: str, head: Head, crumbs: tuple[Link, ...] = (), **context: object
    ) -> Page:
        """A page with its frame. `kind` is the contract's word for it; the navigation marks the first crumb."""
        root = urls.relative(path, "index.html").removesuffix("index.html")
        frame = {"head": head, "site": self.chrome, "root": root, "path": path, "kind": kind, "crumbs": crumbs}
        return Page(path, template, kind, {**frame, **context})


def make(library: Library, project: Project, words: Words) -> Frame:
    config = project.config
    sources = {s.id: s for s in config.sources}
    marks = _marks(library, config, sources)
    rights = {a.id: a.rights or (sources[a.source].rights if a.source in sources else "") or config.rights
              for a in library.articles}  # fmt: skip
    events = tuple(e for e in library.events if len(e.articles) > 1 or e.is_pinned)
    event_of = {article: event for event in events for article in event.articles}
    terms_of: dict[str, list[Term]] = defaultdict(list)
    for term in library.terms:
        for article_id in term.articles:
            terms_of[article_id].append(term)
    deck = cards.Dealer(config, words, {m.id: m for m in marks}, rights, event_of, terms_of, library.duplicates)
    made = {article.id: deck.card(article) for article in library.articles}
    places = {article_id: number for number, article_id in enumerate(made)}
    of_source: dict[str, list[Card]] = defaultdict(list)
    for card in made.values():
        of_source[card.source.id].append(card)
    terms = {kind: tuple(t for t in library.terms if t.kind == kind and t.has_page) for kind in KINDS}
    return Frame(
        library=library,
        config=config,
        words=words,
        sources=sources,
        rights=rights,
        articles={article.id: article for article in library.articles},
        cards=made,
        in_order=tuple(made.values()),
        positions=places,
        marks=marks,
        of_source={key: tuple(value) for key, value in of_source.items()},
        events=events,
        event_of=event_of,
        event_cards={
            e.id: tuple(made[i] for i in sorted(made.keys() & set(e.articles), key=places.__getitem__)) for e in events
        },
        event_names={e.id: Counter(t.name for i in e.articles for t in names(terms_of.get(i, ()))) for e in events},
        terms=terms,
        terms_of={key: tuple(value) for key, value in terms_of.items()},
        chrome=chrome.make(library, project, words, has_index=any(terms.values())),
    )


def names(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those that name somebody or some place; tags only sort."""
    return tuple(term for term in terms if term.kind != "tag")


def _marks(library: Library, config: Config, sources: Mapping[str, Source]) -> tuple[Mark, ...]:
    """Six sources get a shape: those the configuration pins, then those with most articles."""
    counts = Counter(article.source for article in library.articles)
    ranked = sorted(counts, key=lambda s: (-counts[s], s))
    slots = {s: sources[s].slot for s in ranked if s in sources and 1 <= sources[s].slot <= SLOTS}
    free = iter([n for n in range(1, SLOTS + 1) if n not in slots.values()])
    for source_id in ranked:
        if source_id not in slots:
            slots[source_id] = next(free, 0)
    return tuple(_mark(sources.get(s) or Source(id=s, name=s), slots[s], counts[s], config.language) for s in ranked)


def _mark(source: Source, slot: int, count: int, site: str) -> Mark:
    href = urls.relative("index.html", f"sources/{source.id}/")
    return Mark(source.id, f"s{slot}", source.name, language_of(source.name, source.language, site), href, count)
