"""Library -> Page: which pages exist and what each of them says. One file a page kind.

Nothing here knows Jinja: a page names its template and carries prepared values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from site_builder.keyed import Keyed, digest
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
    withdrawn,
)
from site_builder.pages.frame import Frame
from site_builder.project import Project
from site_builder.words import Words

KINDS = (
    home.pages,
    timeline.pages,
    sources.pages,
    terms.pages,
    events.pages,
    search.pages,
    wanted.pages,
    about.pages,
    notfound.pages,
    withdrawn.pages,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The site's pages in parts that can be made one by one, in any order and any process. A part whose key was seen
    with the same configuration, words, templates and program makes what it made then."""

    frame: Frame
    each: tuple[Keyed[bytes, Page], ...]

    def redirects(self, taken: set[str]) -> tuple[Page, ...]:
        """Pages for old addresses, given the paths of all others; none ever takes the place of a page."""
        return tuple(redirects.pages(self.frame, taken))


def parts(library: Library, project: Project, words: Words) -> Parts:
    """What is shared by all pages is worked out here, the pages themselves when their part is called."""
    made = frame.make(library, project, words)
    whole = digest(library)

    def part(name: str, make: Callable[[], Iterable[Page]]) -> Keyed[bytes, Page]:
        return Keyed(name, lambda _: make(), whole)

    kinds = (part(kind.__module__, partial(kind, made)) for kind in KINDS)
    return Parts(made, (*kinds, *(part("article", one) for one in article.parts(made))))


def plan(library: Library, project: Project, words: Words) -> tuple[Page, ...]:
    """Every HTML page of the site, each path once."""
    split = parts(library, project, words)
    planned = [page for part in split.each for page in part()]
    return (*planned, *split.redirects({page.path for page in planned}))


def article_page(library: Library, project: Project, words: Words, index: int) -> Page:
    """The page of one article alone, by its place in the library."""
    part = next(islice(article.parts(frame.make(library, project, words)), index, None))
    return part()[0]
