"""Matters (matters.news, matters.town): the body is clean; licence lines and the reposting note stand last."""

from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop, drop_lines, title_without

OUTLET = Outlet(
    "matters",
    (
        title_without(r"\s*[-–—|]\s*Matters.*"),
        drop("page-furniture", ".appreciation, .toolbar, [class*=SupportWidget], matters-audio-player"),
        drop_lines("licence", r"(?:CC BY(?:-\w+)* ?\d?\.?0?(?: 授权| 授權)?|作者保留所有权利|作者保留所有權利)"),
    ),
)
