"""The HTML of a whole page, however it came here -> the extract: head, headline, where the text stands."""

from __future__ import annotations

import re

from site_builder import tree
from site_builder.formats.clip import file_date, file_title
from site_builder.formats.page_body import locate
from site_builder.formats.page_head import Head, read_head
from site_builder.model import Cut, Extract, Image, Printed
from site_builder.text import one_line
from site_builder.urls import absolute, is_web


def page(html: str, path: str, url: str, captured: Printed | None, form: tuple[str, str]) -> Extract:
    """The extract of a page's HTML; `url` and `captured` as its container tells them, `form` its format and reason."""
    root = tree.page(html)
    head = read_head(root)
    address = url if is_web(url) else head.url
    title = _without_title(root, head.title)
    body, cuts = locate(root, html, address)
    opening = "".join((tree.parse(body).text() or "").split())
    return Extract(
        format=form[0],
        reason=form[1],
        title=head.title or file_title(path),
        url=head.url or address,
        kicker=head.kicker,
        summary=_standfirst(head, opening),
        language=head.language,
        published=head.published or file_date(path),
        captured=captured,
        updated=head.updated,
        authors=head.authors,
        tags=head.tags,
        image=_lead(head, address, body),
        html=body,
        cuts=(*title, *cuts),
    )


def _without_title(root: tree.Node, title: str) -> list[Cut]:
    """Takes the headline out of the page's text, where it would stand above what publishers' rules look for first."""
    headlines = [node for node in root.css("body h1") if one_line(node.text() or "") == title]
    for node in headlines:
        node.decompose()
    return [Cut("field:title", title)] if headlines else []


def _standfirst(head: Head, text: str) -> str:
    """The page's description, unless the text itself says it: then it is no standfirst but a copy."""
    said = "".join(re.sub(r"(?:\.\.\.|…)+$", "", one_line(head.summary)).split())
    return "" if not said or said in text else head.summary


def _lead(head: Head, base: str, body: str) -> Image | None:
    """The picture the page shows when it is shared, unless its text shows it too."""
    if head.image is None:
        return None
    src = absolute(head.image.src, base or "https://")
    name = src.rpartition("/")[2].partition("?")[0]
    return None if not src or (name and name in body) else head.image
