"""Looks at all articles at once: who cites whom, who reports the same event, what is one topic, and why.

Two halves. `fingerprint` sees one article and may run in any process, in any order; its result is small and can
be cached. `link` sees all fingerprints and makes the Library. `relate` is both, one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model import Article, Body, Library
from site_builder.problems import Problem
from site_builder.project import Config
from site_builder.relate.assemble import Linked, link
from site_builder.relate.fingerprint import Fingerprint, fingerprint
from site_builder.relate.kept import Kept
from site_builder.relate.wanted import wished

__all__ = ["Fingerprint", "Kept", "Linked", "fingerprint", "link", "relate", "wished"]


def relate(
    articles: tuple[Article, ...], bodies: Mapping[str, Body], config: Config
) -> tuple[Library, tuple[Problem, ...]]:
    """Everything that is known about the articles together; see `Library`. The order of `articles` does not count."""
    prints = [fingerprint(article, bodies[article.id], config) for article in articles]
    linked = link(articles, bodies, prints, config)
    return linked.library, linked.problems
