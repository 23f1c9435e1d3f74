"""404.html: served at any address, so its links start at the site's root and not at its own place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from site_builder.model import Page
from site_builder.pages import head
from site_builder.pages.frame import Frame

PATH = "404.html"


def pages(frame: Frame) -> Iterator[Page]:
    title = frame.words("没有这一页")
    made = frame.page(
        PATH,
        "404.html",
        "page",
        head.page(title, title, PATH, frame.config, is_listed=False),
        here="",
        title=title,
        nearest=tuple(card for card in reversed(frame.in_order) if card.day)[:5],
    )
    base = frame.config.base_url
    root = f"{urlsplit(base).path.rstrip('/')}/" if base else made.context["root"]
    yield replace(made, context={**made.context, "root": root})
