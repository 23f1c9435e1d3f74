"""自由亚洲电台 (rfa.org/mandarin): no date in the text, the address ends in it (…-10022020082752.html, month first).

Single-item lists amid the text are related reading; pictures have the caption three times and a zoom icon; the last
paragraph has 记者：… 责编：… 网编：…
"""

import re

from site_builder.model import Printed
from site_builder.outlets.datelines import datelines
from site_builder.outlets.draft import Draft
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.related import related_lists
from site_builder.outlets.steps import drop, drop_lines, standfirst

_ADDRESS_DATE = re.compile(r"-(\d{2})(\d{2})(\d{4})(?:(\d{2})(\d{2})(\d{2}))?\.html$")


def date_of_address(draft: Draft) -> None:
    match = _ADDRESS_DATE.search(draft.url)
    if match:
        month, day, year, *clock = match.groups()
        time = f" {':'.join(clock)}" if clock[0] else ""
        draft.fill("published", Printed(f"{year}-{month}-{day}{time}", "url"))


def zoom_icons(draft: Draft) -> None:
    """The magnifying glass on a picture, and the link around it."""
    for icon in draft.root.css("img[src*=zoom], img[class*=zoom]"):
        parent = icon.parent
        around = parent if parent is not None and parent.tag == "a" else icon
        draft.cut("zoom-link", [around])


OUTLET = Outlet(
    "rfa",
    (
        date_of_address,
        zoom_icons,
        drop("share", "#sharebar, .share, .social"),
        related_lists(),
        datelines(),
        drop_lines("copyright", r"©?\s*(?:自由亚洲电台|RFA).{0,20}版权所有.*"),
        standfirst(),
    ),
)
