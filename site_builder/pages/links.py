"""The links of an article's text: into the dossier where the target is collected, outward where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from site_builder import urls
from site_builder.model import Body, Citation
from site_builder.pages.desk import Desk
from site_builder.pages.views import BodyLink, Card, Text

MOST_REFERENCES = 200


class Reference(NamedTuple):
    """One address that the text links to. `href` leads to the collected article, `url` to the origin."""

    number: int
    title: Text
    href: str
    url: str
    host: str
    state: str
    is_wanted: bool
    back: str


def references(
    body: Body | None, citations: Sequence[Citation], cards: Mapping[str, Card], desk: Desk
) -> tuple[tuple[BodyLink, ...], tuple[Reference, ...]]:
    """What fills the slots of `body`, and the numbered list of what is cited. `cards` has the collected targets by id.

    Without a body (the text is not shown) the list names only what its targets and addresses say: the words that
    a link stands on are the text's own.
    """
    by_url: dict[str, Citation] = {}
    for citation in citations:
        by_url.setdefault(citation.url, citation)
    numbers = {url: n for n, url in enumerate(list(by_url)[:MOST_REFERENCES], 1)}
    first: dict[str, str] = {}
    links = []
    for index, link in enumerate(body.links if body else ()):
        cited = by_url.get(link.url)
        anchor = f"b{index}"
        first.setdefault(link.url, anchor)
        target = cards.get(cited.target) if cited else None
        is_followed = urls.is_web(link.url) or link.url.startswith("mailto:")
        links.append(
            BodyLink(target.href if target else "", link.url if is_followed else "", numbers.get(link.url, 0), anchor)
        )
    listed = [
        _reference(n, by_url[url], first.get(url, ""), cards.get(by_url[url].target), desk, with_words=body is not None)
        for url, n in numbers.items()
    ]
    return tuple(links), tuple(listed)


def _reference(
    number: int, citation: Citation, back: str, target: Card | None, desk: Desk, *, with_words: bool
) -> Reference:
    url = citation.url if urls.is_web(citation.url) else ""
    host = urls.host(citation.url)
    if target:
        title = target.title
    else:
        title = desk.text(citation.text if with_words and citation.text else _bare(citation.url))
    state = desk.words("本卷已收") if target else desk.words("待收") if citation.is_wanted else ""
    return Reference(
        number, title, target.href if target else "", url, host, state, citation.is_wanted and not target, back
    )


def _bare(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
