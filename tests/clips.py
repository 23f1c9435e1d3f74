"""Reading a clip in a test: bytes in, articles and problems out."""

from __future__ import annotations

from site_builder import formats, normalise, outlets
from site_builder.model import Article, Origin
from site_builder.problems import Problem
from site_builder.project import Config


def read(path: str, data: bytes, config: Config | None = None) -> tuple[list[Article], list[Problem]]:
    origin = Origin(path, data)
    extracts, found = formats.read(origin)
    problems = list(found)
    articles = []
    for extract in extracts:
        article, more = normalise.article(outlets.refine(extract), origin, config or Config())
        articles += [article] if article else []
        problems += more
    return articles, problems
