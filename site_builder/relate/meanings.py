"""What the words with a column say among these articles: which may be named, and which come first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from site_builder.relate.lexicon import Lexicon, hashed
from site_builder.relate.traits import EMPTY, LATIN, LISTED, NAME, NOUN, PLACE, PUBLISHER, SPARE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from site_builder.relate.rows import Flags
    from site_builder.relate.traits import Traits

    Integers = NDArray[np.integer[Any]]

NAMED, AT_PLACE, TAGGED, WORD = range(4)  # ranks: people and bodies, places, what articles are tagged with, others
_FEW = 4  # what so many articles or fewer have in common is always evidence; beyond, what a larger share has is none
_COMMON, _COMMON_PLACE = 0.35, 0.1
_SELDOM = 0.02  # a verb in fewer articles than this may stand in for a noun
_EVERYWHERE, _FEW_PLACES = 0.3, 6  # a place in more than this share of the articles sorts nothing and is no name


@dataclass(frozen=True, slots=True)
class Meanings:
    """By column. `telling`: a name or a noun that is neither generic nor in most articles of its script; `spare`: a
    rare verb, for want of a noun; `reports`: names of those that others cite as where they have something from."""

    telling: Flags
    spare: Flags
    reports: Flags
    rank: NDArray[np.uint8]

    def taken(self) -> NDArray[np.uint64]:
        """All of that as one number a column."""
        import numpy as np

        flags = (self.telling, self.spare, self.reports)
        return sum(
            (flag.astype(np.uint64) << np.uint64(n) for n, flag in enumerate(flags, 2)), self.rank.astype(np.uint64)
        )


def meanings(words: Lexicon, numbers: Integers, tags: Iterable[str], n: int, latin: int) -> Meanings:
    """Of the words with these `numbers` in n articles of which so many are in Latin script; `tags` are folded."""
    import numpy as np

    traits, frequency = words.traits[numbers], words.frequency[numbers]
    name = is_name(traits, frequency, n)
    place, tagged = traits & PLACE > 0, _tagged(words, numbers, tags)
    most = np.select(
        [name & (traits & EMPTY > 0), name & place, name | tagged, traits & LATIN > 0, traits & NOUN > 0],
        [
            0.0,
            *(max(_FEW, limit) for limit in (_COMMON_PLACE * n, _COMMON * n, _COMMON * latin, _COMMON * (n - latin))),
        ],
        0.0,
    )
    return Meanings(
        telling=frequency <= most,
        spare=(traits & SPARE > 0) & (frequency <= max(_FEW, _SELDOM * n)),
        reports=name & (traits & PUBLISHER > 0),
        rank=np.select([name & place, name, tagged], [AT_PLACE, NAMED, TAGGED], WORD).astype(np.uint8),
    )


def is_name(traits: Traits, frequency: NDArray[np.int32], n: int) -> Flags:
    """Which words are names: those that have the trait, without places that most of n articles mention."""
    sorts_nothing = (traits & PLACE > 0) & (traits & LISTED == 0) & (frequency > max(_FEW_PLACES, _EVERYWHERE * n))
    names: Flags = (traits & NAME > 0) & ~sorts_nothing
    return names


def _tagged(words: Lexicon, numbers: Integers, tags: Iterable[str]) -> Flags:
    """Which of the words are a tag of some article."""
    import numpy as np

    is_tag = np.zeros(len(words.hashes) + 1, np.bool_)
    listed = hashed("\n".join(filter(None, tags)))
    places = np.searchsorted(words.hashes, listed)
    is_tag[places[np.append(words.hashes, np.uint64(0))[places] == listed]] = True
    return is_tag[numbers]
