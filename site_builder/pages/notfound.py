"""404.html: served at any address, so its links start at the site's root and not at its own place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from site_builder.keyed import Keyed
from site_builder.model import Page
from site_builder.pages import head
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import Frame
from site_builder.pages.views import Card

PATH = "404.html"
MOST = 5


def parts(frame: Frame) -> Iterator[Keyed[tuple[Desk, tuple[Card, ...]], Page]]:
    yield part(pages, frame.desk, tuple(card for card in reversed(frame.in_order) if card.day)[:MOST])


def pages(desk: Desk, nearest: tuple[Card, ...]) -> Iterator[Page]:
    title = desk.words("没有这一页")
    made = desk.page(
        PATH,
        "404.html",
        "page",
        head.page(title, title, PATH, desk.config, is_listed=False),
        here="",
        title=title,
        nearest=nearest,
    )
    base = desk.config.base_url
    root = f"{urlsplit(base).path.rstrip('/')}/" if base else made.context["root"]
    yield replace(made, context={**made.context, "root": root})
