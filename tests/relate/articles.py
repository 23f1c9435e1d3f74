"""Small dossiers for the tests of relate: articles and bodies in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from site_builder.model import Article, Body, Library, Link, Moment
from site_builder.problems import Problem
from site_builder.project import Config
from site_builder.relate import relate


def article(name: str, title: str = "", *, day: str = "", **fields: Any) -> Article:
    """An article at https://e.org/<name> whose id is its name."""
    given = {"url": f"https://e.org/{name}", "source": "e", "origin": f"{name}.md", "language": "zh-Hans", **fields}
    published = Moment(day) if day else None
    return Article(id=name, title=title, published=published, sha256="", format="markdown", **given)


def related(
    articles: Sequence[Article], links: dict[str, Sequence[Link]] | None = None, config: Config | None = None
) -> tuple[Library, tuple[Problem, ...]]:
    """The library of articles whose `body` is plain text, with links inside it where some are given."""
    made = links or {}
    bodies = {a.id: Body("", a.body, links=tuple(made.get(a.id, ()))) for a in articles}
    return relate(tuple(articles), bodies, config or Config())


def targets(library: Library, name: str) -> list[str]:
    return [link.target for link in library.related[name]]


def codes(library: Library, name: str, target: str) -> list[str]:
    """Why `name` links to `target`: the codes of the reasons, strongest first."""
    return [reason.code for link in library.related[name] if link.target == target for reason in link.reasons]
