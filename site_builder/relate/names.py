"""The editor's lists of names: every alias of a person, an organisation or a place means one name."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from site_builder import text
from site_builder.model import TermKind
from site_builder.project import Config, Names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHORT = 100  # characters; for fewer, numpy's calls cost more than they bring
KINDS: tuple[TermKind, ...] = ("person", "organisation", "place")
_Frozen = tuple[tuple[str, tuple[str, ...]], ...]


class KnownNames:
    """The names of dossier.toml, ready to be looked for in a text. Longer spellings are found before shorter ones."""

    def __init__(self, lists: tuple[_Frozen, ...]) -> None:
        self.kinds: dict[str, TermKind] = {}
        self.aliases: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, str] = {}
        for kind, names in zip(KINDS, lists, strict=True):
            for name, aliases in names:
                self.kinds.setdefault(name, kind)
                self.aliases.setdefault(name, aliases)
                for spelling in (name, *aliases):
                    self._names.setdefault(fold(spelling), name)
        self._names.pop("", None)
        longest_first = sorted(self._names, key=lambda spelling: (-len(spelling), spelling))
        self._search = tuple((spelling, self._names[spelling], _pattern(spelling)) for spelling in longest_first)

    def canonical(self, name: str) -> str:
        """The editor's name for any of its spellings, else the name itself."""
        return self._names.get(fold(name), name)

    def take(self, folded_text: str) -> tuple[Counter[str], str]:
        """How often each name stands in a folded text, and the text with those places blanked."""
        found: Counter[str] = Counter()
        for spelling, name, pattern in self._search:
            if spelling in folded_text:
                folded_text, count = pattern.subn("\n" * len(spelling), folded_text)
                found[name] += count
        return +found, folded_text


def folded(string: str) -> str:
    """Simplified and lower case, for comparing; as long as `string` itself."""
    return simplified(lowered(string))


def lowered(string: str) -> str:
    """Lower case, as long as `string` itself."""
    lower = string.lower()
    return lower if len(lower) == len(string) else string  # İ becomes two characters


def simplified(string: str) -> str:
    """`text.simplified`, in long texts, most of which hold no traditional character, by a table of UTF-16 units."""
    if len(string) <= _SHORT:
        return text.simplified(string)
    import numpy as np

    try:
        units = np.frombuffer(string.encode("utf-16-le"), "<u2")
    except UnicodeEncodeError:  # half a surrogate pair
        return text.simplified(string)
    table = _table()
    found = table.take(units)
    if np.array_equal(found, units):
        return string
    return found.tobytes().decode("utf-16-le") if found.all() else text.simplified(string)


@cache
def _table() -> NDArray[np.uint16]:
    """What each UTF-16 unit becomes; 0 where that is no single unit."""
    import numpy as np

    table = np.arange(0x10000, dtype="<u2")
    for point, simple in text.folding().items():
        table[point] = ord(simple) if ord(simple) < 0x10000 else 0
    return table


def fold(string: str) -> str:
    """One spelling of a name for comparing: simplified, lower case, single blanks."""
    return " ".join(text.simplified(string.lower()).split())


def known_names(config: Config) -> KnownNames:
    """The lists of a configuration, prepared once."""
    return _prepared(tuple(map(_frozen, (config.people, config.organisations, config.places))))


def _frozen(names: Names) -> _Frozen:
    return tuple((name, tuple(aliases)) for name, aliases in names.items())


@lru_cache(maxsize=4)
def _prepared(lists: tuple[_Frozen, ...]) -> KnownNames:
    return KnownNames(lists)


def _pattern(spelling: str) -> re.Pattern[str]:
    """Latin spellings match whole words only; Chinese ones anywhere."""
    before = "(?<![a-zà-ɏ0-9])" if re.match("[a-zà-ɏ0-9]", spelling[0]) else ""
    after = "(?![a-zà-ɏ0-9])" if re.match("[a-zà-ɏ0-9]", spelling[-1]) else ""
    return re.compile(before + re.escape(spelling) + after)
