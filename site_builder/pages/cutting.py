"""What reading a clip left out, in words and numbers: never the text itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.model import Cut
from site_builder.words import Words, message

MOVED = "field:"  # how the rules begin that moved text into a key: nothing is lost
ELEMENT = "element:"  # forms, buttons, programs and the like
_NAMES = {
    "advertisement": message("广告"),
    "promo": message("推广"),
    "share": message("分享栏"),
    "copyright": message("版权声明"),
    "licence": message("许可声明"),
    "paywall": message("付费提示"),
    "read-more": message("阅读提示"),
    "comments": message("读者留言"),
    "widget": message("网页插件"),
    "navigation": message("导航"),
    "separator": message("分隔线"),
    "page-furniture": message("页面栏目"),
    "outside-the-article": message("正文以外"),
    "feed-footer": message("供稿页脚"),
    "label": message("栏目标签"),
    "title-again": message("重复的标题"),
    "picture-twice": message("重复的图片"),
    "picture-without-address": message("无地址的图片"),
    "tracking-pixel": message("追踪像素"),
    "frame": message("嵌入框"),
    "frame-twice": message("重复的嵌入框"),
    "zoom-link": message("放大图片的链接"),
    "link-unusable": message("无效的链接"),
    "email-hidden": message("隐去的邮址"),
    "table-span": message("合并的单元格"),
    "hidden": message("隐藏的文字"),
}
_ELEMENT = message("网页控件")
_OTHER = message("其他")


@dataclass(frozen=True, slots=True)
class Trimming:
    """The account of one clip: `total` in a few words, one entry a rule with what it took, what moved into fields."""

    total: str
    rules: tuple[str, ...]
    moved: str


def trimming(cuts: Iterable[Cut], words: Words) -> Trimming | None:
    """None where nothing was cut. Rules that took the most characters come first."""
    times: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    moved = 0
    for cut in cuts:
        if cut.rule.startswith(MOVED):
            moved += 1
            continue
        name = _name(cut.rule)
        times[name] += 1
        taken[name] += len("".join(cut.text.split()))
    if not (times or moved):
        return None
    listed = tuple(_line(words(name), times[name], count, words) for name, count in taken.most_common())
    said = words.count("移入书目栏{n}处", "移入书目栏{n}处", moved) if moved else ""
    total = sum(taken.values())
    return Trimming(words.count("略去{n}字", "略去{n}字", total) if total else said, listed, said)


def _name(rule: str) -> str:
    return _ELEMENT if rule.startswith(ELEMENT) else _NAMES.get(rule, _OTHER)


def _line(name: str, times: int, characters: int, words: Words) -> str:
    places = words.count("{n}处", "{n}处", times)
    count = words.count("{n}字", "{n}字", characters)
    return words("{rule}：{places}，{count}", rule=name, places=places, count=count)
