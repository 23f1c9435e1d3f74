"""How much of an article is published here, in words."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model import Rights
from site_builder.words import Words, message

_NAMES: dict[Rights, str] = {
    "full": message("全文"),
    "excerpt": message("仅摘要"),
    "link": message("仅链接"),
    "private": "",
}


def mode_name(rights: Rights, words: Words) -> str:
    """Private articles never come this far."""
    return words(_NAMES[rights])


def counted(rights: Mapping[Rights, int], words: Words) -> tuple[tuple[str, int], ...]:
    """(name, number) of each mode that occurs, the most open first."""
    order: tuple[Rights, ...] = ("full", "excerpt", "link")
    return tuple((mode_name(mode, words), rights[mode]) for mode in order if rights.get(mode))


def sentence(rights: Mapping[Rights, int], words: Words) -> str:
    """全文3篇、仅摘要2篇."""
    return words.listing(words.count("{mode}{n}篇", "{mode}{n}篇", n, mode=name) for name, n in counted(rights, words))
