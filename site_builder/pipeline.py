"""The story: files go in, pages come out.

    collect -> read -> normalise -> render bodies -> relate -> plan pages -> render pages

`build` writes nothing; the verbs differ in what they do with the outputs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from site_builder import body, catalogues, disk, exports, formats, normalise, outlets, pages, relate
from site_builder.config import FILE
from site_builder.model import Article, Library, Origin, Output, Standing
from site_builder.problems import Problem
from site_builder.project import Config, Project
from site_builder.render import Renderer

# Files of content/ that are the editor's pages and no articles.
STANDING = {"about.md": "about", "summary.md": "summary"}


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
    standing = tuple(_standing(article) for article in articles if article.origin in STANDING)
    published = tuple(a for a in articles if a.origin not in STANDING and is_published(a, project))
    bodies = {article.id: body.render(article) for article in published}
    library, unlinked = relate.relate(published, bodies, project.config)
    outputs = render_site(replace(library, standing=standing), project)
    return Site(outputs, tuple(placed(p, project) for p in (*problems, *found, *unlinked)), library)


def render_site(library: Library, project: Project) -> tuple[Output, ...]:
    """Every file of the site, the manifest last."""
    words = catalogues.load(project.config.language)
    renderer = Renderer(project, words)
    outputs = [renderer.render(page) for page in pages.plan(library, project, words)]
    outputs += [*renderer.static(), *exports.export(library, project, words)]
    return (*outputs, exports.manifest(outputs))


def placed(problem: Problem, project: Project) -> Problem:
    """The problem with a path as the user would type it: that of a clip is below the content folder."""
    if problem.path == FILE:
        return problem
    content = project.content
    shown = content.relative_to(project.root) if content.is_relative_to(project.root) else content
    return replace(problem, path=f"{shown.as_posix()}/{problem.path}")


def _standing(article: Article) -> Standing:
    return Standing(STANDING[article.origin], article.title, body.render(article))


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
    if origin.path in STANDING:
        found = [problem for problem in found if not problem.code.endswith("-missing")]
    return articles, found


def is_published(article: Article, project: Project) -> bool:
    """Private articles and drafts stop here, so that nothing behind this line can leak them."""
    if article.draft and not project.include_drafts:
        return False
    return project.config.rights_of(article) != "private"
