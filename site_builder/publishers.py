"""Publishers known out of the box: name, where they publish, language, and the zone of their bare times.

A dossier's own `[[sources]]` come first; these serve where it says nothing. `timezone` is what a page
means by a time without offset; "" where nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from site_builder import urls
from site_builder.project import Source

_PARIS, _BERLIN, _LONDON = "Europe/Paris", "Europe/Berlin", "Europe/London"
_SHANGHAI, _HONG_KONG, _TAIPEI = "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei"
_NEW_YORK, _KUALA_LUMPUR = "America/New_York", "Asia/Kuala_Lumpur"
_HANS, _HANT = "zh-Hans", "zh-Hant"


def _source(
    identity: str, name: str, hosts: str, language: str = "", timezone: str = "", *, is_zone_certain: bool = False
) -> Source:
    return Source(
        id=identity,
        name=name,
        hosts=tuple(hosts.split()),
        language=language,
        timezone=timezone,
        is_zone_certain=is_zone_certain,
    )


UNKNOWN = _source("unknown", "来源不明", "")

# A host stands for itself and its subdomains; with a path behind it, for that part of the site only.
SOURCES: tuple[Source, ...] = (
    _source("rfi", "法国国际广播电台", "rfi.fr/cn rfi.fr/tw cn.rfi.fr", _HANS, _PARIS, is_zone_certain=True),
    _source("nyt", "纽约时报中文网", "cn.nytimes.com cn.nytstyle.com", _HANS, _SHANGHAI),
    _source("nytimes", "The New York Times", "nytimes.com", "en", _NEW_YORK),
    _source("bbc", "BBC 中文", "bbc.com/zhongwen bbc.com/ukchina bbc.co.uk/zhongwen bbc.co.uk/ukchina", _HANS, _LONDON),
    _source("dw", "德国之声", "dw.com/zh dw.com/zh-hans dw.com/zh-hant", _HANS, _BERLIN),
    _source("rfa", "自由亚洲电台", "rfa.org/mandarin rfa.org/cantonese", _HANS, _NEW_YORK),
    _source("voa", "美国之音", "voachinese.com voacantonese.com", _HANS, _NEW_YORK),
    _source("cdt", "中国数字时代", "chinadigitaltimes.net/chinese", _HANS, _SHANGHAI),
    _source("chinadigitaltimes", "China Digital Times", "chinadigitaltimes.net", "en", "America/Los_Angeles"),
    _source("iyouport", "iYouPort", "iyouport.org", _HANS, _SHANGHAI),
    _source("matters", "Matters", "matters.news matters.town", "", _HONG_KONG),
    _source("neist", "Nei.st", "nei.st", _HANS, _SHANGHAI),
    _source("paopao", "泡泡", "pao-pao.net", _HANS, _BERLIN),
    _source("chinafile", "ChinaFile", "chinafile.com", "en", _NEW_YORK),
    _source("allnow", "全现在", "allnow.com", _HANS, _SHANGHAI),
    _source("dafengnews", "大风号", "dafengnews.com", _HANS, _SHANGHAI),
    _source("ftchinese", "FT 中文网", "ftchinese.com", _HANS, _SHANGHAI),
    _source("wsj", "华尔街日报中文网", "cn.wsj.com", _HANS, _SHANGHAI),
    _source("reuters", "路透中文网", "cn.reuters.com", _HANS, _SHANGHAI),
    _source("initium", "端传媒", "theinitium.com", "", _HONG_KONG),
    _source("zaobao", "联合早报", "zaobao.com zaobao.com.sg", _HANS, "Asia/Singapore"),
    _source("hk01", "香港01", "hk01.com", "", _HONG_KONG),
    _source("standnews", "立场新闻", "thestandnews.com", _HANT, _HONG_KONG),
    _source("mingpao", "明報", "mingpao.com", _HANT, _HONG_KONG),
    _source("stheadline", "星島頭條", "stheadline.com", _HANT, _HONG_KONG),
    _source("etnet", "經濟通", "etnet.com.hk", "", _HONG_KONG),
    _source("cna", "中央通訊社", "cna.com.tw", _HANT, _TAIPEI),
    _source("udn", "聯合新聞網", "udn.com", _HANT, _TAIPEI),
    _source("ltn", "自由時報", "ltn.com.tw", _HANT, _TAIPEI),
    _source("cts", "華視新聞", "cts.com.tw", _HANT, _TAIPEI),
    _source("twreporter", "報導者", "twreporter.org", _HANT, _TAIPEI),
    _source("sinchew", "星洲日報", "sinchew.com.my", "", _KUALA_LUMPUR),
    _source("caixin", "财新网", "caixin.com", _HANS, _SHANGHAI),
    _source("thepaper", "澎湃新闻", "thepaper.cn", _HANS, _SHANGHAI),
    _source("guancha", "观察者网", "guancha.cn", _HANS, _SHANGHAI),
    _source("xinhua", "新华网", "xinhuanet.com news.cn", _HANS, _SHANGHAI),
    _source("people", "人民网", "people.com.cn", _HANS, _SHANGHAI),
    _source("people-en", "People's Daily Online", "en.people.cn", "en", _SHANGHAI),
    _source("chinanews", "中国新闻网", "chinanews.com chinanews.com.cn", _HANS, _SHANGHAI),
    _source("cri", "国际在线", "cri.cn", _HANS, _SHANGHAI),
    _source("rmzxb", "人民政协网", "rmzxb.com.cn", _HANS, _SHANGHAI),
    _source("weixin", "微信公众号", "mp.weixin.qq.com", _HANS, _SHANGHAI),
    _source("epochtimes", "大纪元", "epochtimes.com", "", _NEW_YORK),
    _source("theguardian", "The Guardian", "theguardian.com", "en", _LONDON),
    _source("washingtonpost", "The Washington Post", "washingtonpost.com", "en", _NEW_YORK),
    _source("apnews", "Associated Press", "apnews.com", "en", _NEW_YORK),
    _source("npr", "NPR", "npr.org", "en", _NEW_YORK),
    _source("axios", "Axios", "axios.com", "en", _NEW_YORK),
    _source("scmp", "South China Morning Post", "scmp.com", "en", _HONG_KONG),
    _source("bbc-en", "BBC News", "bbc.com bbc.co.uk", "en", _LONDON),
    _source("dw-en", "Deutsche Welle", "dw.com", "en", _BERLIN),
    _source("rfi-fr", "RFI", "rfi.fr", "", _PARIS, is_zone_certain=True),
    _source("rfa-en", "Radio Free Asia", "rfa.org", "en", _NEW_YORK),
    _source("whitehouse", "The White House", "whitehouse.gov", "en", _NEW_YORK),
    _source("state", "U.S. Department of State", "state.gov", "", _NEW_YORK),
    _source("treasury", "U.S. Department of the Treasury", "treasury.gov", "en", _NEW_YORK),
    _source("justice", "U.S. Department of Justice", "justice.gov", "en", _NEW_YORK),
    UNKNOWN,
)


def of_url(url: str, sources: Iterable[Source] = SOURCES) -> Source | None:
    """The publication an address belongs to; the most precise host (and path) wins, None if nobody's."""
    parts = urlsplit(urls.canonical(url)) if urls.host(url) else None
    if parts is None:
        return None
    name = parts.netloc.rpartition(":")[0] if ":" in parts.netloc else parts.netloc
    labels = name.split(".")
    hosts = {".".join(labels[n:]) for n in range(len(labels))}
    places = ((place, source) for source in sources for place in source.hosts if place.partition("/")[0] in hosts)
    matches = [(len(place), source) for place, source in places if _is_below(place.partition("/")[2], parts.path)]
    return max(matches, key=lambda match: match[0])[1] if matches else None


def _is_below(folder: str, path: str) -> bool:
    return not folder or path.startswith(f"/{folder}/") or path == f"/{folder}"
