"""One address in several files is one article: which file is shown, and the others as its versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from site_builder.model import Article, Difference, Version
from site_builder.normalise.changes import compared
from site_builder.paths import folded
from site_builder.problems import Problem
from site_builder.urls import match_key

NORMAL_FORM = "markdown"
MOST_COMPARED = 20  # versions of one article; further ones are listed only
_OPEN = frozenset(["", "full"])


def address_of(article: Article) -> str:
    """What is the same of all files that hold one article."""
    return match_key(article.url) if article.url else f"file:{article.id}"


def fold_versions(
    articles: tuple[Article, ...], addresses: Iterable[str] | None = None
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Articles with one entry an address, in their order; `addresses` are theirs, if known. A withdrawal wins over
    everything, the curator's Markdown over a raw clip, then the newest capture; the others stay listed in `versions`,
    newest first, with what changed, and are reported. An import beside its own clip shows what reading the clip left
    out."""
    groups: dict[str, list[Article]] = defaultdict(list)
    for address, article in zip(addresses or map(address_of, articles), articles, strict=True):
        groups[address].append(article)
    shown_once: list[Article] = []
    problems: list[Problem] = []
    for group in groups.values():
        if len(group) == 1:
            shown_once.append(group[0])
            continue
        shown, *others = sorted(group, key=_rank, reverse=True)
        clip = next((other for other in others if _is_import(shown, other)), None)
        versions = tuple(_version(shown, clip, other, place) for place, other in enumerate(others))
        cuts = shown.cuts or (clip.cuts if clip else ())
        shown_once.append(replace(shown, versions=versions, cuts=cuts))
        problems += [
            Problem("url-twice", other.origin, f"same URL as {shown.origin}, which is shown")
            for other in others
            if not (_is_import(shown, other) or shown.withdrawn)  # a withdrawal stands beside what it withdraws
        ]
    return tuple(shown_once), tuple(problems)


def settle_slugs(articles: tuple[Article, ...]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Articles whose pages are apart on every file system: a slug that is taken, also but for case or Unicode form,
    gives way to the address the article would have without it."""
    owners = {folded(article.permalink): article for article in articles if not article.slug}
    settled: list[Article] = []
    problems: list[Problem] = []
    for article in articles:
        owner = owners.setdefault(folded(article.permalink), article)
        if article.slug and owner is not article:
            message = f'`slug`: the page "{article.slug}" is that of {owner.origin}'
            problems.append(Problem("slug-twice", article.origin, message))
            article = replace(article, slug="")  # noqa: PLW2901
        settled.append(article)
    return tuple(settled), tuple(problems)


def _rank(article: Article) -> tuple[bool, bool, str, str]:
    """Greater is better. The path decides between captures of one moment, so that the choice is the same everywhere."""
    captured = article.captured.instant.isoformat() if article.captured else ""
    return bool(article.withdrawn), article.format == NORMAL_FORM, captured, article.origin


def _version(shown: Article, clip: Article | None, other: Article, place: int) -> Version:
    change = _change(shown, clip, other) if place < MOST_COMPARED else None
    return Version(other.origin, other.captured, other.sha256, change)


def _change(shown: Article, clip: Article | None, other: Article) -> Difference | None:
    """What changed since another capture. The curator's file stands for the clip it was made from: words are told
    only of what publishers changed, never of what the curator took out."""
    if shown.withdrawn or other.draft or not (shown.body and other.body):
        return None
    base = shown if clip is None or clip is other else clip
    change = compared(other.body, base.body, shown.body)
    if change is None:
        return None
    is_told = NORMAL_FORM not in {base.format, other.format} and other.source == shown.source
    passages = change.passages if is_told and {base.rights, other.rights} <= _OPEN else ()
    return replace(change, title="" if other.title == shown.title else other.title, passages=passages)


def _is_import(shown: Article, other: Article) -> bool:
    """Whether `shown` was imported from the very file of `other`: then both belong there."""
    return shown.clip is not None and shown.clip.sha256 == other.sha256
