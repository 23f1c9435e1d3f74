"""法国国际广播电台 (rfi.fr/cn). 2020: body in div.t-content__body. 2023: classes stripped, tags glued.

A first <div> has day/month/year and Paris time; the first bold paragraph is the standfirst; the share block and
then the <aside> 同一主题 follow the text. Column names such as 要闻解说 end some titles.
"""

import re
from urllib.parse import unquote

from site_builder.outlets.datelines import datelines
from site_builder.outlets.draft import Draft
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.related import related_box
from site_builder.outlets.steps import drop, drop_from, drop_lines, read_element, standfirst, title_without

_DASH_END = re.compile(r"\s+[-–—]\s+(\S.{1,11})$")


def column(draft: Draft) -> None:
    """The column that ends the title, if the address names it too: 专栏检索/要闻解说/20231113-…"""
    match = _DASH_END.search(draft.get("title"))
    if match and match[1] in unquote(draft.url).split("/"):
        draft.fill("kicker", match[1])
        draft.fields["title"] = draft.get("title")[: match.start()]


OUTLET = Outlet(
    "rfi",
    (
        column,
        title_without(r"\s+[-–—]\s*(?:要闻解说|法国世界报|今日经济|公民论坛|中国专栏|法国报纸摘要|国际纵横|思想长廊)"),
        related_box("aside, [data-article-list], .o-related-articles"),
        drop("promo", ".o-self-promo, [data-selfpromo-newsletter], [data-selfpromo-app], .m-apps-promo"),
        drop("share", "share-button, share-modal, [data-root-share], .m-social-network, .o-share"),
        drop("share", "div", r"^分享 ?[:：]?$"),
        drop(
            "share",
            "a[href*='facebook.com/dialog'], a[href^='whatsapp:'], a[href*='web.whatsapp.com'], a[href*='/intent/']",
        ),
        drop_lines("share", r"(?:分享|打印|电邮)\s*[:：]?"),
        datelines(),
        read_element("summary", ".t-content__chapo"),
        standfirst(),
        drop_lines("promo", r"(?:下载法广|点击下载|法广手机).{0,20}(?:应用|APP|程序).{0,30}|.{0,10}跟踪国际时事"),
        drop_from("promo", r"(?:您可以通过以下方式|请您继续阅读|浏览其他章节|订阅新闻(?:通讯)?).{0,60}", least=0.4),
    ),
)
