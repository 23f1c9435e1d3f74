"""Why two articles are linked, in the site's language: each Reason code and its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from site_builder.model import Reason
from site_builder.words import Words

_NUMERALS = "零一二三四五六七八九十"


def sentence(words: Words, reason: Reason) -> str:
    """The sentence for one reason. KeyError for a code that does not exist, which is a mistake of ours."""
    return _sentence(words, reason.code, reason.values)


@lru_cache(8192)  # a reason holds in both directions, and many articles share one
def _sentence(words: Words, code: str, values: tuple[str, ...]) -> str:
    value = values[0] if values else ""
    match code:
        case "listed":
            return words("{source}列为同一主题", source=value)
        case "listed-by":
            return words("{source}在该文下列出本文", source=value)
        case "cites":
            return words("被本文引用（第{n}段）", n=_ordinal(words, int(value)))
        case "cited-by":
            return words("引用了本文（第{n}段）", n=_ordinal(words, int(value)))
        case "same-event":
            return words("同一事件：{name}", name=value)
        case "both-name":
            return words("两文都写到{names}", names=words("、").join(values))
        case "days-apart":
            return _days_apart(words, int(value))
    return _plain(words, code)


def together(words: Words, reasons: Iterable[Reason]) -> str:
    """All reasons of one link in one line, the strongest first."""
    return words("；").join([sentence(words, reason) for reason in reasons])


def _plain(words: Words, code: str) -> str:
    return {
        "copy": words("同稿"),
        "see-also": words("编者推荐"),
        "seen-from": words("该文的编者推荐"),
        "original": words("本文的原文"),
        "translation": words("本文的译文"),
        "one-original": words("译自同一原文"),
        "same-happening": words("同一事件的报道"),
        "same-day": words("同一天发布"),
    }[code]


def _ordinal(words: Words, n: int) -> str:
    return _NUMERALS[n] if words.language.startswith("zh") and n <= 10 else str(n)


def _days_apart(words: Words, n: int) -> str:
    """Small numbers as Chinese writes them: 相隔两天."""
    days = _ordinal(words, n) if n != 2 else {"zh-Hans": "两", "zh-Hant": "兩"}.get(words.language, "2")
    return words.count("相隔{days}天", "相隔{days}天", n, days=days)
