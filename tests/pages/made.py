"""Libraries for the tests of pages, written as one line an article: `when source title`, `when` may be `-`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from site_builder import catalogues, pages
from site_builder.model import Article, Body, Library, Moment, Page
from site_builder.pages import frame
from site_builder.project import Config, Project, Source
from site_builder.render import Renderer

CONFIG = Config(title="灯塔案卷", summary="一座灯塔的两年。", sources=(Source(id="harbour", name="港报"),))


def articles(document: str) -> tuple[Article, ...]:
    """Articles with ids a0, a1 ... in the order of the lines."""
    lines = [line.split(maxsplit=2) for line in document.strip().splitlines()]
    return tuple(
        Article(
            id=f"a{number}",
            title=title,
            url=f"https://{source}.example/{number}",
            source=source,
            origin=f"{number}.md",
            sha256=f"{number:064x}",
            format="matter",
            published=None if when == "-" else Moment(when),
            language="zh-Hans",
        )
        for number, (when, source, title) in enumerate(lines)
    )


def library(shelf: tuple[Article, ...] | str, **known: object) -> Library:
    """A library of these articles; `known` are its other fields."""
    listed = articles(shelf) if isinstance(shelf, str) else shelf
    empty: Mapping[str, Mapping[str, object]] = {"related": {}, "citations": {}, "cited_by": {}}
    bodies = {article.id: Body(html=article.body, text="") for article in listed}
    return Library(**{"articles": listed, "bodies": bodies, **empty, **known})  # type: ignore[arg-type]


def project(config: Config = CONFIG, *templates: Path) -> Project:
    here = Path()
    now = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    return Project(root=here, content=here, output=here, config=config, now=now, templates=templates)


def framed(made: Library, config: Config = CONFIG) -> frame.Frame:
    return frame.make(made, project(config), catalogues.load(config.language))


def planned(made: Library, config: Config = CONFIG) -> dict[str, Page]:
    """Every page by its path."""
    return {page.path: page for page in pages.plan(made, project(config), catalogues.load(config.language))}


def rendered(made: Library, config: Config = CONFIG) -> dict[str, str]:
    """The HTML of every page by its path."""
    renderer = Renderer(project(config), catalogues.load(config.language))
    return {path: renderer.render(page).data.decode() for path, page in planned(made, config).items()}


def with_rights(article: Article, **changes: object) -> Article:
    return replace(article, **changes)  # type: ignore[arg-type]
