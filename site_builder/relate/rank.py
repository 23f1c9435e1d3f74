"""One ranking of all kinds of link: the editor's pins first, at most six, kinds mixed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from site_builder.model import Reason, Related, RelatedKind

SHOWN = 6
_OF_ONE_KIND = 5  # links of one kind that are shown while links of another kind wait
_STRENGTH: dict[RelatedKind, float] = {"publisher": 0.8, "citation": 0.6, "event": 0.4, "topic": 0.0}
_ROOM: dict[RelatedKind, float] = {"publisher": 0.19, "citation": 0.2, "event": 0.2, "topic": 0.4}


class Evident(NamedTuple):
    """One piece of evidence for a link to `target`. `similarity` in 0..1 ranks within a kind."""

    target: str
    kind: RelatedKind
    similarity: float
    reasons: tuple[Reason, ...]
    is_pinned: bool = False

    @property
    def strength(self) -> float:
        """1 where the editor says so, else what the kind is worth plus what similarity adds within it."""
        return 1.0 if self.is_pinned else _STRENGTH[self.kind] + _ROOM[self.kind] * min(self.similarity, 1.0)


def ranked(evidence: Iterable[Evident], alone: Iterable[tuple[Evident, Related]] = ()) -> tuple[Related, ...]:
    """The links of one article, best first. Several pieces of evidence for one target make one link. `alone` are
    further pieces, with the links that they make where they are the only ones for their targets."""
    by_target: dict[str, list[Evident]] = {}
    for piece in evidence:
        by_target.setdefault(piece.target, []).append(piece)
    links = []
    for piece, link in alone:
        if piece.target in by_target:
            by_target[piece.target].append(piece)
        else:
            links.append(link)
    links += map(_link, by_target.values())
    return _mixed(sorted(links, key=lambda link: (-link.score, link.target)))


def _link(pieces: list[Evident]) -> Related:
    best, reasons = pieces[0], pieces[0].reasons
    if len(pieces) > 1:
        by_strength = sorted(pieces, key=lambda piece: -piece.strength)
        best, reasons = by_strength[0], tuple(dict.fromkeys(r for piece in by_strength for r in piece.reasons))
    return Related(best.target, best.kind, round(best.strength, 4), reasons)


def _mixed(links: list[Related]) -> tuple[Related, ...]:
    """The best six, but no kind more than _OF_ONE_KIND times while another kind waits; pins do not count."""
    if len(links) <= SHOWN:
        return tuple(links)
    chosen: list[Related] = []
    crowded: list[Related] = []
    for link in links:
        same = sum(1 for other in chosen if other.kind == link.kind and other.score < 1)
        (chosen if link.score == 1 or same < _OF_ONE_KIND else crowded).append(link)
    kept = {link.target for link in (*chosen, *crowded)[:SHOWN]}
    return tuple(link for link in links if link.target in kept)
