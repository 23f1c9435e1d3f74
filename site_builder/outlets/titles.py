"""Headlines without the publisher's name behind them, whatever dash stands between, in either script."""

from __future__ import annotations

import re
from functools import lru_cache

from site_builder import languages, publishers
from site_builder.model import Extract
from site_builder.project import Source

# What publishers call themselves in titles, besides the name they are known by here.
_NAMES = {
    "rfi": ("法广", "RFI", "RFI 华语", "法国国际广播电台中文"),
    "nyt": ("纽约时报", "纽约时报中文网 国际纵览", "NYTimes", "The New York Times"),
    "bbc": ("BBC News 中文", "BBC中文网", "BBC 中文网", "BBC中文", "BBC 英伦网", "BBC News", "BBC"),
    "dw": ("德国之声中文网", "DW", "DW.COM"),
    "rfa": ("RFA", "RFA 自由亚洲电台", "自由亚洲电台普通话", "自由亚洲", "普通话主页", "粤语主页"),
    "voa": ("VOA", "VOA Chinese", "VOA 中文网", "美国之音中文网"),
    "cdt": ("China Digital Times", "CDT"),
    "chinadigitaltimes": ("CDT",),
    "initium": ("Initium Media", "端传媒 Initium Media", "端 Plus"),
    "matters": ("Matters News", "Matters.News", "Matters Lab"),
    "twreporter": ("The Reporter", "报导者 The Reporter"),
    "zaobao": ("早报", "联合早报网", "早报网"),
    "cna": ("中央社 CNA", "中央社", "CNA"),
    "udn": ("联合报", "UDN"),
    "thepaper": ("The Paper", "澎湃新闻-The Paper"),
    "epochtimes": ("大纪元新闻网", "The Epoch Times"),
    "ltn": ("自由电子报", "自由时报电子报"),
    "ftchinese": ("FT中文网", "FTChinese.com"),
    "neist": ("Nei.st",),
    "iyouport": ("iYouPort",),
}
_LONGEST = 80  # characters of a name with its dash
_DASH = r"\s*(?:[-–—―_|｜丨·•»]\s*)+"
_KIND = r"(?:\s*(?:中文网|新闻网|新闻|网|主页|首页|频道|官网|news|online|\.com))?"


@lru_cache(maxsize=64)  # asked of one address several times in a row
def publisher(url: str) -> Source | None:
    """The publisher an address belongs to, None if nobody's."""
    return publishers.of_url(url)


@lru_cache(maxsize=256)
def called(source: Source) -> frozenset[str]:
    """What a publisher calls itself, in simplified characters."""
    return frozenset(languages.plain(name) for name in (source.name, source.id, *_NAMES.get(source.id, ())))


def bare(title: str, extract: Extract) -> str:
    """The title without its publisher's name, or that of the one it gives as its author, at the end."""
    source = publisher(extract.url)
    pattern = _ending(source.id if source else "", source.name if source else "", extract.authors)
    short = title.strip()
    while pattern:
        start = max(0, len(short) - _LONGEST)
        found = pattern.search(languages.plain(short[start:]))
        if found is None or not short[: start + found.start()].strip():
            break
        short = short[: start + found.start()].rstrip()
    return short


@lru_cache(maxsize=256)
def _ending(source: str, name: str, authors: tuple[str, ...]) -> re.Pattern[str] | None:
    known = sorted({languages.plain(word) for word in (name, *_NAMES.get(source, ()), *authors) if word}, key=len)
    if not known:
        return None
    words = "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in reversed(known))
    return re.compile(rf"{_DASH}(?:{words}){_KIND}\s*$", re.I)
