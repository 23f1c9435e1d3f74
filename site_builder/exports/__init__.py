"""Everything of a site that is not HTML. One file an export, one entry in EXPORTS.

An export is a function (library, articles as items, setting) -> parts; docs/exports.md says what each file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from site_builder.exports import articles, bibliography, feeds, robots, sitemap, table, timeline, wanted
from site_builder.exports.item import Item, Pieces, Setting, items, listed
from site_builder.exports.manifest import manifest
from site_builder.keyed import Keyed
from site_builder.model import Library, Output
from site_builder.project import Project
from site_builder.words import Words

EXPORTS: tuple[Callable[[Library, Mapping[str, Item], Setting], Iterable[Keyed[Any, Output]]], ...] = (
    articles.parts,
    feeds.parts,
    sitemap.parts,
    robots.parts,
    bibliography.parts,
    table.parts,
    timeline.parts,
    wanted.parts,
)

__all__ = ["EXPORTS", "Pieces", "export", "listed", "manifest", "parts"]


def parts(
    library: Library, project: Project, words: Words, pieces: Pieces | None = None
) -> tuple[Keyed[Any, Output], ...]:
    """Every export in parts that can be made one by one, in any order and any process. A part whose key was seen
    with the same configuration, words and program makes what it made then."""
    setting = Setting(project, words, pieces)
    known = items(library, setting)
    return tuple(part for export in EXPORTS for part in export(library, known, setting))


def export(library: Library, project: Project, words: Words) -> tuple[Output, ...]:
    """Every export of a dossier; paths are relative to the output folder."""
    return tuple(output for part in parts(library, project, words) for output in part())
