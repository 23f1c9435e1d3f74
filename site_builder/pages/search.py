"""The search page: the form that the script takes over, and every title for readers without it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model import Page
from site_builder.pages import head
from site_builder.pages.frame import Frame
from site_builder.pages.views import Link

PATH = "search/index.html"
MOST_TITLES = 5000


def pages(frame: Frame) -> Iterator[Page]:
    words = frame.words
    title = words("搜索")
    newest = tuple(card for card in reversed(frame.in_order) if card.day)
    undated = tuple(card for card in frame.in_order if not card.day)
    every = newest + undated
    yield frame.page(
        PATH,
        "search.html",
        "search",
        head.page(title, words("在本卷全部文章中查找。"), PATH, frame.config),
        (Link(title, ""),),
        here="search",
        title=title,
        marks=frame.marks,
        cards=every[:MOST_TITLES],
        left=words.count("更早的{n}篇见时间线", "更早的{n}篇见时间线", len(every) - MOST_TITLES)
        if len(every) > MOST_TITLES
        else "",
    )
