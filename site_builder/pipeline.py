"""The story: files go in, pages come out.

    collect -> read -> normalise -> render bodies -> relate -> plan pages -> render pages

`build` writes nothing; the verbs differ in what they do with the outputs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder import body, catalogues, disk, exports, formats, normalise, outlets, pages, relate
from site_builder.model import Article, Library, Origin, Output
from site_builder.problems import Problem
from site_builder.project import Config, Project
from site_builder.render import Renderer


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: every file of it as bytes, what is wrong, and the library it was made from."""

    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    library: Library


def build(project: Project) -> Site:
    """Everything from files to bytes. Raises SiteError only for what stops the run."""
    origins, problems = disk.collect(project.content, project.config.max_file_mb)
    articles, found = read_all(origins, project.config)
    published = [a for a in articles if is_published(a, project)]
    bodies = {article.id: body.render(article) for article in published}
    library, unlinked = relate.relate(tuple(published), bodies, project.config)
    words = catalogues.load(project.config.language)
    renderer = Renderer(project, words)
    outputs = [renderer.render(page) for page in pages.plan(library, project, words)]
    outputs += [*renderer.static(), *exports.export(library, project, words)]
    outputs.append(exports.manifest(outputs))
    return Site(tuple(outputs), (*problems, *found, *unlinked), library)


def read_all(origins: Iterable[Origin], config: Config) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Every article of the files, versions of one URL folded, and what is wrong with them."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for origin in origins:
        read, found = read_origin(origin, config)
        articles += read
        problems += found
    folded, found_versions = normalise.fold_versions(tuple(articles))
    return folded, (*problems, *found_versions)


def read_origin(origin: Origin, config: Config) -> tuple[list[Article], list[Problem]]:
    """One file on its own: the part of the way that can be cached and spread over processes."""
    extracts, problems = formats.read(origin)
    articles: list[Article] = []
    found = list(problems)
    for extract in extracts:
        article, more = normalise.article(outlets.refine(extract), origin, config)
        articles += [article] if article else []
        found += more
    return articles, found


def is_published(article: Article, project: Project) -> bool:
    """Private articles and drafts stop here, so that nothing behind this line can leak them."""
    if article.draft and not project.include_drafts:
        return False
    return project.config.rights_of(article) != "private"
