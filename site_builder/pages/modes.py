"""How much of an article is published here, in words."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.model import Rights
from site_builder.words import Words


def mode_name(rights: Rights, words: Words) -> str:
    """Private articles never come this far."""
    return {"full": words("全文"), "excerpt": words("仅摘要"), "link": words("仅链接"), "private": ""}[rights]


def counted(rights: Mapping[Rights, int], words: Words) -> tuple[tuple[str, int], ...]:
    """(name, number) of each mode that occurs, the most open first."""
    order: tuple[Rights, ...] = ("full", "excerpt", "link")
    return tuple((mode_name(mode, words), rights[mode]) for mode in order if rights.get(mode))


def sentence(rights: Mapping[Rights, int], words: Words) -> str:
    """全文3篇、仅摘要2篇."""
    return words.listing(words.count("{mode}{n}篇", "{mode}{n}篇", n, mode=name) for name, n in counted(rights, words))
