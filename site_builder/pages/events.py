"""Events: what several articles report, side by side and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from site_builder import urls
from site_builder.model import Event, Page, Term
from site_builder.pages import head, shelf, terms
from site_builder.pages.compare import comparison
from site_builder.pages.frame import Frame
from site_builder.pages.lists import Listing, contents, later_pages
from site_builder.pages.views import Link

MOST_COLUMNS = 12
MOST_CHIPS = 12


def pages(frame: Frame) -> Iterator[Page]:
    for event in frame.events:
        yield from _event(event, frame)


def _event(event: Event, frame: Frame) -> Iterator[Page]:
    words = frame.words
    folder = f"events/{event.id}/"
    path = f"{folder}index.html"
    cards = frame.pick(event.articles)
    parts = shelf.cut(cards, words)
    is_listed = len(cards) == 1 or len(cards) > MOST_COLUMNS
    side_by_side = comparison(event, frame, most=MOST_COLUMNS)
    name = frame.text(event.name)
    sources = len({card.source.id for card in cards})
    count = words("{articles}，{sources}", articles=words.count("{n}篇报道", "{n}篇报道", len(event.articles)),
                  sources=words.count("{n}家", "{n}家", sources))  # fmt: skip
    known = next((e for e in frame.config.events if e.id == event.id), None)
    above = Link(words("事件"), "index.html#matrix" if len(frame.marks) > 1 else "index.html")
    yield frame.page(
        path,
        "event.html",
        "event",
        head.page(event.name, f"{known.text if known else ''}{count}", path, frame.config),
        (above, Link(name.text, "", name.lang)),
        here="",
        name=name,
        day=words.day(event.day) if event.day else "",
        iso=event.day,
        text=known.text if known else "",
        count=count,
        comparison=replace(side_by_side, more="") if side_by_side else None,
        years=shelf.years(cards, frame, with_gaps=False) if is_listed and not parts else (),
        contents=contents(folder, parts, frame),
        groups=terms.groups(_common(event, frame), frame, MOST_CHIPS),
    )
    here = Link(name.text, urls.relative("index.html", folder), name.lang)
    yield from later_pages(Listing(folder, "event", event.name, ""), parts, (above, here), frame)


def _common(event: Event, frame: Frame) -> tuple[Term, ...]:
    """The terms that at least two of the event's articles share, or all of them where it has but one article."""
    shared: Counter[tuple[str, str]] = Counter()
    known: dict[tuple[str, str], Term] = {}
    for article_id in event.articles:
        for term in frame.terms_of.get(article_id, ()):
            shared[term.kind, term.slug] += 1
            known[term.kind, term.slug] = term
    least = min(2, len(event.articles))
    return tuple(known[key] for key, n in shared.items() if n >= least)
