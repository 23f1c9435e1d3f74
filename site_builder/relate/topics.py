"""Links that the texts themselves suggest: one event, one topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from site_builder.model import Article, Body, Event, Reason
from site_builder.project import Config
from site_builder.relate.events import events
from site_builder.relate.evidence import Evidence, apart
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.found import Names
from site_builder.relate.links import Blocked
from site_builder.relate.names import known_names
from site_builder.relate.neighbours import graph
from site_builder.relate.rank import SHOWN, Evident
from site_builder.relate.similarity import candidates, closeness
from site_builder.relate.vectors import gram_matrices, smallness, word_matrix

_CLOSE, _CLOSE_OF_FEW = 0.03, 0.09  # below this score two articles are not on one topic; what a small dossier adds
_CLOSER = 2  # times that: below it not by a single common word
_CLOSEST = 0.2  # from this one on two articles need not share a noun
_LOOKED_AT = 3 * SHOWN  # of the closest articles, for finding some that share what can be named


class Topics:
    """The articles compared with each other. `articles` and `prints` come in one order, oldest first."""

    def __init__(
        self,
        articles: Sequence[Article],
        bodies: Mapping[str, Body],
        prints: Sequence[Fingerprint],
        config: Config,
    ) -> None:
        self._articles = articles
        self._number = {article.id: i for i, article in enumerate(articles)}
        self._days = [_day(article) for article in articles]
        words, vocabulary = word_matrix(prints)
        self._close = _CLOSE + _CLOSE_OF_FEW * smallness(len(prints))
        pairs = candidates(words)
        self._graph = graph(pairs, closeness(pairs, self._days, words, gram_matrices(prints)))
        names = Names(known_names(config), prints, vocabulary)
        self._evidence = Evidence(
            prints, lambda i: _quotable(articles[i], bodies[articles[i].id], config), names, words, vocabulary
        )
        self.names = {p.id: found for p, found in zip(prints, names.of_each(), strict=True)}
        self.events: tuple[Event, ...] = events(articles, self._graph, config)
        self._event_of = {article: event for event in self.events for article in event.articles}

    def similarity(self, one: str, other: str) -> float:
        """0 for nothing in common, towards 1 for everything."""
        others, _, scores = self._graph.of(self._number[one])
        place = int(others.searchsorted(self._number[other]))
        is_found = place < len(others) and others[place] == self._number[other]
        return _share(float(scores[place])) if is_found else 0.0

    def links(self, folded: Mapping[str, str], blocked: Blocked) -> Iterator[tuple[str, Evident]]:
        """Per article its event's other reports and the closest articles that share something to name: as many as can
        be shown, without copies and the editor's `blocked` pairs."""
        for i, article in enumerate(self._articles):
            for target, similarity, reasons in self._same_event(article):
                yield article.id, Evident(target, "event", similarity, reasons)
            yield from self._same_topic(i, folded, blocked)

    def _same_event(self, article: Article) -> Iterator[tuple[str, float, tuple[Reason, ...]]]:
        event = self._event_of.get(article.id)
        for target in event.articles if event else ():
            if event and target != article.id:
                reason = Reason("same-event", (event.name,)) if event.is_pinned else Reason("same-happening")
                yield target, self.similarity(article.id, target), (reason,)

    def _same_topic(self, i: int, folded: Mapping[str, str], blocked: Blocked) -> Iterator[tuple[str, Evident]]:
        mine = self._articles[i].id
        text, named = folded.get(mine, mine), 0
        for j, direct, score in islice(self._close_ones(i, text, folded, blocked), _LOOKED_AT):
            shared = self._evidence.shared(i, j, is_close=direct >= _CLOSEST)
            if not shared or (direct < _CLOSER * self._close and self._evidence.is_thin(shared)):
                continue
            reasons = (Reason("both-name", shared), *apart(self._days[i], self._days[j]))
            yield mine, Evident(self._articles[j].id, "topic", _share(score), reasons)
            named += 1
            if named == SHOWN:
                break

    def _close_ones(
        self, i: int, text: str, folded: Mapping[str, str], blocked: Blocked
    ) -> Iterator[tuple[int, float, float]]:
        """The articles close to i, the closest first, with direct and whole score; no copies, none that is blocked."""
        import numpy as np

        others, direct, scores = self._graph.of(i)
        close = np.flatnonzero(direct >= self._close)
        order = close[np.argsort(-scores[close], kind="stable")]
        for place in order.tolist():
            j = int(others[place])
            other = self._articles[j].id
            if other not in folded and other != text and frozenset((self._articles[i].id, other)) not in blocked:
                yield j, float(direct[place]), float(scores[place])


def _quotable(article: Article, body: Body, config: Config) -> str:
    """What of an article its rights allow to be shown, its title the first line."""
    head = (" ".join(article.title.split()), article.summary, article.kicker)
    return "\n".join((*head, body.text) if config.rights_of(article) == "full" else head)


def _day(article: Article) -> date | None:
    """The day of publication, None where it is known to the month or year only."""
    moment = article.published
    return moment.day if moment and moment.precision not in {"year", "month"} else None


def _share(score: float) -> float:
    return score / (1 + score)
