"""Publishers: what to keep, cut and read in the HTML each of them makes.

`refine` runs the rules of the publisher that the address belongs to between those that hold for everybody. What a rule
takes out is a Cut: with its own name if nobody misses it, as `field:NAME` if it moved to a field of the article.
Adding a publisher: one file with an OUTLET, one entry below, one document in tests/outlets/.
"""

from __future__ import annotations

from dataclasses import replace

from site_builder import publishers, tree
from site_builder.model import Extract
from site_builder.outlets import (
    allnow,
    bbc,
    cdt,
    chinafile,
    dw,
    generic,
    iyouport,
    matters,
    neist,
    nyt,
    paopao,
    rfa,
    rfi,
    titles,
    voa,
    weixin,
)
from site_builder.outlets.draft import Draft
from site_builder.outlets.outlet import Outlet

__all__ = ["OUTLETS", "SOURCES", "refine"]

SOURCES = publishers.SOURCES
OUTLETS: tuple[Outlet, ...] = (
    rfi.OUTLET,
    nyt.OUTLET,
    bbc.OUTLET,
    dw.OUTLET,
    rfa.OUTLET,
    cdt.OUTLET,
    iyouport.OUTLET,
    paopao.OUTLET,
    neist.OUTLET,
    chinafile.OUTLET,
    allnow.OUTLET,
    matters.OUTLET,
    voa.OUTLET,
    weixin.OUTLET,
)

_NOBODY = Outlet("", ())


def refine(extract: Extract) -> Extract:
    """The extract with fields filled and boilerplate cut by its publisher's rules; of Markdown only the title is bared
    of the publisher's name."""
    title = extract.title if extract.format == "markdown" else titles.bare(extract.title, extract)
    extract = extract if title == extract.title else replace(extract, title=title)
    if not extract.html:
        return extract
    draft = Draft(extract, tree.parse(extract.html))
    source = titles.publisher(extract.url)
    own = next((outlet for outlet in OUTLETS if source is not None and outlet.source == source.id), _NOBODY)
    for step in (*generic.BEFORE, *own.steps, *generic.AFTER, *own.late):
        step(draft)
    return draft.finished()
