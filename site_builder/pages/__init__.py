"""Library -> Page: which pages exist and what each of them says. One file a page kind.

Nothing here knows Jinja: a page names its template and carries prepared values.
"""

from __future__ import annotations

from site_builder.model import Library, Page
from site_builder.pages import (
    about,
    article,
    events,
    frame,
    home,
    notfound,
    redirects,
    search,
    sources,
    terms,
    timeline,
    wanted,
)
from site_builder.project import Project
from site_builder.words import Words

KINDS = (
    home.pages,
    timeline.pages,
    article.pages,
    sources.pages,
    terms.pages,
    events.pages,
    search.pages,
    wanted.pages,
    about.pages,
    notfound.pages,
)


def plan(library: Library, project: Project, words: Words) -> tuple[Page, ...]:
    """Every HTML page of the site, each path once; an old address never takes the place of a page."""
    made = frame.make(library, project, words)
    planned = [page for kind in KINDS for page in kind(made)]
    return (*planned, *redirects.pages(made, {page.path for page in planned}))
