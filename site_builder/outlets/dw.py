"""德国之声 (dw.com/zh).

<div><i>byline<br>time</i></div>, captions in <small>, subheads as bold paragraphs, the copyright last.
"""

from site_builder.outlets.datelines import datelines
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop_from, drop_lines, read, read_attribute, standfirst, title_without

OUTLET = Outlet(
    "dw",
    (
        title_without(
            r"(?:\s*\|\s*(?P<kicker>[^|]{2,12}))?\s*[|–—-]\s*(?:德国之声(?:中文网)?|DW)(?:\s*[|–—-].{6,16})?"
        ),
        read_attribute("published", "time[datetime]", "datetime"),
        datelines(),
        read(r"(?P<authors>[^。！？]{2,60})", first=1, css="i"),
        standfirst(),
        drop_lines("promo", r"(?:阅读|关注|订阅).{0,30}(?:德国之声|DW).{0,60}|阅读每日时事通讯.{0,40}"),
        drop_lines("promo", r"(?:DW中文有Instagram|德国之声致力于为您提供).{0,120}"),
        drop_from("copyright", r"©\s*\d{4}年?\s*德国之声.*", least=0.5),
        read(r"(?P<authors>[^\W\d_]{2,4}(?:[/／、][^\W\d_]{2,4}){0,3})\s*[（(][^（）()]{2,40}[）)]", last=1),
    ),
)
