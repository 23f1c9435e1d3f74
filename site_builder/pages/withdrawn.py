"""What stands where an article was that has been withdrawn: its title, and why. Nothing else knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model import Page
from site_builder.pages import head
from site_builder.pages.cards import plain_address
from site_builder.pages.frame import Frame


def pages(frame: Frame) -> Iterator[Page]:
    words = frame.words
    for article in frame.library.withdrawn:
        path = f"{article.permalink}index.html"
        title = article.title or plain_address(article)
        yield frame.page(
            path,
            "withdrawn.html",
            "page",
            head.page(title, words("已撤稿"), path, frame.config, is_listed=False),
            here="",
            title=frame.text(title, article.language),
            source=frame.config.source(article.source).name,
            day=article.published.text[:10] if article.published else "",
            reason=article.withdrawn,
        )
