"""Links that the texts themselves suggest: per article the closest that share something to name, and what that is.

Worked out again only where a part of it has changed: each article has a sign made of its mark, its words' weights and
meanings and, for each article near it, of the same and how close the two are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from site_builder.model import Article, Reason
from site_builder.relate.compared import Compared
from site_builder.relate.evidence import Evidence, apart
from site_builder.relate.fingerprint import Fingerprint
from site_builder.relate.kept import Kept, Links
from site_builder.relate.lexicon import mixed
from site_builder.relate.names import KnownNames
from site_builder.relate.neighbours import share
from site_builder.relate.rank import SHOWN, Evident, ranked
from site_builder.relate.rarity import rough, smallness
from site_builder.relate.rows import Change

if TYPE_CHECKING:
    from site_builder.relate.lexicon import Hashes
    from site_builder.relate.rows import Flags, Integers

_CLOSE, _CLOSE_OF_FEW = 0.03, 0.09  # below this score two articles are not on one topic; what a small dossier adds
_CLOSER = 2  # times that: below it not by a single common word
_CLOSEST = 0.2  # from this one on two articles need not share a noun
_LOOKED_AT = 3 * SHOWN  # of the closest articles, for finding some that share what can be named
_TOGETHER = 1000  # articles of which the words get signs at a time
_SIGN = 8  # bytes of a mark that go into a sign


@dataclass(frozen=True, slots=True)
class Pages:
    """The articles, oldest first, with their days of publication; what may be quoted of each; copies and the texts that
    they are folded under; pairs that the editor does not want linked."""

    articles: Sequence[Article]
    days: Sequence[date | None]
    text_of: Callable[[int], str]
    folded: Mapping[str, str]
    blocked: frozenset[frozenset[str]]


def same_topic(
    pages: Pages,
    prints: Sequence[Fingerprint],
    compared: Compared,
    names: KnownNames,
    *,
    change: Change,
    before: Kept,
) -> tuple[Links, Flags]:
    """For each article as many others as can be shown, without copies and blocked pairs, and whose are those of before.
    `prints` and texts are only asked for where something is worked out anew."""
    import numpy as np

    evidence = Evidence(prints, pages.text_of, compared, names)
    alone = _alone(pages, compared)
    finder = _Finder(pages, compared, evidence, _Known(pages, alone, change, before))
    signs, before_links = _signs(pages, compared, alone), before.links
    stays = np.append(before_links.signs, np.uint64(0))[change.origin] == signs
    stays[change.origin < 0] = False
    close = [before_links.close[old] if is_kept else () for old, is_kept in zip(change.origin, stays, strict=True)]
    links = {}
    for i in np.flatnonzero(~stays).tolist():
        pieces = tuple(finder.of(i))
        links[pages.articles[i].id] = own = ranked(pieces)
        similarity = {piece.target: piece.similarity for piece in pieces}
        close[i] = tuple(similarity[link.target] for link in own)
    evidence.forget()
    return Links(signs, alone, close, before_links.ranked.of((a.id for a in pages.articles), links)), stays


class _Finder:
    def __init__(self, pages: Pages, compared: Compared, evidence: Evidence, known: _Known) -> None:
        self._pages, self._graph, self._evidence, self._known = pages, compared.graph, evidence, known
        self._close = _CLOSE + _CLOSE_OF_FEW * smallness(len(pages.articles))

    def of(self, i: int) -> Iterator[Evident]:
        """The links of article i."""
        named, known = 0, self._known.of(i)
        for j, direct, score in islice(self._close_ones(i), _LOOKED_AT):
            if reasons := known.get((j, direct)) or self._reasons(i, j, direct):
                yield Evident(self._pages.articles[j].id, "topic", share(score), reasons)
                named += 1
                if named == SHOWN:
                    break

    def _reasons(self, i: int, j: int, direct: float) -> tuple[Reason, ...]:
        """Why article i is linked to j, which is so close to it; none if it is not."""
        shared, days = self._evidence.shared(i, j, is_close=direct >= _CLOSEST), self._pages.days
        if not shared.things or (direct < _CLOSER * self._close and shared.is_thin):
            return ()
        return (Reason("both-name", shared.things), *apart(days[i], days[j]))

    def _close_ones(self, i: int) -> Iterator[tuple[int, float, float]]:
        """The articles close to i, the closest first, with direct and whole score; no copies, none that is blocked."""
        import numpy as np

        folded, mine = self._pages.folded, self._pages.articles[i].id
        text = folded.get(mine, mine)
        others, direct, scores = self._graph.of(i)
        close = np.flatnonzero(direct >= self._close)
        order = close[np.argsort(-scores[close], kind="stable")]
        for place in order.tolist():
            j = int(others[place])
            other = self._pages.articles[j].id
            if other not in folded and other != text and frozenset((mine, other)) not in self._pages.blocked:
                yield j, float(direct[place]), float(scores[place])


class _Known:
    """The reasons of the last comparison between articles that are as they were."""

    def __init__(self, pages: Pages, alone: Hashes, change: Change, before: Kept) -> None:
        import numpy as np

        self._articles, self._change, self._before, self._where = pages.articles, change, before, change.where()
        is_same = np.append(before.links.alone, np.uint64(0))[change.origin] == alone
        is_same &= (change.origin >= 0) & (rough(len(alone)) == rough(change.before))
        self._is_same = np.append(is_same, np.False_)

    def of(self, i: int) -> dict[tuple[int, float], tuple[Reason, ...]]:
        """Those of article i, by the other article and how close it was."""
        if not self._is_same[i]:
            return {}
        place = int(self._change.origin[i])
        reasons = {link.target: link.reasons for link in self._before.links.ranked[self._articles[i].id]}
        others, direct, _ = self._before.graph.of(place)
        stays = self._is_same[self._where[others]]
        pairs = zip(self._where[others[stays]].tolist(), direct[stays].tolist(), strict=True)
        return {(j, close): reasons[name] for j, close in pairs if (name := self._articles[j].id) in reasons}


def _signs(pages: Pages, compared: Compared, alone: Hashes) -> Hashes:
    """A sign of each article's links: it changes with whatever goes into them."""
    import numpy as np

    graph = compared.graph
    near = mixed(alone[graph.others] ^ mixed(graph.direct.view(np.uint64) ^ mixed(graph.scores.view(np.uint64))))
    size = np.uint64(int(rough(len(alone)) * 2**20))
    return mixed(_sums(near, graph.starts) + mixed(alone) + _unwanted(pages, compared) + size)


def _alone(pages: Pages, compared: Compared) -> Hashes:
    """A sign of each article by itself: of its mark, its words with weights and meanings, and its text's copies."""
    import numpy as np

    marks = np.frombuffer(b"".join(mark[:_SIGN] for mark in compared.kept.marks), np.uint64)
    place = {article.id: i for i, article in enumerate(pages.articles)}
    copies = np.zeros(len(marks), np.uint64)
    for one, text in pages.folded.items():
        copies[place[one]] = marks[place[text]]
    return mixed(_weighed(compared) + mixed(marks) + mixed(copies))


def _weighed(compared: Compared) -> Hashes:
    """For each article a sign of its words with weights and meanings. Of all at once it would take as much memory as
    nothing else."""
    import numpy as np

    words, found = compared.words, [np.zeros(0, np.uint64)]
    meant = mixed(compared.hashes ^ (compared.meanings.taken() << np.uint64(48)))
    for first in range(0, len(words), _TOGETHER):
        starts = words.starts[first : first + _TOGETHER + 1]
        some = slice(starts[0], starts[-1])
        signs = mixed(meant[words.columns[some]] + words.weights[some].view(np.uint32))
        found.append(_sums(signs, starts - starts[0]))
    return np.concatenate(found)


def _unwanted(pages: Pages, compared: Compared) -> Hashes:
    """For each article a sign of those that the editor does not want beside it."""
    import numpy as np

    marks = {a.id: mark[:_SIGN] for a, mark in zip(pages.articles, compared.kept.marks, strict=True)}
    found = dict.fromkeys(marks, 0)
    for one, other in (pair for pair in pages.blocked if marks.keys() >= pair and len(pair) > 1):
        found[one] += int.from_bytes(marks[other], "little")
        found[other] += int.from_bytes(marks[one], "little")
    return mixed(np.array([found[article.id] % 2**64 for article in pages.articles], np.uint64))


def _sums(values: Hashes, starts: Integers) -> Hashes:
    """The sum of each row, modulo 2^64."""
    import numpy as np

    ends = np.concatenate([np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)])
    sums: Hashes = ends[starts[1:]] - ends[starts[:-1]]
    return sums
