"""The story: files go in, pages come out.

    collect -> read -> normalise -> render bodies -> relate -> plan pages -> render pages

`build` writes nothing; the verbs differ in what they do with the outputs.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from site_builder import catalogues, disk, exports, gallery, normalise, pages, reading, relate, workers
from site_builder.cache import Cache
from site_builder.config import FILE
from site_builder.exports import search
from site_builder.exports.search import Posting
from site_builder.model import Article, Library, Origin, Output, Page, Standing
from site_builder.paths import Taken
from site_builder.problems import Problem
from site_builder.project import Project
from site_builder.reading import STANDING, Memory, Part, Reading
from site_builder.render import Renderer
from site_builder.urls import match_key
from site_builder.words import Words

Task = Callable[[], tuple[Output, ...]]
_SMALL = 400  # articles; below, a second process costs more than it brings


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: every file of it as bytes, what is wrong, and the library it was made from."""

    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    library: Library


def build(
    project: Project,
    cache: Cache | None = None,
    memory: Memory | None = None,
    *,
    tell: workers.Tell = workers.unwatched,
) -> Site:
    """Everything from files to bytes; what `cache` or `memory` hold is not worked out again. Raises SiteError only
    for what stops the run."""
    jobs = workers.count(project.jobs)
    with _without_collecting():
        origins, problems = disk.collect(project.content, project.config.max_file_mb)
        readings = reading.read_all(origins, project.config, jobs, cache, memory, tell=tell)
        library, postings, found = assemble(readings, project)
        kept = gallery.keep(library, project)
        library = replace(library, images=kept.images)
        outputs, twins = render(library, postings, project, jobs, pictures=kept.outputs, cache=cache, tell=tell)
    wrong = (*problems, *found, *kept.problems)
    return Site(outputs, (*(placed(p, project) for p in wrong), *twins), library)


def assemble(readings: list[Reading], project: Project) -> tuple[Library, tuple[Posting, ...], tuple[Problem, ...]]:
    """All files' readings -> the library of what is published, what search needs of it, and all that is wrong."""
    articles, problems = normalise.fold_versions(reading.articles_of(readings))
    read = {_key(part.article): part for r in readings for part in r.parts}
    standing = [article for article in articles if article.origin in STANDING]
    published = tuple(a for a in articles if a.origin not in STANDING and is_published(a, project))
    published, twins = normalise.settle_slugs(published)
    withdrawn = tuple(article for article in published if article.withdrawn)
    published = tuple(article for article in published if not article.withdrawn)
    parts = [read[_key(article)] for article in published]
    bodies = {article.id: part.body for article, part in zip(published, parts, strict=True)}
    library, found = relate.link(published, bodies, [part.fingerprint for part in parts], project.config)
    postings = {a.id: _posting(a, part, project) for a, part in zip(published, parts, strict=True)}
    written = tuple(Standing(STANDING[a.origin], a.title, read[_key(a)].body, a.changes) for a in standing)
    wrong = (problem for r in readings for problem in r.problems)
    wanted = relate.wished(library.wanted, (wish for r in readings for wish in r.wishes), articles)
    gone = {match_key(article.url) for article in withdrawn}
    wanted = tuple(wish for wish in wanted if match_key(wish.url) not in gone)
    library = replace(library, standing=written, wanted=wanted, withdrawn=withdrawn)
    return library, tuple(postings[a.id] for a in library.articles), (*wrong, *problems, *twins, *found)


def _posting(article: Article, part: Part, project: Project) -> Posting:
    """The one made with the file, unless another article took its address since."""
    if article.permalink == part.article.permalink:
        return part.posting
    return search.posting(article, part.body, project.config.rights_of(article))


def _key(article: Article) -> tuple[str, str, str]:
    """Tells versions of one article apart, also within one file."""
    return article.origin, article.id, article.body


def is_published(article: Article, project: Project) -> bool:
    """Private articles and drafts stop here, so that nothing behind this line can leak them."""
    if article.draft and not project.include_drafts:
        return False
    return project.config.rights_of(article) != "private"


def render(
    library: Library,
    postings: tuple[Posting, ...],
    project: Project,
    jobs: int = 1,
    *,
    pictures: tuple[Output, ...] = (),
    cache: Cache | None = None,
    tell: workers.Tell = workers.unwatched,
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """Every file of the site, the manifest last, and what could not be part of it."""
    words = catalogues.load(project.config.language)
    renderer = Renderer(project, words, cache.templates if cache else None)
    parts = pages.parts(library, project, words)
    tasks: list[Task] = [partial(search.merge, library, library.articles, postings)]
    tasks += [partial(_exported, export, library, project, words) for export in exports.EXPORTS]
    tasks += [partial(_rendered, part, renderer) for part in parts.each]
    made = workers.mapped(_done, tasks, jobs if len(library.articles) > _SMALL else 1)
    counted = workers.counted(made, "rendering", len(tasks), tell)
    outputs = [*renderer.static(), *pictures, *(output for some in counted for output in some)]
    taken = {disk.MANIFEST, *(output.path for output in outputs)}
    outputs += [renderer.render(page) for page in parts.redirects(taken)]
    kept, problems = apart(outputs)
    return (*kept, exports.manifest(kept, library.articles)), problems


def fresh_page(site: Site, origin: Origin, project: Project, cache: Cache) -> Output | None:
    """The page of an edited article before all else is worked out again: its text and fields are new, what others say
    of it is as it was. None where the edit gives it another address or takes it away."""
    read = reading.read(origin, project.config)
    places = [n for n, article in enumerate(site.library.articles) if article.origin == origin.path]
    if len(places) != 1 or len(read.parts) != 1:
        return None
    index, old = places[0], site.library.articles[places[0]]
    article = read.parts[0].article
    new = replace(article, versions=old.versions, cuts=article.cuts or old.cuts)
    if (new.id, new.permalink) != (old.id, old.permalink) or not is_published(new, project):
        return None
    articles = (*site.library.articles[:index], new, *site.library.articles[index + 1 :])
    library = replace(site.library, articles=articles, bodies={**site.library.bodies, new.id: read.parts[0].body})
    words = catalogues.load(project.config.language)
    page = pages.article_page(library, project, words, index)
    return Renderer(project, words, cache.templates).render(page)


def apart(outputs: Iterable[Output]) -> tuple[list[Output], tuple[Problem, ...]]:
    """The outputs whose files every file system keeps apart, and a problem for each that would replace another."""
    taken = Taken([disk.MANIFEST])
    kept: list[Output] = []
    problems: list[Problem] = []
    for output in outputs:
        if taken.take(output.path):
            kept.append(output)
        else:
            message = "would replace another file where case and Unicode form do not count: it is left out"
            problems.append(Problem("slug-twice", output.path, message))
    return kept, tuple(problems)


def _done(task: Task) -> tuple[Output, ...]:
    return task()


def _exported(export: exports.Export, library: Library, project: Project, words: Words) -> tuple[Output, ...]:
    return tuple(export(library, project, words))


def _rendered(part: Callable[[], Iterable[Page]], renderer: Renderer) -> tuple[Output, ...]:
    return tuple(renderer.render(page) for page in part())


def placed(problem: Problem, project: Project) -> Problem:
    """The problem with a path as the user would type it: that of a clip is below the content folder."""
    if problem.path == FILE:
        return problem
    content = project.content
    shown = content.relative_to(project.root) if content.is_relative_to(project.root) else content
    return replace(problem, path=f"{shown.as_posix()}/{problem.path}")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Frozen values make no cycles: looking for them in millions of objects is a quarter of a large build."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
