"""Library -> Page: which pages exist and what each of them says. One file a page kind.

Nothing here knows Jinja: a page names its template and carries prepared values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from site_builder.keyed import Keyed, Section
from site_builder.model import Library, Page
from site_builder.pages import article, frame, redirects
from site_builder.pages.frame import Frame
from site_builder.pages.views import Card
from site_builder.project import Project
from site_builder.words import Words


@dataclass(frozen=True, slots=True)
class Parts:
    """The site's pages in parts that can be made one by one, in any order and any process. A part whose key was seen
    with the same configuration, words, templates and program makes what it made then."""

    frame: Frame

    @property
    def sections(self) -> tuple[Section[Page], ...]:
        """All of them."""
        frame = self.frame
        return Section(frame.library.lists, lambda: _of_lists(frame)), *article.sections(frame)

    @property
    def each(self) -> Iterator[Keyed[Any, Page]]:
        return (part for section in self.sections for part in section.gather())

    def redirects(self, taken: Iterable[str]) -> tuple[Page, ...]:
        """Pages for old addresses, given the paths of all others; none ever takes the place of a page."""
        return tuple(redirects.pages(self.frame, taken))


def _of_lists(frame: Frame) -> Iterator[Keyed[Any, Page]]:
    from site_builder.pages.kinds import LISTS  # here: most edits leave all lists as they are

    return (part for kind in LISTS for part in kind(frame))


def parts(
    library: Library, project: Project, words: Words, dealt: Mapping[bytes, Card] = MappingProxyType({})
) -> Parts:
    """What goes into each page is gathered here; the page is made when its part is called. `dealt`: cards of an earlier
    build with the same configuration and words, by their digests."""
    return Parts(frame.make(library, project, words, dealt))


def plan(library: Library, project: Project, words: Words) -> tuple[Page, ...]:
    """Every HTML page of the site, each path once."""
    split = parts(library, project, words)
    planned = [page for part in split.each for page in part()]
    return (*planned, *split.redirects({page.path for page in planned}))


def edited_page(known: Frame, library: Library, index: int) -> Page:
    """The page of one article that was edited since, see `frame.edited`, by its place in the library."""
    return article.one(frame.edited(known, library, library.articles[index]), index)()[0]
