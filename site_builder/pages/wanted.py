"""待收: what the collected articles cite or list and the dossier does not have yet, most cited first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder import urls
from site_builder.model import Page, Wanted
from site_builder.pages import head
from site_builder.pages.frame import Frame
from site_builder.pages.lists import sheets
from site_builder.pages.views import Card, Link, Text

FOLDER = "wanted/"
PAGE = 200
MOST_CITING = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """`url` is "" where the address is none that a browser should follow."""

    count: str
    title: Text
    kicker: Text
    host: str
    url: str
    cited_by: tuple[tuple[Card, str], ...]
    more: str


def pages(frame: Frame) -> Iterator[Page]:
    words = frame.words
    title = words("待收")
    ranked = sorted(frame.library.wanted, key=lambda w: -len(w.cited_by))
    for sheet in sheets(FOLDER, ranked, PAGE):
        yield frame.page(
            sheet.path,
            "wanted.html",
            "wanted",
            head.page(title, words("已收的报道提到、本卷却还没有的材料。"), sheet.path, frame.config),
            (Link(title, ""),),
            here="wanted",
            title=title,
            count=words.count("共{n}条", "共{n}条", len(ranked)) if ranked else "",
            entries=tuple(_entry(wanted, frame) for wanted in sheet.entries),
            before=sheet.before,
            after=sheet.after,
        )


def _entry(wanted: Wanted, frame: Frame) -> Entry:
    citing = [(frame.cards[i], frame.words.reason(reason)) for i, reason in wanted.cited_by if i in frame.cards]
    left = len(citing) - MOST_CITING
    return Entry(
        count=frame.words.number(len(citing)),
        title=frame.text(wanted.title or wanted.url),
        kicker=frame.text(wanted.kicker),
        host=urls.host(wanted.url),
        url=wanted.url if urls.is_web(wanted.url) else "",
        cited_by=tuple(citing[:MOST_CITING]),
        more=frame.words.count("另有{n}篇", "另有{n}篇", left) if left > 0 else "",
    )
