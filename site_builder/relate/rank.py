"""One ranking of all kinds of link: the editor's pins first, at most six, kinds mixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.model import Reason, Related, RelatedKind

SHOWN = 6
_OF_ONE_KIND = 4  # links of one kind shown while others wait
_STRENGTH: dict[RelatedKind, float] = {"publisher": 0.8, "citation": 0.6, "event": 0.4, "topic": 0.0}
_SHARE = 0.2  # what similarity adds within a kind


@dataclass(frozen=True, slots=True)
class Evident:
    """One piece of evidence for a link to `target`. `similarity` in 0..1."""

    target: str
    kind: RelatedKind
    similarity: float
    reasons: tuple[Reason, ...]
    is_pinned: bool = False


def ranked(evidence: Iterable[Evident]) -> tuple[Related, ...]:
    """The links of one article, best first. Several pieces of evidence for one target make one link."""
    by_target: dict[str, list[Evident]] = {}
    for piece in evidence:
        by_target.setdefault(piece.target, []).append(piece)
    links = sorted((_link(pieces) for pieces in by_target.values()), key=lambda link: (-link.score, link.target))
    return _mixed(links)


def _link(pieces: list[Evident]) -> Related:
    best = sorted(pieces, key=lambda p: (not p.is_pinned, -_strength(p)))
    reasons = tuple(dict.fromkeys(reason for piece in best for reason in piece.reasons))
    score = 1.0 if best[0].is_pinned else _strength(best[0])
    return Related(best[0].target, best[0].kind, round(score, 4), reasons)


def _strength(piece: Evident) -> float:
    if piece.kind == "topic":
        return min(piece.similarity, 1.0) * (_STRENGTH["event"])
    return _STRENGTH[piece.kind] + _SHARE * min(piece.similarity, 1.0)


def _mixed(links: list[Related]) -> tuple[Related, ...]:
    """The best six, but no kind more than four times while links of another kind wait; pins are not counted."""
    shown: list[Related] = []
    waiting: list[Related] = []
    for link in links:
        same = sum(1 for other in shown if other.kind == link.kind and other.score < 1)
        (shown if link.score == 1 or same < _OF_ONE_KIND else waiting).append(link)
    chosen = {link.target for link in (*shown[:SHOWN], *waiting[: max(SHOWN - len(shown), 0)])}
    return tuple(link for link in links if link.target in chosen)
