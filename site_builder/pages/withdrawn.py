"""What stands where an article was that has been withdrawn: its title, and why. Nothing else knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.keyed import Keyed
from site_builder.model import Article, Page
from site_builder.pages import head
from site_builder.pages.cards import plain_address
from site_builder.pages.desk import Desk, part
from site_builder.pages.frame import Frame


def parts(frame: Frame) -> Iterator[Keyed[tuple[Desk, Article], Page]]:
    for article in frame.library.withdrawn:
        yield part(pages, frame.desk, article)


def pages(desk: Desk, article: Article) -> Iterator[Page]:
    path = f"{article.permalink}index.html"
    title = article.title or plain_address(article)
    yield desk.page(
        path,
        "withdrawn.html",
        "page",
        head.page(title, desk.words("已撤稿"), path, desk.config, is_listed=False),
        here="",
        title=desk.text(title, article.language),
        source=desk.source(article.source).name,
        day=article.published.text[:10] if article.published else "",
        reason=article.withdrawn,
    )
