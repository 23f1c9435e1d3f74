"""The editor's lists of names: every alias of a person, an organisation or a place means one name."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from site_builder import text
from site_builder.model import TermKind
from site_builder.project import Config, Names

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
    lower = string.lower()
    if len(lower) != len(string):  # İ becomes two characters
        lower = string
    return text.simplified(lower) if _traditional().search(lower) else lower


@cache
def _traditional() -> re.Pattern[str]:
    """Any character that folding changes: most texts have none, and looking costs a fifth of folding."""
    han = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))))
    changed = (a for a, b in zip(han, text.simplified(han), strict=True) if a != b)
    return re.compile(f"[{''.join(changed)}]")


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
