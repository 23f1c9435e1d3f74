"""纽约时报中文网 (cn.nytimes.com).

2023: <address>, <time pudate datetime>, <figure> with <cite>, <section>, <footer>. 2020:
<div><i>NAMES<br>time</i></div>, captions in <small>, the credits in one last paragraph parted by <br>. No standfirst in
either.
"""

from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop, drop_lines, original, read, read_attribute, read_element, title_without

OUTLET = Outlet(
    "nyt",
    (
        title_without(r"\s*[-–—_|]\s*纽约时报中文网.*"),
        read_element("authors", "address"),
        read_attribute("published", "time[datetime]", "datetime"),
        read(r"(?P<published>\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?)", first=4),
        read(r"(?P<authors>[^。！？\d]{2,160})", first=3, css="div > i"),
        drop("promo", "a[href*='/newsletters'], .download-app, .article-tools, .sharetools"),
        drop_lines(
            "promo", r"(?:欢迎|点击|请)?(?:在Twitter和Facebook|关注|下载|订阅|注册).{0,60}(?:时报|简报|App|应用).{0,40}"
        ),
        read(r"翻译\s*[:：]\s*(?P<translators>.{1,60})", last=8),
        original(r".{0,4}点击查看本文英文版.{0,4}"),
        read(
            r"(?P<contributors>.{2,80}?)(?:自|在|从|于).{1,40}对(?:本文|此文)有(?:报道)?贡献.{0,2}", last=8, keep=True
        ),
        read(
            r"(?P<contributors>.{2,80}?)(?:(?:自|在|从|于).{1,40})?对(?:本文|此文)亦?有(?:报道|研究)?贡献.{0,2}",
            last=8,
            keep=True,
        ),
    ),
)
