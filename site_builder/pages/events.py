"""Events: what several articles report, side by side and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_builder.model import Event, Page, Term
from site_builder.pages import head, shelf, terms
from site_builder.pages.compare import comparison
from site_builder.pages.frame import Frame
from site_builder.pages.views import Link

MOST_COLUMNS = 12
MOST_CHIPS = 12


def pages(frame: Frame) -> Iterator[Page]:
    for event in frame.events:
        yield _page(event, frame)


def _page(event: Event, frame: Frame) -> Page:
    words = frame.words
    path = f"events/{event.id}/index.html"
    cards = frame.pick(event.articles)[: shelf.LIMIT]
    name = frame.text(event.name)
    sources = len({card.source.id for card in cards})
    count = words("{articles}，{sources}", articles=words.count("{n}篇报道", "{n}篇报道", len(event.articles)),
                  sources=words.count("{n}家", "{n}家", sources))  # fmt: skip
    known = next((e for e in frame.config.events if e.id == event.id), None)
    return frame.page(
        path,
        "event.html",
        "event",
        head.page(event.name, f"{known.text if known else ''}{count}", path, frame.config),
        (
            Link(words("事件"), "index.html#matrix" if len(frame.marks) > 1 else "index.html"),
            Link(name.text, "", name.lang),
        ),
        here="",
        name=name,
        day=words.day(event.day) if event.day else "",
        iso=event.day,
        text=known.text if known else "",
        count=count,
        comparison=comparison(event, frame, most=MOST_COLUMNS),
        years=shelf.years(cards, frame, with_gaps=False) if len(cards) == 1 or len(cards) > MOST_COLUMNS else (),
        groups=terms.groups(_common(event, frame), frame, MOST_CHIPS),
    )


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
