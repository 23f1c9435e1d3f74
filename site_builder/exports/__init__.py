"""Everything of a site that is not HTML. One file an export, one entry in TEXTS or LISTS.

An export is a function (library, articles as items, setting) -> parts; docs/exports.md says what each file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from site_builder.exports import articles, bibliography, feeds, robots, sitemap, table, timeline, wanted
from site_builder.exports.item import Item, Pieces, Setting, items, listed
from site_builder.exports.manifest import manifest
from site_builder.keyed import Keyed, Section
from site_builder.model import Library, Output
from site_builder.project import Project
from site_builder.words import Words

Export = Callable[[Library, Mapping[str, Item], Setting], Iterable[Keyed[Any, Output]]]

TEXTS: tuple[Export, ...] = (
    articles.parts,
    feeds.parts,
)
# Those that say nothing of texts, or of what leads from one article to another.
LISTS: tuple[Export, ...] = (
    sitemap.parts,
    robots.parts,
    bibliography.parts,
    table.parts,
    timeline.parts,
    wanted.parts,
)

__all__ = ["LISTS", "TEXTS", "Pieces", "export", "listed", "manifest", "parts", "sections"]


def sections(
    library: Library, project: Project, words: Words, pieces: Pieces | None = None
) -> tuple[Section[Output], ...]:
    """Every export in parts that can be made one by one, in any order and any process. A part whose key was seen
    with the same configuration, words and program makes what it made then."""
    setting = Setting(project, words, pieces)
    known = items(library, setting)

    def gathered(exports: Iterable[Export]) -> Iterator[Keyed[Any, Output]]:
        return (part for export in exports for part in export(library, known, setting))

    return Section(b"", partial(gathered, TEXTS)), Section(library.lists, partial(gathered, LISTS))


def parts(
    library: Library, project: Project, words: Words, pieces: Pieces | None = None
) -> tuple[Keyed[Any, Output], ...]:
    """All of them."""
    return tuple(part for section in sections(library, project, words, pieces) for part in section.gather())


def export(library: Library, project: Project, words: Words) -> tuple[Output, ...]:
    """Every export of a dossier; paths are relative to the output folder."""
    return tuple(output for part in parts(library, project, words) for output in part())
