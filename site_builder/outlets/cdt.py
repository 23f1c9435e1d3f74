"""中国数字时代 (chinadigitaltimes.net/chinese): articles of others, collected; feed footers in <small> behind a rule.

`Post tags:` are real tags. A first line 作者：… names the author of the original; who posted it (© NAME for
中国数字时代) is none.
"""

from site_builder.outlets.draft import Draft
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop, drop_lines, read, tags


def footers(draft: Draft) -> None:
    """A feed's footer may be a paragraph, too; links with rel="tag" elsewhere belong to the text."""
    for node in draft.root.css("p"):
        if "Post tags:" in (node.text() or ""):
            node.attrs["data-tags"] = ""


OUTLET = Outlet(
    "cdt",
    (
        footers,
        tags("small a[rel~=tag], [data-tags] a[rel~=tag]"),
        drop("feed-footer", "p", r"^(?:© .* for 中国数字时代|Feed enhanced by Better Feed)"),
        drop("feed-footer", "small", r"get_post_time|Better Feed|Post tags:"),
        read(r"(?:文|作者)\s*[:：|｜/]\s*(?P<authors>[^。！？，]{2,40})", first=3),
        drop_lines("read-more", r"(?:Continue reading|继续阅读|阅读[全原]文|Read more)\s*.{0,12}"),
        drop_lines("promo", r"(?:长按|扫描|识别|关注).{0,12}(?:二维码|公众号).{0,20}"),
    ),
)
