"""What one file of `content/` gives on its own: the part of the way that needs no other file.

It can be done in any process and kept by content, because nothing but the file and the configuration goes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import TypeVar

from site_builder import body, formats, light, normalise, outlets, program, relate, urls, workers
from site_builder.cache import Cache, key
from site_builder.exports import search
from site_builder.formats import limits
from site_builder.keyed import digest
from site_builder.light import Part, Reading
from site_builder.model import Article, Body, Extract, Origin
from site_builder.problems import Problem, SiteError
from site_builder.project import Config
from site_builder.stopwatch import Stage, unmeasured
from site_builder.texts import KINDS, Prints, Text, Texts, packed

_Made = TypeVar("_Made")
# Files of content/ that are the editor's pages and no articles.
STANDING = {"about.md": "about", "summary.md": "summary"}
_SMALL = 400  # files; below, a second process costs more than it brings
_TOGETHER = 32  # files that go through one stage before the next, so that what it needs stays in the processor's caches


Name = tuple[str, str, str]  # tells versions of one article apart, also within one file


@dataclass(frozen=True, slots=True)
class Found:
    """Where an article was read: its part, and the place of its text among the Texts."""

    part: Part
    place: tuple[bytes, int]

    def digest_of(self, article: Article) -> bytes:
        """A digest of the article, which may have got versions or lost its slug since it was read, and its text."""
        own = self.part.article
        return self.part.digest if article is own else key(self.part.digest, digest(article))


@dataclass(frozen=True, slots=True)
class Readings:
    """All files in their order: the key of each, by which its texts are found, and its reading."""

    keys: tuple[bytes, ...]
    each: tuple[Reading, ...]
    texts: Texts

    def by_article(self) -> dict[Name, Found]:
        """Every article of every file."""
        pairs = zip(self.keys, self.each, strict=True)
        return {name_of(p.article): Found(p, (file, n)) for file, r in pairs for n, p in enumerate(r.parts)}


def name_of(article: Article) -> Name:
    """What stays the same whatever becomes of its versions and slug."""
    return article.origin, article.id, article.body


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process that goes on living knows already, by the keys of files."""

    readings: dict[bytes, Reading] = field(default_factory=dict)
    prints: Prints = field(default_factory=dict)


Named = tuple[bytes, Origin]  # a file with the key of what it gives
OnceMore = Callable[[str], Origin | None]


def read_all(
    origins: tuple[Origin, ...],
    config: Config,
    jobs: int,
    cache: Cache | None = None,
    memory: Memory | None = None,
    *,
    once_more: OnceMore | None = None,
    tell: workers.Tell = workers.unwatched,
    stage: Stage = unmeasured,
) -> Readings:
    """A reading of every file, in their order, by `jobs` processes if there are many new ones.

    Those in `memory` are taken as they are, then those in `cache`; both are brought up to date. With `once_more`, which
    gets a file by its path, the bytes of the files are not held for the rare text that the cache has lost.
    """
    salt = f"{program.digest()} {_seen(config)!r}"
    named = {_name(salt, origin): origin for origin in origins}
    held = {} if memory is None else memory.readings
    found = cache.each([name for name in named if name not in held]) if cache else ()
    known = {name: light.unpacked(kept, named[name]) for name, kept in found}
    new = {name: origin for name, origin in named.items() if name not in held and name not in known}
    at_hand: dict[bytes, tuple[Text, ...]] = {}
    if cache and len(new) > _SMALL:
        known |= _read_many(new, config, jobs, cache, used=_used(named), tell=tell, stage=stage)
    else:
        made = workers.mapped(
            lambda batch: read_together(batch, config, stage), _batches(new), jobs if len(new) > _SMALL else 1
        )
        readings = workers.counted(chain.from_iterable(made), "reading", len(new), tell)
        for name, (reading, texts) in zip(new, readings, strict=True):
            known[name], at_hand[name] = reading, texts
        if cache and known:
            packs = (_packed((name, named[name]), known[name], texts) for name, texts in at_hand.items())
            cache.save(chain.from_iterable(packs), _used(named))
    each = tuple(held[name] if name in held else known[name] for name in named)
    held.clear()
    held.update(zip(named, each, strict=True))
    paths = {name: origin.path for name, origin in named.items()}
    get = _unchanged(salt, once_more) if once_more else lambda name, _: named[name]
    again = partial(_text_again, get, paths, config)
    return Readings(tuple(named), each, Texts(at_hand, cache, again, memory.prints if memory else None))


def _text_again(
    get: Callable[[bytes, str], Origin], paths: Mapping[bytes, str], config: Config, name: bytes
) -> tuple[Text, ...]:
    return read(get(name, paths[name]), config, name)[1]


def _unchanged(salt: str, once_more: OnceMore) -> Callable[[bytes, str], Origin]:
    """Gets a file whose key is known. SiteError if it is another by now."""

    def get(name: bytes, path: str) -> Origin:
        origin = once_more(path)
        if origin is None or _name(salt, origin) != name:
            raise SiteError(f"{path}: was changed while the site was built", "build again")
        return origin

    return get


def _name(salt: str, origin: Origin) -> bytes:
    return key(salt, origin.path, origin.data)


def _read_many(
    new: Mapping[bytes, Origin],
    config: Config,
    jobs: int,
    cache: Cache,
    *,
    used: Sequence[bytes],
    tell: workers.Tell,
    stage: Stage,
) -> dict[bytes, Reading]:
    """Read by several processes. What they make goes into the cache as it comes, so that it is never all in memory;
    where the cache fails, the rest is read here."""
    known: dict[bytes, Reading] = {}

    def work(batch: Sequence[Named]) -> list[tuple[tuple[bytes, bytes], ...]]:
        made = read_together(batch, config, stage)
        return [_packed(file, *read) for file, read in zip(batch, made, strict=True)]

    def entries() -> Iterator[tuple[bytes, bytes]]:
        made = chain.from_iterable(workers.mapped(work, _batches(new), jobs))
        for name, packs in zip(new, workers.counted(made, "reading", len(new), tell), strict=True):
            known[name] = light.unpacked(packs[0][1], new[name])
            yield from packs

    cache.save(entries(), used)
    return known | {name: read(origin, config, name)[0] for name, origin in new.items() if name not in known}


def _batches(new: Mapping[bytes, Origin]) -> list[list[Named]]:
    items = list(new.items())
    return [items[start : start + _TOGETHER] for start in range(0, len(items), _TOGETHER)]


def _packed(file: Named, reading: Reading, texts: tuple[Text, ...]) -> tuple[tuple[bytes, bytes], ...]:
    """What the cache keeps of one file, under its key and the keys made from that."""
    name, origin = file
    return tuple((name + kind, value) for kind, value in {b"": light.packed(reading, origin), **packed(texts)}.items())


def _used(keys: Iterable[bytes]) -> list[bytes]:
    return [each + kind for each in keys for kind in (b"", *KINDS)]


def _seen(config: Config) -> tuple[object, ...]:
    """What of the configuration a reading depends on."""
    names = tuple(dict(names) for names in (config.people, config.organisations, config.places))
    return config.sources, names, config.rights, config.timezone, config.images, config.language


def read(origin: Origin, config: Config, name: bytes = b"") -> tuple[Reading, tuple[Text, ...]]:
    """bytes -> Extract -> Article -> Body and Fingerprint. `name`: the file's key. Never raises."""
    return read_together([(name, origin)], config)[0]


def read_together(
    named: Sequence[Named], config: Config, stage: Stage = unmeasured
) -> list[tuple[Reading, tuple[Text, ...]]]:
    """The same for some files with their keys, one stage for all of them after the other."""
    with stage("read"):
        extracted = [formats.read(origin) for _, origin in named]
    with stage("normalise"):
        pairs = zip(extracted, named, strict=True)
        normalised = [_normalised(extracts, problems, origin, config) for (extracts, problems), (_, origin) in pairs]
    articles = [articles for articles, _ in normalised]
    with stage("body"):
        bodies = [tuple(map(body.render, each)) for each in articles]
    both = list(zip(articles, bodies, strict=True))
    with stage("search words"):
        postings = [_each(lambda a, b: search.posting(a, b, config.rights_of(a)), *pair) for pair in both]
    with stage("topic words"):
        prints = [_each(lambda a, b: relate.fingerprint(a, b, config), *pair) for pair in both]
    texts = [tuple(map(Text, *written)) for written in zip(bodies, postings, prints, strict=True)]
    parts = [_parts(name, a, t) for (name, _), a, t in zip(named, articles, texts, strict=True)]
    made = zip(named, parts, normalised, texts, strict=True)
    return [(Reading(each, found, formats.wishes(origin)), t) for (_, origin), each, (_, found), t in made]


def _normalised(
    extracts: Iterable[Extract], problems: Iterable[Problem], origin: Origin, config: Config
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles of one file."""
    articles: list[Article] = []
    found = list(problems)
    for extract in extracts:
        article, more = normalise.article(outlets.refine(extract), origin, config)
        if article and (too_long := limits.excess_of_markdown(article.body)):
            found.append(Problem("file-too-large", origin.path, too_long, hint="split the article into parts"))
            continue
        articles += [_numbered(article, len(articles))] if article else []
        found += more
    if origin.path in STANDING:
        found = [problem for problem in found if not problem.code.endswith("-missing")]
    return tuple(articles), tuple(found)


def _each(
    work: Callable[[Article, Body], _Made], articles: Iterable[Article], bodies: Iterable[Body]
) -> tuple[_Made, ...]:
    return tuple(map(work, articles, bodies))


def _parts(name: bytes, articles: Sequence[Article], texts: Sequence[Text]) -> tuple[Part, ...]:
    pairs = enumerate(zip(articles, texts, strict=True))
    return tuple(Part(a, t.posting.mark, t.body.images, key(name, str(n))) for n, (a, t) in pairs)


def _numbered(article: Article, number: int) -> Article:
    """Only the first article of a file can be named by the file alone."""
    if article.url or not number:
        return article
    return replace(article, id=urls.article_id("", f"{article.origin}#{number}"))


def articles_of(readings: Iterable[Reading]) -> tuple[Article, ...]:
    return tuple(part.article for reading in readings for part in reading.parts)
