"""Events: articles on one happening, found by average linkage and pinned by the editor.

Average linkage (Sokal and Michener 1958): the two groups whose members are closest on average are joined, again and
again, until no two are closer than CUT. Groups whose articles are farther apart than a few days are never joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from site_builder.model import Article, Event
from site_builder.project import Config
from site_builder.relate.neighbours import Graph

if TYPE_CHECKING:
    from site_builder.relate.rows import Flags, Integers

_CUT = 0.85  # average score within an event; see docs/related.md
_WINDOW = 5  # days between first and last report
_FLOOR = 0.1  # scores below this count as none


class _Groups:
    """The groups while they are being joined: members, days, and the sum of the scores between any two. An article that
    nothing can be joined with is in none unless it is pinned; nor is one of a part that is not `made`."""

    def __init__(self, articles: Sequence[Article], graph: Graph, parts: Integers, made: Flags) -> None:
        import numpy as np

        several = np.bincount(parts)[parts] > 1
        pinned = np.array([bool(article.event) for article in articles], np.bool_)
        chosen = {i: articles[i] for i in np.flatnonzero(made & (several | pinned)).tolist()}
        self.members = {i: [i] for i in chosen}
        self.pin: dict[int, str] = {}
        self._span = {i: (day, day) for i, day in zip(chosen, map(_day_number, chosen.values()), strict=True)}
        self.sums = _Sums(graph, parts)

    def average(self, a: int, b: int) -> float:
        return self.sums[a].get(b, 0.0) / (len(self.members[a]) * len(self.members[b]))

    def may_join(self, a: int, b: int) -> bool:
        """Not pinned to different events, and close enough in time where the dates are known."""
        if a in self.pin and b in self.pin and self.pin[a] != self.pin[b]:
            return False
        first, last = self._joined_span(a, b)
        return first is None or last is None or last - first <= _WINDOW

    def join(self, a: int, b: int) -> None:
        """b becomes part of a."""
        self._span[a] = self._joined_span(a, b)
        self.members[a] += self.members.pop(b)
        if b in self.pin:
            self.pin[a] = self.pin.pop(b)
        sums = self.sums[b]
        del self.sums[b]
        for other, total in sums.items():
            if other == a:
                continue
            self.sums[a][other] = self.sums[other][a] = self.sums[a].get(other, 0.0) + total
            del self.sums[other][b]
        self.sums[a].pop(b, None)

    def _joined_span(self, a: int, b: int) -> tuple[int | None, int | None]:
        days = [day for day in (*self._span[a], *self._span[b]) if day is not None]
        return (min(days), max(days)) if days else (None, None)


class _Sums(dict[int, dict[int, float]]):
    """For each group the sums with the others that it may come to be joined with. Of an article they are looked up when
    its group is first asked for: most are never. Before another is joined, all that are close to it are asked for."""

    def __init__(self, graph: Graph, parts: Integers) -> None:
        super().__init__()
        self._graph, self._parts = graph, parts

    def __missing__(self, i: int) -> dict[int, float]:
        others, _, scores = self._graph.of(i)
        close = (scores >= _FLOOR) & (self._parts[others] == self._parts[i])
        self[i] = dict(zip(others[close].tolist(), scores[close].tolist(), strict=True))
        return self[i]


def _parts(articles: Sequence[Article], graph: Graph) -> Integers:
    """The articles that chains of close ones or of one pinned event hold together have one number. No others are ever
    joined: an average is no higher than the highest score in it."""
    import numpy as np

    parts = np.arange(len(articles))
    first: dict[str, int] = {}
    pinned = [(first.setdefault(a.event, i), i) for i, a in enumerate(articles) if a.event]
    for one, other in (*pinned, *((a, b) for a, b, _ in graph.pairs(_CUT))):
        if parts[one] != parts[other]:
            parts[parts == parts[other]] = parts[one]
    return parts


def _day_number(article: Article) -> int | None:
    moment = article.published
    return moment.day.toordinal() if moment and moment.precision not in {"year", "month"} else None


def events(
    articles: Sequence[Article], graph: Graph, config: Config, stays: Flags, before: Sequence[Event]
) -> tuple[Event, ...]:
    """All events, oldest first: those that the editor pinned, and those of at least two articles.

    `articles` come oldest first, numbered as in `graph`. Those that are as they were `before`, and as close to the same
    others, have a flag in `stays`: where that is a whole part, its events are what they were.
    """
    parts = _parts(articles, graph)
    kept, made = _kept(articles, parts, stays, before)
    groups = _Groups(articles, graph, parts, made)
    _join_pinned(articles, groups)
    _join_close(groups, graph)
    found = [
        _event(sorted(members), groups.pin.get(group, ""), articles, graph, config)
        for group, members in groups.members.items()
        if len(members) > 1 or group in groups.pin
    ]
    return tuple(sorted((*kept, *found), key=lambda event: (event.day == "", event.day, event.id)))


def _kept(
    articles: Sequence[Article], parts: Integers, stays: Flags, before: Sequence[Event]
) -> tuple[list[Event], Flags]:
    """The events of parts in which nothing is other than before, and which articles are in the parts where something
    is; what a pin held together may be in several parts now."""
    import numpy as np

    place = {article.id: i for i, article in enumerate(articles)}
    reports = [[place.get(article, -1) for article in event.articles] for event in before]
    changed = np.append(~stays, np.True_)  # the last: those that are gone
    others = [i for some in reports if changed[some].any() for i in some]
    changed[others] = True
    made = np.zeros(len(articles), np.bool_)
    made[parts[changed[:-1]]] = True
    made = made[parts]
    return [event for event, (first, *_) in zip(before, reports, strict=True) if first >= 0 and not made[first]], made


def _join_pinned(articles: Sequence[Article], groups: _Groups) -> None:
    first: dict[str, int] = {}
    for i in list(groups.members):
        event = articles[i].event
        if event and event in first:
            groups.join(first[event], i)
        elif event:
            first[event] = i
            groups.pin[i] = event


def _join_close(groups: _Groups, graph: Graph) -> None:
    """Join the closest two until none are closer than _CUT. Entries of the heap that are no longer true are skipped."""
    heap = list(_closest(groups, graph))
    heapify(heap)
    while heap:
        minus, a, b = heappop(heap)
        if a not in groups.members or b not in groups.members or -minus != groups.average(a, b):
            continue
        if not groups.may_join(a, b):
            continue
        groups.join(a, b)
        for other in groups.sums[a]:
            average = groups.average(a, other)
            if average >= _CUT:
                heappush(heap, (-average, min(a, other), max(a, other)))


def _closest(groups: _Groups, graph: Graph) -> Iterator[tuple[float, int, int]]:
    """Any two groups that are at least as close as _CUT: minus their average, and both."""
    joined = frozenset(groups.sums)  # and what is near those; all others are single articles, whose averages are scores
    for a, b, score in graph.pairs(_CUT):
        if a in groups.members and b in groups.members and a not in joined and b not in joined:
            yield -score, a, b
    for a in joined:
        for b in groups.sums[a]:
            if (average := groups.average(a, b)) >= _CUT:
                yield -average, min(a, b), max(a, b)


def _event(members: list[int], pin: str, articles: Sequence[Article], graph: Graph, config: Config) -> Event:
    """An event as the editor calls it, else by the title of the report that is closest to all the others."""
    known = {event.id: event for event in config.events}.get(pin)
    dated = [a.published.day.isoformat() for a in (articles[i] for i in members) if a.published]
    day = known.date if known and known.date else min(dated, default="")
    central = articles[_central(members, graph)]
    return Event(
        id=pin or f"{day or 'undated'}-{articles[members[0]].id}",
        name=known.name if known else central.title or pin or central.url,
        articles=tuple(articles[i].id for i in members),
        day=day,
        is_pinned=bool(pin),
    )


def _central(members: list[int], graph: Graph) -> int:
    inside = set(members)
    sums: Mapping[int, float] = {
        i: sum(score for j, score in zip(*(part.tolist() for part in graph.of(i)[::2]), strict=True) if j in inside)
        for i in members
    }
    return min(members, key=lambda i: (-round(sums[i], 4), i))
