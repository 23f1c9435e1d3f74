"""All links of a page: those on one topic mixed with where people's traces and events lead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from site_builder.model import Article, Related
from site_builder.relate import links
from site_builder.relate.kept import Kept
from site_builder.relate.lazy import Lazy
from site_builder.relate.left import by_page
from site_builder.relate.rank import Evident, ranked

if TYPE_CHECKING:
    from site_builder.relate.rows import Flags


def mixed(articles: Sequence[Article], now: Kept, same: Flags, before: Kept) -> tuple[Lazy[tuple[Related, ...]], Flags]:
    """For each article that people's traces or events lead to or from, all its links; of these none between copies, but
    for pins. `now` has everything else, `same` says which articles are as close to the same others, and linked to the
    same ones on one topic, as `before`. Also whose links are all those of before, where nothing that goes into them has
    changed."""
    place = {article.id: i for i, article in enumerate(articles)}
    stays = _stays(articles, now, same, before)
    new = {article.id for article, is_kept in zip(articles, stays, strict=True) if not is_kept}
    reported = [event for event in now.events if not new.isdisjoint(event.articles)]
    reports = by_page(links.reported(reported), now.left.blocked)

    def evident(page: str) -> list[Evident]:
        text, found = now.folded.get(page, page), []
        for target, kind, reason, similarity, is_pinned in chain(now.left.leads.get(page, ()), reports.get(page, ())):
            if is_pinned or not (target in now.folded or target == text):
                close = now.graph.similarity(place[page], place[target]) if similarity is None else similarity
                found.append(Evident(target, kind, close, (reason,), is_pinned=is_pinned))
        return found

    made: dict[str, tuple[Related, ...]] = {}
    for i, (article, is_kept) in enumerate(zip(articles, stays.tolist(), strict=True)):
        if not is_kept and (pieces := evident(article.id)):
            own = zip(now.links.evident(i, article.id), now.links.ranked[article.id], strict=True)
            made[article.id] = ranked(pieces, own)
    kept = (article.id for article, is_kept in zip(articles, stays, strict=True) if is_kept)
    return before.mixed.of((*filter(before.mixed.__contains__, kept), *made), made), stays


def _stays(articles: Sequence[Article], now: Kept, same: Flags, before: Kept) -> Flags:
    """Whose links are as before."""
    import numpy as np

    if now.left is not before.left or now.folded != before.folded:
        return np.zeros(len(articles), np.bool_)
    stays = same.copy()
    if others := {article for event in {*now.events} ^ {*before.events} for article in event.articles}:
        stays &= [article.id not in others for article in articles]
    return stays
