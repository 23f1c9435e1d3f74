"""What one file of `content/` gives on its own: the part of the way that needs no other file.

It can be done in any process and kept by content, because nothing but the file and the configuration goes in.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, replace

from site_builder import body, formats, normalise, outlets, program, relate, urls, workers
from site_builder.cache import Cache, key
from site_builder.exports import search
from site_builder.exports.search import Posting
from site_builder.formats import limits
from site_builder.model import Article, Body, Origin, Wish
from site_builder.problems import Problem
from site_builder.project import Config

# Files of content/ that are the editor's pages and no articles.
STANDING = {"about.md": "about", "summary.md": "summary"}
_SMALL = 400  # files; below, a second process costs more than it brings


@dataclass(frozen=True, slots=True)
class Part:
    """One article with all that can be said of it alone."""

    article: Article
    body: Body
    fingerprint: relate.Fingerprint
    posting: Posting


@dataclass(frozen=True, slots=True)
class Reading:
    """One file: its articles, what is wrong with them, and the addresses it only wishes for."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    wishes: tuple[Wish, ...] = ()


Memory = dict[bytes, Reading]  # what a process that goes on living knows already, by content


def read_all(
    origins: tuple[Origin, ...],
    config: Config,
    jobs: int,
    cache: Cache | None = None,
    memory: Memory | None = None,
    *,
    tell: workers.Tell = workers.unwatched,
) -> list[Reading]:
    """A reading of every file, in their order, by `jobs` processes if there are many new ones.

    Those in `memory` are taken as they are, then those in `cache`; both are brought up to date.
    """
    salt = f"{program.digest()} {_seen(config)!r}"
    keys = [key(salt, origin.path, origin.data) for origin in origins]
    held = {} if memory is None else memory
    known = cache.load([name for name in keys if name not in held]) if cache else {}
    new = [n for n, name in enumerate(keys) if name not in held and name not in known]
    made = workers.mapped(lambda n: _packed(read(origins[n], config)), new, jobs if len(new) > _SMALL else 1)
    counted = workers.counted(made, "reading", len(new), tell)
    fresh = {keys[n]: value for n, value in zip(new, counted, strict=True)}
    if cache and (fresh or known):
        cache.save(fresh.items(), keys)
    readings = [held[n] if n in held else pickle.loads(fresh.get(n) or known[n]) for n in keys]
    held.clear()
    held.update(zip(keys, readings, strict=True))
    return readings


def _packed(reading: Reading) -> bytes:
    return pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)


def _seen(config: Config) -> tuple[object, ...]:
    """What of the configuration a reading depends on."""
    names = tuple(dict(names) for names in (config.people, config.organisations, config.places))
    return config.sources, names, config.rights, config.timezone, config.images, config.language


def read(origin: Origin, config: Config) -> Reading:
    """bytes -> Extract -> Article -> Body and Fingerprint. Never raises."""
    extracts, found = formats.read(origin)
    articles: list[Article] = []
    problems = list(found)
    for extract in extracts:
        article, more = normalise.article(outlets.refine(extract), origin, config)
        if article and (too_long := limits.excess_of_markdown(article.body)):
            problems.append(Problem("file-too-large", origin.path, too_long, hint="split the article into parts"))
            continue
        articles += [_numbered(article, len(articles))] if article else []
        problems += more
    if origin.path in STANDING:
        problems = [problem for problem in problems if not problem.code.endswith("-missing")]
    parts = tuple(_part(article, config) for article in articles)
    return Reading(parts, tuple(problems), formats.wishes(origin))


def _part(article: Article, config: Config) -> Part:
    rendered = body.render(article)
    found = relate.fingerprint(article, rendered, config)
    return Part(article, rendered, found, search.posting(article, rendered, config.rights_of(article)))


def _numbered(article: Article, number: int) -> Article:
    """Only the first article of a file can be named by the file alone."""
    if article.url or not number:
        return article
    return replace(article, id=urls.article_id("", f"{article.origin}#{number}"))


def articles_of(readings: Iterable[Reading]) -> tuple[Article, ...]:
    return tuple(part.article for reading in readings for part in reading.parts)
