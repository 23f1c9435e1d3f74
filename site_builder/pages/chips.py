"""Terms as pages of other things name them: by kind, with the number of their articles."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.model import TERM_FOLDERS, TermKind
from site_builder.pages.desk import Desk
from site_builder.pages.frame import KINDS
from site_builder.pages.views import Chip, ChipGroup, Link, Tag
from site_builder.words import Words, message

_NAMES: dict[TermKind, str] = {
    "person": message("人物"),
    "organisation": message("机构"),
    "place": message("地点"),
    "tag": message("标签"),
}


def kind_name(kind: TermKind, words: Words) -> str:
    return words(_NAMES[kind])


def single_name(kind: TermKind, words: Words) -> str:
    """The same over one of them."""
    return {
        "person": words.one("人物"),
        "organisation": words.one("机构"),
        "place": words.one("地点"),
        "tag": words.one("标签"),
    }[kind]


def chip(tag: Tag, words: Words, count: int = 0) -> Chip:
    """A term with its number of articles; a link only where it has a page. `count` overrides the number."""
    return Chip(tag.name.text, tag.name.lang, tag.href, words.number(count or tag.count) if tag.href else "")


def groups(tags: Iterable[Tag], desk: Desk, most: int, *, with_all: bool = False) -> tuple[ChipGroup, ...]:
    """These terms by kind, most articles first, at most `most` of each."""
    by_kind: dict[TermKind, list[Tag]] = {kind: [] for kind in KINDS}
    for tag in tags:
        by_kind[tag.kind].append(tag)
    made = []
    for kind, found in by_kind.items():
        if not found:
            continue
        found.sort(key=rank)
        more = None
        if with_all and len(found) > most:
            text = desk.words.count("全部{n}个", "全部{n}个", len(found))
            more = Link(text, f"{TERM_FOLDERS[kind]}/index.html")
        chips = tuple(chip(tag, desk.words) for tag in found[:most])
        made.append(ChipGroup(kind_name(kind, desk.words), chips, more))
    return tuple(made)


def rank(tag: Tag) -> tuple[int, str]:
    return -tag.count, tag.name.text
