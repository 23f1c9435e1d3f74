"""Export: the whole dossier in one file of another form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path

from site_builder import pipeline
from site_builder.exporting.book import book
from site_builder.exporting.database import database
from site_builder.model import Library
from site_builder.problems import SiteError, UsageError
from site_builder.project import Project

# Forms that every site publishes anyway, and the file each is in.
PUBLISHED: Mapping[str, str] = {
    "csl-json": "data/citations.json",
    "bibtex": "data/dossier.bib",
    "ris": "data/dossier.ris",
    "csv": "data/articles.csv",
    "timelinejs": "data/timeline.json",
    "json": "data/articles.json",
}
MADE: Mapping[str, Callable[[Library, Project], bytes]] = {"sqlite": database, "epub": book}
FORMATS = (*PUBLISHED, *MADE)
BINARY = frozenset(MADE)


def export(project: Project, form: str, path: Path | None = None) -> bytes:
    """The dossier in one of FORMATS; written to `path` if that is given, all or nothing. Raises SiteError."""
    if form not in FORMATS:
        close = get_close_matches(form, FORMATS, 1)
        known = f"one of: {', '.join(FORMATS)}"
        raise UsageError(f"there is no format {form!r}", f"did you mean {close[0]}? {known}" if close else known)
    site = pipeline.build(project)
    if form in MADE:
        data = MADE[form](site.library, project)
    else:
        data = next(output.data for output in site.outputs if output.path == PUBLISHED[form])
    if path is not None:
        _write(path, data)
    return data


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(data)
        aside.replace(path)
    except OSError as error:
        raise SiteError(f"{path}: cannot be written: {error.strerror}", "name another file") from error
    finally:
        aside.unlink(missing_ok=True)
