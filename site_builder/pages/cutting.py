"""What reading a clip left out, in words and numbers: never the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import add

from site_builder.model import Account, Article, Counts, Trim
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
    "picture-as-word": message("以文字代替的图片"),
    "picture-without-address": message("无地址的图片"),
    "tracking-pixel": message("追踪像素"),
    "frame": message("嵌入框"),
    "frame-twice": message("重复的嵌入框"),
    "credit-link": message("图片署名的链接"),
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
    """The account of one clip: `total` in a few words, then a line for what went in and came out, for each rule and
    what it took, for what moved into fields, for what is gone without a rule."""

    total: str
    lines: tuple[str, ...]


def trimming(article: Article, words: Words) -> Trimming | None:
    """As the import recorded it, else as reading the clip cut it. None where there is no record and nothing was cut.

    Rules that took the most characters come first.
    """
    account = article.losses
    trims = account.cuts if account else Trim.of(article.cuts)
    cut = _named(trim for trim in trims if not trim.rule.startswith(MOVED))
    moved = sum(trim.places for trim in trims if trim.rule.startswith(MOVED))
    lost = account.lost if account else 0
    if not (cut or moved or account):
        return None
    lines = [*_flow(account, words), *(_line(words(name), trim, words) for name, trim in cut)]
    lines += [words.count("移入书目栏{n}处", "移入书目栏{n}处", moved)] if moved else []
    lines += [words.count("去向不明{n}字", "去向不明{n}字", lost)] if lost else []
    if not cut:
        return Trimming(words("未略去内容") if account else lines.pop(), tuple(lines))
    total = sum(trim.characters for _, trim in cut)
    return Trimming(words.count("略去{n}字", "略去{n}字", total), tuple(lines))


def _named(trims: Iterable[Trim]) -> list[tuple[str, Trim]]:
    """Rules of one name together."""
    found: dict[str, Trim] = {}
    for trim in trims:
        name = _name(trim.rule)
        found[name] = Trim(name, *map(add, found[name][1:], trim[1:])) if name in found else trim
    return sorted(found.items(), key=lambda item: item[1].characters, reverse=True)


def _name(rule: str) -> str:
    return _ELEMENT if rule.startswith(ELEMENT) else _NAMES.get(rule, _OTHER)


def _flow(account: Account | None, words: Words) -> list[str]:
    """What went in and what came out, of each kind that there is."""
    if account is None:
        return []
    before, after = account.before, account.after
    return [
        words("剪报有{counts}", counts=words.listing(_counted(before, words))),
        words("导入后有{counts}", counts=words.listing(_counted(after, words))),
    ]


def _counted(counts: Counts, words: Words) -> Iterator[str]:
    yield words.count("{n}字", "{n}字", counts.characters)
    if counts.paragraphs:
        yield words.count("{n}段", "{n}段", counts.paragraphs)
    if counts.links:
        yield words.count("{n}个链接", "{n}个链接", counts.links)
    if counts.images:
        yield words.count("{n}张图片", "{n}张图片", counts.images)
    if counts.captions:
        yield words.count("{n}条图说", "{n}条图说", counts.captions)
    if counts.tables:
        yield words.count("{n}个表格", "{n}个表格", counts.tables)


def _line(name: str, trim: Trim, words: Words) -> str:
    counts = [words.count("{n}处", "{n}处", trim.places)]
    counts += [words.count("{n}字", "{n}字", trim.characters)] if trim.characters else []
    counts += [words.count("{n}个链接", "{n}个链接", trim.links)] if trim.links else []
    counts += [words.count("{n}张图片", "{n}张图片", trim.images)] if trim.images else []
    return words("{rule}：{counts}", rule=name, counts=words.listing(counts))
