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
from site_builder.keyed import Keyed, digest
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

__all__ = ["EXPORTS", "export", "manifest", "parts"]


def parts(library: Library, project: Project, words: Words) -> tuple[Keyed[bytes, Output], ...]:
    """Every export in parts that can be made one by one, in any order and any process. A part whose key was seen
    with the same configuration, words and program makes what it made then."""
    whole = digest(library)

    def part(export: Export) -> Keyed[bytes, Output]:
        return Keyed(export.__module__, lambda _: export(library, project, words), whole)

    return tuple(map(part, EXPORTS))


def export(library: Library, project: Project, words: Words) -> tuple[Output, ...]:
    """Every export of a dossier; paths are relative to the output folder."""
    return tuple(output for write in EXPORTS for output in write(library, project, words))
