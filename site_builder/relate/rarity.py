"""How rare a word or gram is among the articles, told in coarse steps.

Counted to the last article, every edit would make all articles a little different. With steps of four only what
passes from one step to the next changes, and articles that share none of it stay as they are; the figures of
docs/related.md are as good.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]

_STEPS = tuple(4**n for n in range(16))  # articles with a word
_MIDDLE = 2  # times a step's lower border: its middle on the scale of the logarithm
_SIZES = tuple(1.25**n for n in range(100))  # articles in all
_MIDDLE_SIZE = 1.25**0.5
_PRIOR = 50.0  # articles' worth of trust in general usage, so that two articles alone can still be compared


def steps(frequency: Integers) -> NDArray[np.int8]:
    """The step of each number of articles; 0 for none at all and for 1, told apart from the others as -1."""
    import numpy as np

    found = (np.searchsorted(np.array(_STEPS), frequency, side="right") - 1).astype(np.int8)
    found[frequency <= 1] = -1
    return found


def rarity(frequency: Integers, n: int, usual: Floats | float) -> Floats:
    """ln(N / df) where both are padded with _PRIOR articles in which the word is as `usual`."""
    import numpy as np

    middles = np.array((*_STEPS, 1), np.float64) * _MIDDLE  # that of the first step is that of one article, too
    middles[-1] = middles[0]
    about: Floats = middles[steps(frequency)]
    found: Floats = np.log((rough(n) + _PRIOR) / (about + _PRIOR * usual))
    return found


def smallness(n: int) -> float:
    """How little a dossier of n articles knows of the language by itself: 1 for nothing, towards 0 for all."""
    return _PRIOR / (rough(n) + _PRIOR)


def rough(n: int) -> float:
    """About so many articles: the same for all numbers within a step."""
    return _SIZES[bisect_right(_SIZES, max(n, 1)) - 1] * _MIDDLE_SIZE
