"""全现在 (allnow.com): column, title, author with portrait and a day without year above the text."""

from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop, drop_lines, read_element, repeated_title

OUTLET = Outlet(
    "allnow",
    (
        repeated_title(),
        read_element("kicker", ".column-wrap .column"),
        read_element("authors", ".author-wrap .single-name", replacing=True),
        read_element("summary", ".abstract-wrap .abstract"),
        drop("page-furniture", ".author-wrap, .column-wrap .title"),
        drop_lines("promo", r"(?:微信搜索|关注微信公众号).{0,60}"),
    ),
)
