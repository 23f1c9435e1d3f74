"""Readings in the cache, many together: a pack is loaded in half the time that its readings take one by one.

A pack is kept under a key made of the names of its readings. What was read after an edit goes into a new pack, together
with what is left of packs in which little is still in use, so that there is never more than one small one.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from site_builder.cache import Cache, key
from site_builder.collecting import Sight
from site_builder.light import Reading

TOGETHER = 32  # readings of a pack, as many as are read together
_FEW = 16  # readings still in use, below which a pack is not worth being kept
_VERSION = 2  # of marshal, which every Python reads
Held = dict[str, tuple[str, Mapping[bytes, bytes]]]  # by path, the salt and the pieces
Pack = tuple[bytes, bytes, tuple[bytes, ...]]  # its key, its bytes, the names in it


def pack(readings: Mapping[bytes, Reading]) -> Pack:
    """Some readings by their names."""
    names = tuple(readings)
    return key("pack", *names), pickle.dumps(list(readings.items()), pickle.HIGHEST_PROTOCOL), names


def unpacked(data: bytes) -> list[tuple[bytes, Reading]]:
    """Names and readings again."""
    found: list[tuple[bytes, Reading]] = pickle.loads(data)
    return found


class Packs:
    """Which packs there are, for one folder and configuration, and what is in them."""

    def __init__(self) -> None:
        self.place = b""
        self._names: dict[bytes, tuple[bytes, ...]] = {}

    def load(self, cache: Cache, place: bytes) -> Iterator[tuple[bytes, Reading]]:
        """Every reading that was kept at this `place`, a key."""
        self.place, self._names = place, {}
        for name, data in cache.each(_value(cache, place) or ()):
            readings = unpacked(data)
            self._names[name] = tuple(name for name, _ in readings)
            yield from readings

    def add(self, made: Pack) -> None:
        """A pack that is in the cache by now."""
        self._names[made[0]] = made[2]

    def update(self, known: Mapping[bytes, Reading]) -> list[tuple[bytes, bytes]]:
        """Entries for the cache after which exactly these readings are kept."""
        kept = {pack: [n for n in names if n in known] for pack, names in self._names.items()}
        whole = {n for names in kept.values() if len(names) >= _FEW for n in names}
        self._names = {pack: names for pack, names in self._names.items() if len(kept[pack]) >= _FEW}
        rest = [name for name in known if name not in whole]
        made = [pack({n: known[n] for n in rest[at : at + TOGETHER]}) for at in range(0, len(rest), TOGETHER)]
        for each in made:
            self.add(each)
        record = self.place, marshal.dumps(list(self._names), _VERSION)
        return [record, *((name, data) for name, data, _ in made)]

    @property
    def used(self) -> list[bytes]:
        """The keys of all entries of these packs."""
        return [self.place, *self._names]


class Pieces:
    """What large files were put together of, by digests, made with what `salt` stands for. `held` is what a process
    that goes on living has of them, by path."""

    def __init__(self, cache: Cache, content: Path, salt: str, held: Held | None) -> None:
        self._cache, self._content, self._salt, self._held = cache, str(content), salt, held

    def load(self, path: str) -> Mapping[bytes, bytes]:
        known = self._held.get(path) if self._held else None
        salt, pieces = known or _value(self._cache, self._name(path)) or ("", {})
        return pieces if salt == self._salt else {}

    def keep(self, path: str, pieces: Mapping[bytes, bytes], *, is_lasting: bool) -> None:
        if self._held is not None:
            self._held[path] = self._salt, pieces
        if is_lasting:
            self._cache.keep([(self._name(path), marshal.dumps((self._salt, dict(pieces)), _VERSION))])

    def _name(self, path: str) -> bytes:
        return key("pieces", self._content, path)


def sights(cache: Cache, content: Path) -> Mapping[str, Sight]:
    """How the files of a folder looked when an earlier build read them."""
    return _value(cache, _sights(content)) or {}


def sights_entry(content: Path, found: Mapping[str, Sight]) -> tuple[bytes, bytes]:
    """The same for the cache."""
    return _sights(content), marshal.dumps(dict(found), _VERSION)


def _sights(content: Path) -> bytes:
    return key("sights", str(content))


def _value(cache: Cache, name: bytes) -> Any:
    return next((marshal.loads(data) for _, data in cache.each([name])), None)
