"""One address in several files is one article: which file is shown, and the others as its versions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from site_builder.model import Article, Version
from site_builder.paths import folded
from site_builder.problems import Problem
from site_builder.urls import match_key

NORMAL_FORM = "markdown"


def fold_versions(articles: tuple[Article, ...]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Articles with one entry an address, in their order. A withdrawal wins over everything, the curator's Markdown
    over a raw clip, then the newest capture; the others stay listed in `versions`, newest first, and are reported."""
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[match_key(article.url) if article.url else f"file:{article.id}"].append(article)
    shown_once: list[Article] = []
    problems: list[Problem] = []
    for group in groups.values():
        if len(group) == 1:
            shown_once.append(group[0])
            continue
        shown, *others = sorted(group, key=_rank, reverse=True)
        versions = tuple(Version(other.origin, other.captured, other.sha256) for other in others)
        shown_once.append(replace(shown, versions=versions))
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


def _is_import(shown: Article, other: Article) -> bool:
    """Whether `shown` was imported from the very file of `other`: then both belong there."""
    return shown.clip is not None and shown.clip.sha256 == other.sha256
