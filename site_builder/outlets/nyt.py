"""纽约时报中文网 (cn.nytimes.com).

2023: <address>, <time pudate datetime>, <figure> with <cite>, <section>, <footer>. 2020:
<div><i>NAMES<br>time</i></div>, captions in <small>, the credits in one last paragraph parted by <br>. No standfirst in
either.
"""

import re

from site_builder.outlets.datelines import datelines
from site_builder.outlets.draft import Draft
from site_builder.outlets.names import names
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop, drop_lines, original, read, read_attribute, read_element

_CONTRIBUTED = re.compile(
    r"(?P<people>.{2,160}?)对(?:本文|此文)亦?(?:有|做出|作出)(?:报[道导]|研究)?(?:贡献|协助).{0,2}"
)
_FROM = re.compile(r"(?:自|在|从|于).*$")


def contributors(draft: Draft) -> None:
    """`A自北京、B自华盛顿对本文有报道贡献`: names without the places; the line stays, as it tells them."""
    for line in draft.lines()[-8:]:
        text = line.plain
        if found := _CONTRIBUTED.fullmatch(text):
            people = [
                line.text[m.start() : m.end()] for m in re.finditer(r"[^、，,和与]+", text[: found.end("people")])
            ]
            draft.add("contributors", (name for part in people for name in names(_FROM.sub("", part))))


OUTLET = Outlet(
    "nyt",
    (
        read_element("authors", "address"),
        read_attribute("published", "time[datetime]", "datetime"),
        datelines(),
        read(r"(?P<authors>[^。！？\d]{2,160})", first=3, css="div > i"),
        drop("promo", "a[href*='/newsletters'], .download-app, .article-tools, .sharetools"),
        drop_lines(
            "promo", r"(?:欢迎|点击|请)?(?:在Twitter和Facebook|关注|下载|订阅|注册).{0,60}(?:时报|简报|App|应用).{0,40}"
        ),
        read(r"翻译\s*[:：]\s*(?P<translators>.{1,60})", last=8),
        original(r".{0,6}(?:查看|阅读).{0,4}英文(?:原文|版).{0,6}"),
        contributors,
    ),
)
