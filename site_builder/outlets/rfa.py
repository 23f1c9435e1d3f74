"""自由亚洲电台 (rfa.org/mandarin): no date in the text, the address ends in it (…-10022020082752.html, month first).

Single-item lists amid the text are related reading; pictures have the caption three times and a zoom icon; the last
paragraph has 记者：… 责编：… 网编：…
"""

import re

from site_builder.model import Printed
from site_builder.outlets.draft import Draft
from site_builder.outlets.names import names
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.related import related_lists
from site_builder.outlets.steps import drop, drop_lines, standfirst, title_without

_ADDRESS_DATE = re.compile(r"-(\d{2})(\d{2})(\d{4})(\d{2})(\d{2})(\d{2})\.html$")
_CREDIT = re.compile(r"(记者|記者|特约记者|特約記者|撰稿|编译|責編|责编|网编|網編|编辑|編輯)\s*[:：]\s*")
_WRITES = ("记者", "記者", "撰稿")
_TRANSLATES = ("编译",)


def date_of_address(draft: Draft) -> None:
    match = _ADDRESS_DATE.search(draft.url)
    if match:
        month, day, year, hour, minute, second = match.groups()
        draft.fill("published", Printed(f"{year}-{month}-{day} {hour}:{minute}:{second}", "url"))


def credits(draft: Draft) -> None:
    """The line 记者：A 责编：B 网编：C near the end: who wrote is an author, who edited a contributor."""
    for line in reversed(draft.lines()[-6:]):
        parts = _CREDIT.split(line.text)
        if len(parts) < 3 or parts[0].strip(" （(") or len(line.text) > 120:
            continue
        for duty, people in zip(parts[1::2], parts[2::2], strict=False):
            names_found = names(re.sub(r"[）)\s]+$", "", people).replace("  ", "、"))
            is_author = any(word in duty for word in _WRITES)
            field = "authors" if is_author else "translators" if duty in _TRANSLATES else "contributors"
            draft.add(field, names_found)
        draft.cut("field:authors,contributors", line.nodes)
        return


def zoom_icons(draft: Draft) -> None:
    """The magnifying glass on a picture, and the link around it."""
    for icon in draft.root.css("img[src*=zoom], img[class*=zoom]"):
        parent = icon.parent
        around = parent if parent is not None and parent.tag == "a" else icon
        draft.cut("zoom-link", [around])


OUTLET = Outlet(
    "rfa",
    (
        title_without(r"\s*[-–—]\s*自由亚洲电台.*"),
        date_of_address,
        zoom_icons,
        drop("share", "#sharebar, .share, .social"),
        related_lists(),
        credits,
        drop_lines("copyright", r"©?\s*(?:自由亚洲电台|RFA).{0,20}版权所有.*"),
        standfirst(),
    ),
)
