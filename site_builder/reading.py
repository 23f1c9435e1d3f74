"""What one file of `content/` gives on its own: the part of the way that needs no other file.

It can be done in any process and kept by content, because nothing but the file and the configuration goes in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from typing import TypeVar

from site_builder import body, collecting, exports, formats, light, normalise, outlets, program, relate, urls, workers
from site_builder.cache import Cache, key
from site_builder.collecting import Files
from site_builder.exports import search
from site_builder.formats import limits
from site_builder.keyed import digest
from site_builder.light import Part, Reading
from site_builder.memory import Memory
from site_builder.model import Article, Body, Extract, Origin
from site_builder.packs import TOGETHER, Pack, pack, sights_entry, unpacked
from site_builder.problems import Problem, SiteError
from site_builder.project import Config
from site_builder.stopwatch import Stage, unmeasured
from site_builder.texts import Text, Texts, packed

_Made = TypeVar("_Made")
# Files of content/ that are the editor's pages and no articles.
STANDING = {"about.md": "about", "summary.md": "summary"}
_SMALL = 400  # files; below, a second process costs more than it brings
_BUT_TEXT = attrgetter(*(one.name for one in fields(Article) if one.name != "body"))
Named = tuple[bytes, Origin]  # a file with the key of what it gives


@dataclass(frozen=True, slots=True)
class Found:
    """Where an article was read: its part, and the place of its text among the Texts."""

    part: Part
    place: tuple[bytes, int]

    def digest_of(self, article: Article) -> bytes:
        """A digest of the article, which may have got versions or lost its slug since it was read, and its text."""
        return self.part.digest if article is self.part.article else key(self.part.digest, digest(*_BUT_TEXT(article)))

    def listed_of(self, article: Article) -> bytes:
        """A digest of what lists say of the article."""
        return self.part.listed if article is self.part.article else exports.listed(article)


@dataclass(frozen=True, slots=True)
class Readings:
    """All files in their order: the key of each, by which its texts are found, and its reading."""

    keys: tuple[bytes, ...]
    each: tuple[Reading, ...]
    texts: Texts

    def finder(self) -> Callable[[Article], Found]:
        """Finds where an article was read, whatever became of its versions and slug. Its text tells those of one file
        apart that have one address."""
        known: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for file, reading in zip(self.keys, self.each, strict=True):
            for number, part in enumerate(reading.parts):
                known[part.article.origin, part.article.id].append(Found(part, (file, number)))

        def find(article: Article) -> Found:
            found = known[article.origin, article.id]
            return found[0] if len(found) == 1 else next(f for f in found if f.part.article.body == article.body)

        return find


@dataclass(frozen=True, slots=True)
class _Again:
    """Gets the files of `content/` with the keys of what they give."""

    salt: bytes
    files: Files

    def key(self, path: str, digest: bytes) -> bytes:
        """Of the file at this path, whose bytes have this digest. All files of every build are asked for theirs."""
        return collecting.digest(self.salt + digest + path.encode("utf-8", "surrogateescape"))

    def now(self, path: str) -> Named:
        """A file as it is by now. SiteError if it is gone."""
        if (origin := self.files.read(path)) is None:
            raise _changed(path)
        return self.key(path, collecting.digest(origin.data)), origin

    def same(self, name: bytes, path: str) -> Origin:
        """A file that has this key. SiteError if it is another by now."""
        found, origin = self.now(path)
        if found != name:
            raise _changed(path)
        return origin


def _changed(path: str) -> SiteError:
    return SiteError(f"{path}: was changed while the site was built", "build again")


def read_all(
    files: Files,
    config: Config,
    jobs: int,
    cache: Cache | None = None,
    memory: Memory | None = None,
    *,
    tell: workers.Tell = workers.unwatched,
    stage: Stage = unmeasured,
) -> Readings:
    """A reading of every file, in their order, by `jobs` processes if there are many new ones.

    Those in `memory` are taken as they are, then those in `cache`; both are brought up to date. The bytes of files are
    not held: the Markdown of an article and a text that the cache has lost are read from its file once more.
    """
    again = _Again(key(program.digest(), repr(_seen(config))), files)
    names = {path: again.key(path, digest) for path, (_, digest) in files.sights.items()}
    course = _Course(again, config, memory or Memory(), names, cache is not None, stage, tell)
    if cache:
        course.load(cache)
        if len(course.missing()) > _SMALL:
            course.read_many(cache, jobs)
    at_hand = course.read(jobs)
    each = course.settle()
    if cache:
        entries = chain(_texts(at_hand), course.memory.packs.update(each), [sights_entry(files.content, files.sights)])
        cache.save(entries, lambda: [*each, *course.memory.packs.used])
    reread = partial(_text_again, again, {name: path for path, name in names.items()}, config)
    texts = Texts(at_hand, cache, reread)
    return Readings(tuple(each), tuple(each.values()), texts)


@dataclass(frozen=True, slots=True)
class _Course:
    """How files become readings. `names` are the keys of all files by their paths; `keeps` says whether there is a
    cache, for which Markdown is left out of articles."""

    again: _Again
    config: Config
    memory: Memory
    names: dict[str, bytes]
    keeps: bool
    stage: Stage
    tell: workers.Tell

    def load(self, cache: Cache) -> None:
        """What the cache has."""
        place = key(self.again.salt, str(self.again.files.content))
        if self.memory.packs.place != place:
            paths = {name: path for path, name in self.names.items()}
            for name, reading in self.memory.packs.load(cache, place):
                if name in paths:
                    self._take(paths[name], name, reading)

    def missing(self) -> list[str]:
        return [path for path, name in self.names.items() if name not in self.memory.readings]

    def read_many(self, cache: Cache, jobs: int) -> None:
        """What is made goes into the cache as it comes, so that it is never all in memory. Where the cache fails, files
        are missing afterwards."""
        batches, done = _batches(missing := self.missing()), 0

        def entries() -> Iterator[tuple[bytes, bytes]]:
            nonlocal done
            for batch, (made, texts) in zip(batches, workers.mapped(self._packed, batches, jobs), strict=True):
                for path, (name, reading) in zip(batch, unpacked(made[1]), strict=True):
                    self._take(path, name, reading)
                self.memory.packs.add(made)
                yield made[:2]
                yield from texts
                self.tell("reading", done := done + len(batch), len(missing))

        cache.keep(entries())

    def read(self, jobs: int) -> dict[bytes, tuple[Text, ...]]:
        """What is missing; the texts of it."""
        missing = self.missing()
        made = workers.mapped(self._read, _batches(missing), jobs if len(missing) > _SMALL else 1)
        every = workers.counted(chain.from_iterable(made), "reading", len(missing), self.tell)
        texts: dict[bytes, tuple[Text, ...]] = {}
        for path, (name, reading, texts[name]) in zip(missing, every, strict=True):
            self._take(path, name, reading)
        return texts

    def settle(self) -> dict[bytes, Reading]:
        """All readings by their keys, in order; no others stay in memory."""
        each = {name: self.memory.readings[name] for name in self.names.values()}
        self.memory.readings.clear()
        self.memory.readings.update(each)
        return each

    def _take(self, path: str, name: bytes, reading: Reading) -> None:
        self.names[path] = name  # another, if the file was saved in the meantime
        self.memory.readings[name] = light.with_file(reading, partial(self.again.same, name, path))

    def _read(self, paths: Sequence[str]) -> list[tuple[bytes, Reading, tuple[Text, ...]]]:
        named = [self.again.now(path) for path in paths]
        made = zip(named, read_together(named, self.config, self.stage), strict=True)
        return [(n, light.to_keep(read, o) if self.keeps else read, texts) for (n, o), (read, texts) in made]

    def _packed(self, paths: Sequence[str]) -> tuple[Pack, list[tuple[bytes, bytes]]]:
        made = self._read(paths)
        return pack({name: reading for name, reading, _ in made}), list(_texts({name: t for name, _, t in made}))


def _texts(texts: Mapping[bytes, tuple[Text, ...]]) -> Iterator[tuple[bytes, bytes]]:
    """What the cache keeps of them."""
    return ((name + kind, data) for name, each in texts.items() for kind, data in packed(each).items())


def _text_again(again: _Again, paths: Mapping[bytes, str], config: Config, name: bytes) -> tuple[Text, ...]:
    return read(again.same(name, paths[name]), config, name)[1]


def _batches(missing: Sequence[str]) -> list[Sequence[str]]:
    return [missing[start : start + TOGETHER] for start in range(0, len(missing), TOGETHER)]


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
        found = iter(search.postings((a, b, config.rights_of(a)) for pair in both for a, b in zip(*pair, strict=True)))
        postings = [tuple(islice(found, len(each))) for each in articles]
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
    return tuple(light.part(a, t.body, t.posting.mark, key(name, str(n))) for n, (a, t) in pairs)


def _numbered(article: Article, number: int) -> Article:
    """Only the first article of a file can be named by the file alone."""
    if article.url or not number:
        return article
    return replace(article, id=urls.article_id("", f"{article.origin}#{number}"))


def articles_of(readings: Iterable[Reading]) -> tuple[Article, ...]:
    return tuple(part.article for reading in readings for part in reading.parts)
