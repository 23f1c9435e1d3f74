"""Which publishers have rules of their own, and how rules are run.

Loaded for files that hold HTML: Markdown has been through them.
"""

from __future__ import annotations

from site_builder import tree
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


def refined(extract: Extract) -> Extract:
    """An extract with HTML, by the rules of its publisher between those that hold for everybody."""
    draft = Draft(extract, tree.parse(extract.html))
    source = titles.publisher(extract.url)
    own = next((outlet for outlet in OUTLETS if source is not None and outlet.source == source.id), _NOBODY)
    for step in (*generic.BEFORE, *own.steps, *generic.AFTER, *own.late):
        step(draft)
    return draft.finished()
