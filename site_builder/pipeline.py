"""The story: files go in, pages come out.

    collect -> read -> normalise -> render bodies -> relate -> plan pages -> render pages

`build` writes nothing; the verbs differ in what they do with the outputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Generic, TypeVar

from site_builder import (
    catalogues,
    collecting,
    disk,
    exports,
    gallery,
    normalise,
    packs,
    pages,
    paths,
    program,
    reading,
    relate,
    workers,
)
from site_builder.cache import Cache
from site_builder.cache import key as digest_key
from site_builder.config import FILE
from site_builder.exports import search
from site_builder.memory import Memory
from site_builder.model import Article, File, Library, Output, Page, Standing
from site_builder.pages.frame import Frame
from site_builder.problems import Problem
from site_builder.project import Project
from site_builder.reading import STANDING, Readings
from site_builder.relate import Kept, Linked
from site_builder.relations import Relate, Relations, linked
from site_builder.render import Renderer
from site_builder.stopwatch import Stage, unmeasured
from site_builder.tasks import Sections, Task, Tasks
from site_builder.texts import Bodies, Postings, Prints
from site_builder.urls import match_key

AnyFile = TypeVar("AnyFile", bound=File)
Posted = tuple[Sequence[Article], Sequence[search.Mark], search.Load]  # articles, marks and how to get their postings
_FEW = 100  # files to make
_TOGETHER = 32  # parts that are made together
_SMALL = 400  # articles; below either, a second process costs more than it brings


@dataclass(frozen=True, slots=True)
class Site(Generic[AnyFile]):
    """A built site: every file of it, what is wrong, the library it was made from with all that was looked up in it,
    what its pages were rendered by, which files were made from what (`made`, by a digest of all that went in), and what
    was made together (`sections`)."""

    outputs: tuple[AnyFile, ...]
    problems: tuple[Problem, ...]
    library: Library
    frame: Frame
    renderer: Renderer
    made: Mapping[bytes, tuple[AnyFile, ...]]
    sections: Sections


@dataclass(frozen=True, slots=True)
class Place(Generic[AnyFile]):
    """Where files go: `lay` is called for each in the process that made it; `standing` are those that an earlier
    build made and that need not be made again, as in `Site.made`, and `sections` are that build's."""

    lay: Callable[[Output], AnyFile]
    standing: Mapping[bytes, tuple[AnyFile, ...]]
    sections: Sections


def build(
    project: Project,
    cache: Cache | None = None,
    memory: Memory | None = None,
    standing: Mapping[bytes, tuple[Output, ...]] = MappingProxyType({}),
    *,
    tell: workers.Tell = workers.unwatched,
) -> Site[Output]:
    """Everything from files to bytes; what `cache`, `memory` or `standing` hold is not worked out again. Raises
    SiteError only for what stops the run."""
    site = build_at(Place(_here, standing, {**memory.sections} if memory else {}), project, cache, memory, tell=tell)
    if memory:
        memory.sections.clear()
        memory.sections.update(site.sections)
    return site


def build_at(
    place: Place[AnyFile],
    project: Project,
    cache: Cache | None = None,
    memory: Memory | None = None,
    *,
    tell: workers.Tell = workers.unwatched,
    stage: Stage = unmeasured,
) -> Site[AnyFile]:
    """The same, with the files put into their place as they are made. `stage` measures this process only."""
    jobs = workers.count(project.jobs)
    with workers.without_collecting():
        with stage("files"):
            before = packs.sights(cache, project.content) if cache else {}
            files, problems = collecting.look(project.content, project.config.max_file_mb, before)
        with stage("cache"):
            readings = reading.read_all(files, project.config, jobs, cache, memory, tell=tell, stage=stage)
        with stage("relate"):
            apart = memory is None and jobs > 1 and len(readings.each) > _SMALL
            relations = memory.relations if memory else Relations()
            related = partial(linked, relations, project, has_cache=cache is not None, apart=apart)
            ahead: dict[bytes, tuple[AnyFile, ...]] = {}
            assembled = assemble(readings, project, related, partial(_indexed, ahead, place, project))
            place = replace(place, standing={**place.standing, **ahead})
            del readings, relations, related  # of thousands of articles, all that nothing needs any more is much
        kept = gallery.keep(assembled.library.articles, assembled.pictures, project)
        library = replace(assembled.library, images=kept.images, lists=assembled.library.digest_of_lists())
        assembled = replace(assembled, library=library)
        if len(assembled.library.articles) <= _SMALL:
            jobs = 1
        site = render(
            assembled, project, place, jobs, pictures=kept.outputs, cache=cache, memory=memory, tell=tell, stage=stage
        )
    wrong = (placed(p, project) for p in (*problems, *assembled.problems, *kept.problems))
    return replace(site, problems=(*wrong, *site.problems))


@dataclass(frozen=True, slots=True)
class Assembled:
    """The library of what is published, all that is wrong so far, and by article what else its files need: pictures
    in its text, and its posting."""

    library: Library
    problems: tuple[Problem, ...]
    pictures: Mapping[str, tuple[str, ...]]
    posted: Posted


def assemble(readings: Readings, project: Project, related: Relate, indexed: Callable[[Posted], None]) -> Assembled:
    """All files' readings -> the library and what belongs to it. `related` calls the comparison of all articles with
    what an earlier one has left; `indexed` is called while that is done elsewhere."""
    addresses = (part.address for reading in readings.each for part in reading.parts)
    articles, problems = normalise.fold_versions(reading.articles_of(readings.each), addresses)
    find = readings.finder()
    standing = [article for article in articles if article.origin in STANDING]
    published = tuple(a for a in articles if a.origin not in STANDING and is_published(a, project))
    published, twins = normalise.settle_slugs(published)
    withdrawn = tuple(article for article in published if article.withdrawn)
    published = tuple(article for article in published if not article.withdrawn)
    parts = {a.id: find(a) for a in published}
    places = {i: part.place for i, part in parts.items()}
    bodies = Bodies(readings.texts, places)
    digests = {a.id: parts[a.id].digest_of(a) for a in published}
    prints = Prints(readings.texts, [places[a.id] for a in published])
    marks = list(digests.values())

    def link(before: Kept | None) -> Linked:
        return relate.link(
            published, bodies, prints, project.config, marks=marks, before=before, give_back=workers.give_back
        )

    moved = frozenset(a.id for a in published if a.permalink != parts[a.id].part.article.permalink)

    def posted(articles: Sequence[Article]) -> Posted:
        load = Postings(articles, places, moved, readings.texts, project).of
        told = [load([n])[0].mark if a.id in moved else parts[a.id].part.mark for n, a in enumerate(articles)]
        return articles, told, load

    library, lost = related(link, published, bodies, meanwhile=lambda: indexed(posted(published)))
    written = tuple(
        Standing(STANDING[a.origin], a.title, readings.texts.body(*find(a).place), a.changes) for a in standing
    )
    wanted = relate.wished(library.wanted, (wish for r in readings.each for wish in r.wishes), articles)
    gone = {match_key(article.url) for article in withdrawn}
    library = replace(
        library,
        standing=written,
        wanted=tuple(wish for wish in wanted if match_key(wish.url) not in gone) if gone else wanted,
        withdrawn=withdrawn,
        digests=MappingProxyType(digests),
        listed=MappingProxyType({a.id: parts[a.id].listed_of(a) for a in published}),
    )
    return Assembled(
        library=library,
        problems=(*(p for r in readings.each for p in r.problems), *problems, *twins, *lost),
        pictures={i: found.part.pictures for i, found in parts.items()},
        posted=posted(library.articles),
    )


def is_published(article: Article, project: Project) -> bool:
    """Private articles and drafts stop here, so that nothing behind this line can leak them."""
    if article.draft and not project.include_drafts:
        return False
    return project.config.rights_of(article) != "private"


def render(
    assembled: Assembled,
    project: Project,
    place: Place[AnyFile],
    jobs: int = 1,
    *,
    pictures: tuple[Output, ...] = (),
    cache: Cache | None = None,
    memory: Memory | None = None,
    tell: workers.Tell = workers.unwatched,
    stage: Stage = unmeasured,
) -> Site[AnyFile]:
    """Every file of the site, the manifest last, and what could not be part of it."""
    library = assembled.library
    words = catalogues.load(project.config.language)
    renderer = Renderer(project, words, cache.templates if cache else None)
    with stage("plan"):
        salt = _salt(project)
        pieces = packs.Pieces(cache, project.content, salt, memory.pieces if memory else None) if cache else None
        parts = pages.parts(library, project, words, memory.cards.get(salt, {}) if memory else {})
        if memory:
            memory.cards.clear()
            memory.cards[salt] = {card.digest: card for card in parts.frame.in_order}
        index = search.parts(library, *assembled.posted)
        tasks = Tasks(digest_key(salt), place.standing, place.sections)
        each = [tasks.one("search index", part.key, part.make) for part in index]
        for exported in exports.sections(library, project, words, pieces):
            each += tasks.of("exports", exported, lambda part: part)
        for section in parts.sections:
            each += tasks.of("pages", section, lambda part: partial(_rendered, part, renderer))
        keys = [task.key for task in each]
    new = [n for n, key in enumerate(keys) if key not in place.standing]
    jobs = jobs if len(new) > _FEW else 1
    laid = partial(_laid, place, stage)
    fresh = chain.from_iterable(workers.mapped(laid, _batches([each[n] for n in new]), jobs, takes_part=True))
    made = {key: place.standing[key] for key in keys if key in place.standing}
    made |= zip((keys[n] for n in new), workers.counted(fresh, "rendering", len(new), tell), strict=True)
    with stage("rest of files"):
        files = list(map(place.lay, (*renderer.static(), *pictures)))
        files += [file for key in keys for file in made[key]]
        taken = (disk.MANIFEST, *(file.path for file in files))
        files += [place.lay(renderer.render(page)) for page in parts.redirects(taken)]
        kept, problems = paths.apart(files, disk.MANIFEST)
        manifest = place.lay(exports.manifest(kept, library.articles))
        return Site((*kept, manifest), problems, library, parts.frame, renderer, made, tasks.sections)


def _indexed(made: dict[bytes, tuple[AnyFile, ...]], place: Place[AnyFile], project: Project, posted: Posted) -> None:
    """Lay the files of the search index into which nothing of the comparison goes; `made` has them by their keys."""
    tasks = Tasks(digest_key(_salt(project)), place.standing, {})
    parts = search.text_parts(*posted[:2], search.Held(posted[2]).of)
    each = [tasks.one("search index", part.key, part.make) for part in parts]
    for some in _batches([task for task in each if task.key not in place.standing]):
        made |= zip((task.key for task in some), _laid(place, unmeasured, some), strict=True)


def _batches(tasks: Sequence[Task]) -> list[Sequence[Task]]:
    return [tasks[start : start + _TOGETHER] for start in range(0, len(tasks), _TOGETHER)]


def _laid(place: Place[AnyFile], stage: Stage, tasks: Sequence[Task]) -> list[tuple[AnyFile, ...]]:
    """The files of each task, step by step for all of them: what a step needs stays in the processor's caches."""
    begun, outputs = [], []
    for task in tasks:
        with stage(task.stage):
            begun.append(task.make())
    for task, files in zip(tasks, begun, strict=True):
        with stage(task.stage):
            outputs.append(tuple(files))
    with stage("write"):
        return [tuple(map(place.lay, files)) for files in outputs]


def _salt(project: Project) -> str:
    """What is the same for the whole site, and counts into all keys: configuration, templates, program."""
    timeless = replace(project, now=datetime.min, jobs=0)  # pages depend on neither
    return program.digest_of(project.templates, f"{program.digest()} {timeless!r}")


def _here(output: Output) -> Output:
    return output


def _rendered(part: Callable[[], Iterable[Page]], renderer: Renderer) -> Iterator[Output]:
    return map(renderer.render, part())


def placed(problem: Problem, project: Project) -> Problem:
    """The problem with a path as the user would type it: that of a clip is below the content folder."""
    if problem.path == FILE:
        return problem
    content = project.content
    shown = content.relative_to(project.root) if content.is_relative_to(project.root) else content
    return replace(problem, path=f"{shown.as_posix()}/{problem.path}")
