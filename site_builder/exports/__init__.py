"""Everything of a site that is not HTML. One file an export, one entry in EXPORTS.

An export is a function (library, project, words) -> outputs; docs/exports.md says what each file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from site_builder.exports import (
    articles,
    atom,
    bibliography,
    json_feed,
    robots,
    sitemap,
    table,
    timeline,
    wanted,
)
from site_builder.exports.manifest import manifest
from site_builder.model import Library, Output
from site_builder.project import Project
from site_builder.words import Words

Export = Callable[[Library, Project, Words], Iterable[Output]]

EXPORTS: tuple[Export, ...] = (
    articles.export,
    atom.export,
    json_feed.export,
    sitemap.export,
    robots.export,
    bibliography.export,
    table.export,
    timeline.export,
    wanted.export,
)

__all__ = ["EXPORTS", "export", "manifest"]


def export(library: Library, project: Project, words: Words) -> tuple[Output, ...]:
    """Every export of a dossier; paths are relative to the output folder."""
    return tuple(output for write in EXPORTS for output in write(library, project, words))
