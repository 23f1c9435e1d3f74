"""The library with everything looked up, worked out once a site: who belongs to what, and how each is shown.

Page kinds choose from here what goes into a page; the page itself is then made from that and the desk alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from site_builder import urls
from site_builder.keyed import digest
from site_builder.model import Article, Event, KeptImage, Library, Rights, Term, TermKind
from site_builder.pages import cards, chrome
from site_builder.pages.desk import Desk
from site_builder.pages.language import language_of
from site_builder.pages.views import Card, Covered, Happening, Labels, Mark, Tag, Text, Told
from site_builder.project import Config, Project, Source
from site_builder.words import Words

SLOTS = 6
KINDS: tuple[TermKind, ...] = ("person", "organisation", "place", "tag")
NO_LABELS = Labels()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`marks` are the sources, most articles first; `events` and `terms` those with a page of their own; `in_order` is
    oldest first, undated last; `dealer` makes cards. `happenings` and `covered` go by event id, `tags` by kind and
    slug, `of_source` by source id; the other mappings go by article id."""

    library: Library
    desk: Desk
    dealer: cards.Dealer
    rights: Mapping[str, Rights]
    articles: Mapping[str, Article]
    cards: Mapping[str, Card]
    in_order: tuple[Card, ...]
    positions: Mapping[str, int]
    marks: tuple[Mark, ...]
    of_source: Mapping[str, tuple[Card, ...]]
    events: tuple[Event, ...]
    event_of: Mapping[str, Event]
    happenings: Mapping[str, Happening]
    covered: Mapping[str, Covered]
    terms: Mapping[TermKind, tuple[Term, ...]]
    tags: Mapping[tuple[TermKind, str], Tag]
    labels: Mapping[str, Labels]
    images: Mapping[str, tuple[tuple[str, KeptImage], ...]]

    def pick(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards of these articles, in the site's order."""
        positions = self.positions
        return tuple([self.in_order[n] for n in sorted([positions[i] for i in ids if i in positions])])

    def tag(self, term: Term) -> Tag:
        return self.tags[term.kind, term.slug]

    def labels_of(self, ids: Iterable[str]) -> tuple[Labels, ...]:
        """The terms of each of these articles."""
        return tuple([self.labels.get(i, NO_LABELS) for i in ids])


def make(library: Library, project: Project, words: Words, dealt: Mapping[bytes, Card] = MappingProxyType({})) -> Frame:
    """`dealt`: as the Dealer takes them."""
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
    deck = cards.Dealer(
        config, words, {m.id: m for m in marks}, rights, event_of, terms_of, library.duplicates, library.listed, dealt
    )
    made = {article.id: deck.card(article) for article in library.articles}
    places = {article_id: number for number, article_id in enumerate(made)}
    articles = {article.id: article for article in library.articles}
    tags = {(term.kind, term.slug): _tag(term, config) for term in library.terms}
    labels = {a: Labels(tuple(tags[t.kind, t.slug] for t in terms)) for a, terms in terms_of.items()}
    terms = {kind: tuple(t for t in library.terms if t.kind == kind and t.has_page) for kind in KINDS}
    around = chrome.make(library, project, words, has_index=any(terms.values()))
    happenings = {e.id: _happening(e, made, articles, labels, places) for e in events}
    return Frame(
        library=library,
        dealer=deck,
        desk=Desk(config=config, words=words, sources=sources, chrome=around, digest=digest(around)),
        rights=rights,
        articles=articles,
        cards=made,
        in_order=tuple(made.values()),
        positions=places,
        marks=marks,
        of_source=_by_source(made.values()),
        events=events,
        event_of=event_of,
        happenings=happenings,
        covered={key: _covered(happening, articles) for key, happening in happenings.items()},
        terms=terms,
        tags=tags,
        labels=labels,
        images=_by_article(library.images),
    )


def edited(frame: Frame, library: Library, article: Article) -> Frame:
    """The frame after an edit of one article, which is in `library` now and kept its address, source and rights. What
    others say of it is as it was."""
    dealer = replace(frame.dealer, listed={})  # of the article as it was
    made = {**frame.cards, article.id: dealer.card(article)}
    articles = {**frame.articles, article.id: article}
    happenings = dict(frame.happenings)
    if event := frame.event_of.get(article.id):
        happenings[event.id] = _happening(event, made, articles, frame.labels, frame.positions)
    return replace(
        frame,
        library=library,
        articles=articles,
        cards=made,
        in_order=tuple(made.values()),
        of_source=_by_source(made.values()),
        happenings=happenings,
    )


def _happening(
    event: Event,
    made: Mapping[str, Card],
    articles: Mapping[str, Article],
    labels: Mapping[str, Labels],
    places: Mapping[str, int],
) -> Happening:
    known = sorted(made.keys() & set(event.articles), key=places.__getitem__)
    reports = tuple(
        Told(made[i], articles[i].published, articles[i].language, names(labels.get(i, NO_LABELS))) for i in known
    )
    return Happening(event.id, event.name, event.day, len(event.articles), reports)


def _covered(event: Happening, articles: Mapping[str, Article]) -> Covered:
    """With links of our own, as asking a card for its link makes the card."""
    told = [report.card for report in event.reports]
    shown = tuple((card.source, cards.href(articles[card.id]), card.day) for card in told)
    return Covered(event.id, event.name, event.day, event.count, shown)


def names(labels: Labels) -> tuple[str, ...]:
    """Those that name somebody or some place; tags only sort."""
    return tuple(tag.name.text for tag in labels.tags if tag.kind != "tag")


def _tag(term: Term, config: Config) -> Tag:
    name = Text(term.name, language_of(term.name, "", config.language) if term.name else "")
    href = urls.relative("index.html", term.path) if term.has_page else ""
    return Tag(term.kind, name, term.slug, href, len(term.articles))


def _by_source(made: Iterable[Card]) -> dict[str, tuple[Card, ...]]:
    of_source: dict[str, list[Card]] = defaultdict(list)
    for card in made:
        of_source[card.source.id].append(card)
    return {key: tuple(value) for key, value in of_source.items()}


def _by_article(images: Mapping[tuple[str, str], KeptImage]) -> dict[str, tuple[tuple[str, KeptImage], ...]]:
    of_article: dict[str, list[tuple[str, KeptImage]]] = defaultdict(list)
    for (article, src), image in images.items():
        of_article[article].append((src, image))
    return {key: tuple(value) for key, value in of_article.items()}


def _marks(library: Library, config: Config, sources: Mapping[str, Source]) -> tuple[Mark, ...]:
    """Six sources get a shape: those the configuration pins, then those with most articles."""
    counts = Counter(article.source for article in library.articles)
    ranked = sorted(counts, key=lambda s: (-counts[s], s))
    slots = {s: sources[s].slot for s in ranked if s in sources and 1 <= sources[s].slot <= SLOTS}
    free = iter([n for n in range(1, SLOTS + 1) if n not in slots.values()])
    for source_id in ranked:
        if source_id not in slots:
            slots[source_id] = next(free, 0)
    return tuple(_mark(sources.get(s) or Source(id=s, name=s), slots[s], config.language) for s in ranked)


def _mark(source: Source, slot: int, site: str) -> Mark:
    href = urls.relative("index.html", f"sources/{source.id}/")
    return Mark(source.id, f"s{slot}", source.name, language_of(source.name, source.language, site), href)
