"""Copies as they occur: cut short, with a new lead, in the other script, edited, among a site's boilerplate."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

KINDS = ("truncated", "new-lead", "script", "edited", "boilerplate")
_EDITED = 0.04  # of the characters
_BOILERPLATE = (
    "本站内容由编辑部整理，转载时请保留本声明与原文链接。\n欢迎订阅每日简报，我们在早晨七点把前一天的要闻送到你的信箱。\n"
    "如发现文字错误，请写信告诉我们，编辑会在两个工作日内回复。\n相关阅读：昨天的十条要闻、本周的长文、上月最多人读的报道。"
)


def altered(kind: str, text: str, others: Sequence[Mapping[str, Any]], chosen: random.Random) -> str:
    """The text as a copy of that kind."""
    match kind:
        case "truncated":
            return text[: int(len(text) * chosen.uniform(0.4, 0.7))]
        case "new-lead":
            lead = chosen.choice(others)["text"][:150].replace("\n", "")
            return f"{lead}\n{text.partition(chr(10))[2] or text}"
        case "script":
            from opencc import OpenCC

            converted: str = OpenCC("s2t").convert(text)
            return converted
        case "edited":
            return "".join(_edited(character, chosen) for character in text)
        case _:
            return f"{_BOILERPLATE}\n{text}\n{_BOILERPLATE}"


def _edited(character: str, chosen: random.Random) -> str:
    if chosen.random() >= _EDITED:
        return character
    return chosen.choice(("", chr(chosen.randrange(0x4E00, 0x9000)), character + chr(chosen.randrange(0x4E00, 0x9000))))


def measure(site: Sequence[Mapping[str, Any]]) -> None:
    """Print recall of each kind, and precision over all that the site folds."""
    text_of = {a["id"]: a["url"].split("/")[3] for a in site}
    kind_of = {a["id"]: a["url"].rsplit("/", 1)[1] for a in site}
    folded = {a["id"]: a["duplicate_of"] for a in site if a["duplicate_of"]}
    right = {copy for copy, text in folded.items() if text_of[copy] == text_of[text]}
    for kind in KINDS:
        of_kind = [article for article, its in kind_of.items() if its == kind]
        print(f"copies {kind:12} recall {sum(a in right for a in of_kind) / len(of_kind):.3f}")
    print(f"copies {'all':12} recall {len(right) / sum(k != 'original' for k in kind_of.values()):.3f}", end="  ")
    print(f"precision {len(right) / max(len(folded), 1):.3f}")
