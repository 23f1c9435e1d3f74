"""How pages print dates, duties and counters, as patterns for text that went through `languages.plain` and WIDE."""

from __future__ import annotations

import re

WIDE = str.maketrans("０１２３４５６７８９：／－．（）\u3000\xa0", "0123456789:/-.()  ")

_ZONE = (
    r"(?:\s*\(?(?:Z\b|(?:UTC|GMT|E[SD]?T|P[SD]?T|CES?T|BST|HKT|SGT)\b)?\s*(?:[+-]\d{1,2}:?(?:\d{2})?)?\)?)"
    r"(?:\s*\(?(?:北京|台北|香港|美东|巴黎|柏林|伦敦|当地)时间\)?)?"
)
_CLOCK = (
    r"(?:(?:上午|下午|晚上|夜间|凌晨|清晨|早上|中午)\s*)?\d{1,2}\s*[:时点]\s*\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[秒分]?"
    rf"(?:\s*[ap]\.?m\b\.?)?{_ZONE}"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMERAL = "〇零○一二三四五六七八九"
_DAYS = (
    r"\d{4}\s*([-/.])\s*\d{1,2}\s*\1\s*\d{1,2}",
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]",
    rf"[{_NUMERAL}]{{4}}年[{_NUMERAL}十]{{1,3}}月[{_NUMERAL}十]{{1,3}}[日号]",
    r"\d{1,2}([-/.])\d{1,2}\2\d{4}",
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:{_NTH}\s+{_MONTH}|{_MONTH}\s+{_NTH}),?\s+\d{{4}}",
)
DATE = re.compile(
    rf"(?<!\d)(?:{'|'.join(_DAYS)})(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
    rf"(?:(?:\s*[-–,|]\s*|\s*T|\s+at\s+|\s*){_CLOCK})?(?!\d)",
    re.I,
)
YEAR = re.compile(r"\d{4}|年")  # in every DATE, and looked for faster
AGO = re.compile(
    r"\d{1,2}\s*个?(?:分钟|小时|天|周|星期|月|年)前|昨[天日]|前天|今天|\d{1,2} (?:minute|hour|day|week)s? ago", re.I
)

_UPDATED = r"(?:最[后近])?(?:更新|更改|修改|修订)(?:时间|日期|于)?|(?:last )?updated(?: on)?|last modified"
_PUBLISHED = (
    r"(?:首次|首|最初|原文)?(?:发布|发表|刊登|刊出|刊载|出版|上传|报道|创建)(?:时间|日期|于)?|时间|日期"
    r"|(?:first )?published(?: on)?|posted(?: on)?|date"
)
_DUTIES = {
    "authors": (
        r"(?:本[报台刊网]|自由亚洲电台|美国之音|德国之声)?(?:特约|特派|驻[^\s:]{2,5}|实习)?记者|(?:专栏|特约|原文)?作者"
        r"|撰文|撰稿人?|执笔|采写|采访|文字|文|author|written by|by"
    ),
    "translators": r"(?:中文)?翻译|译者|编译|译|translat(?:ed by|or)",
    "contributors": (
        r"(?:责任|网络|执行|本文|图片|中文|版面|视觉)?编辑|责编|网编|主编|编审|校对|审校|审核|摄影|摄|插[图画]|制[图作]|图片?"
        r"|设计|监制|统筹|策划|视频|editors?|edited by|photos?(?: by)?|photograph(?:s|er|ed)?(?: by)?"
    ),
    "origin": r"(?:文章|信息|新闻|稿件|原文)?来源|稿源|出处|source",
}
# A duty wants a colon or a bar behind it and nothing but a gap before it; a date's label only the date (\x00).
LABEL = re.compile(
    rf"(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))(?=\s*[:|/]?\s*\x00)\s*[:|/]?"
    rf"|(?<![^\s\x00\x01|:()\[\]/·•,;])(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _DUTIES.items())})"
    r"\s*[:/|丨]",
    re.I,
)
BEHIND_LABEL = re.compile(r"[:/|丨]")  # one of these is in every LABEL without a date, and in every REPORT
BYLINE = re.compile(
    r"(?:\S{0,8}记者|by|作者|撰文|文)\s+(?P<names>\S.{1,40}?)(?:\s+(?:发自\S{2,6}|\S{2,6}(?:报[道导]|电)))?", re.I
)
# 記者某甲／台北即時報導
REPORT = re.compile(r"(?:特约|实习)?记者(?P<names>[^\s:/]{2,12})/\S{2,10}?(?:报[道导]|电|特稿)")
COUNTER = re.compile(
    r"(?:浏览|阅读|点击|评论|热度|点赞)(?:次数|量|数)?\s*[:|(]?\s*[\d,.]+万?\s*(?:次|条|人|\))?"
    r"|\d+\s*(?:次)?(?:阅读|评论|浏览)|字号\s*:?[\s大中小特+-]*|(?<!\w)(?:打印|收藏|纠错|分享)(?!\w)"
)
NOBODY = frozenset(
    ["", "综合", "网络", "综合报道", "本站", "本站原创", "原创", "互联网", "佚名", "匿名", "未知", "本报讯"]
)
HAN_NAMES = re.compile(r"[\u3400-\u9fff]{2,4}(?:\s+[\u3400-\u9fff]{2,4})+")
BODY = re.compile(
    r"(?:社|台|网|报|组|部|局|院|所|会|团|队|室|馆|站|刊|厅|委|大学|中心|公司|频道|杂志|周刊|教授|观察|公众号|记者|编辑"
    r"|博士|先生|女士)$"
)
