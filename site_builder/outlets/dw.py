"""德国之声 (dw.com/zh).

<div><i>byline<br>time</i></div>, captions in <small>, subheads as bold paragraphs, the copyright last.
"""

from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop_from, drop_lines, read, standfirst, title_without

OUTLET = Outlet(
    "dw",
    (
        title_without(r"\s*[|–—-]\s*(?:德国之声|DW)(?:.{0,12})?"),
        read(r"(?P<published>\d{4}-\d{2}-\d{2}T[\d:.]+Z?)", first=4),
        read(r"(?P<authors>[^。！？]{2,60})", first=1, css="i"),
        standfirst(),
        drop_lines("promo", r"(?:阅读|关注|订阅).{0,30}(?:德国之声|DW).{0,60}"),
        drop_lines("promo", r"(?:DW中文有Instagram|德国之声致力于为您提供).{0,120}"),
        drop_from("copyright", r"©\s*\d{4}年?\s*德国之声.*", least=0.5),
        read(r"(?P<authors>[^\W\d_]{2,4}(?:[/／、][^\W\d_]{2,4}){0,3})\s*[（(][^（）()]{2,40}[）)]", last=1),
    ),
)
