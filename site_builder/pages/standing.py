"""A page that the editor wrote, as part of others: its links lead to the articles that are here."""

from __future__ import annotations

from typing import NamedTuple

from site_builder import urls
from site_builder.model import Standing
from site_builder.pages.desk import Desk
from site_builder.pages.frame import Frame
from site_builder.pages.views import BodyLink, Edit, Written


class Manuscript(NamedTuple):
    """What was written, and the address and the page of each article: where its links may lead."""

    page: Standing
    places: tuple[tuple[str, str], ...]


def manuscript(name: str, frame: Frame) -> Manuscript | None:
    """None if there is no page of that name, or nothing on it."""
    found = next((page for page in frame.library.standing if page.name == name), None)
    if found is None or not found.body.html.strip():
        return None
    articles = frame.library.articles if found.body.links else ()
    return Manuscript(found, tuple((a.url, frame.cards[a.id].href) for a in articles if a.url))


def written(found: Manuscript | None, desk: Desk) -> Written | None:
    """The page with its links filled in."""
    if found is None:
        return None
    page = found.page
    known = {urls.match_key(url): href for url, href in found.places}
    targets = [known.get(urls.match_key(link.url), "") for link in page.body.links]
    links = tuple(
        BodyLink(href, link.url if urls.is_web(link.url) else "", 0, f"{page.name}{index}")
        for index, (link, href) in enumerate(zip(page.body.links, targets, strict=True))
    )
    newest = sorted(page.changes, key=lambda change: change.date, reverse=True)
    edits = tuple(Edit(c.date, desk.words.day(c.date), desk.text(c.text)) for c in newest)
    return Written(page.title, page.body.html, links, edits)
