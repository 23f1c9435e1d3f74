"""美国之音 (voachinese.com): who wrote stands in a list of links above the text, related reading in boxes amid it."""

from site_builder.outlets.datelines import datelines
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop, drop_lines, read_attribute, read_element, standfirst

OUTLET = Outlet(
    "voa",
    (
        read_attribute("published", "time[datetime]", "datetime"),
        read_element("authors", ".links__list, .authors__list"),
        drop("share", ".share, .link-share, .buttons--share"),
        drop("comments", "#comments, .comments"),
        datelines(),
        standfirst(),
        drop_lines("comments", r"(?:评论|加载更多评论|无法加载评论).{0,12}"),
        drop_lines("promo", r"(?:下载|安装).{0,12}美国之音.{0,30}|粘贴嵌入代码.{0,20}"),
    ),
)
