"""Where emphasis may open and close in Chinese text.

CommonMark's flanking rules take `**《书》**已经` for no emphasis, because a full-width bracket counts as
punctuation like any other. Here follows the amendment known as "CommonMark CJK-friendly": CJK punctuation
is like a letter, and a CJK character beside other punctuation is like a blank. One step further than that
draft, “” ‘’ — … and · count as CJK too: in Chinese prose they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WIDE = "ᄀ-ᇿ⺀-〿぀-㏿㐀-䶿一-鿿ꥠ-꥿가-퟿\uf900-\ufaff︰-﹏＀-￯\U00020000-\U0003ffff"
CJK = WIDE + "“”‘’—…·"
_CJK = re.compile(f"[{CJK}]")


def is_cjk(character: str) -> bool:
    """A Han, kana or hangul character, or punctuation of Chinese text. "" is none."""
    return bool(_CJK.match(character))


def is_space(character: str) -> bool:
    """White space, or the edge of the text ("")."""
    return character == "" or character.isspace()


def is_punctuation(character: str) -> bool:
    """Punctuation or a symbol that is not CJK."""
    return (
        character != ""
        and not character.isalnum()
        and unicodedata.category(character)[0] in "PS"
        and not is_cjk(character)
    )


@lru_cache(4096)  # of a handful of neighbours
def flanking(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of `*`, `_` or `~` between these two characters is left-flanking, right-flanking."""
    left = not is_space(after) and (not is_punctuation(after) or _is_edge(before))
    right = not is_space(before) and (not is_punctuation(before) or _is_edge(after))
    return left, right


def delimits(sign: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of this sign can open, can close. `_` never does within a word; full-width marks end words too."""
    left, right = flanking(before, after)
    if sign != "_":
        return left, right
    return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))


def _is_mark(character: str) -> bool:
    return is_punctuation(character) or (is_cjk(character) and not character.isalnum())


def _is_edge(character: str) -> bool:
    return is_space(character) or is_punctuation(character) or is_cjk(character)
