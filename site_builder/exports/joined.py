"""Files that are put together of a piece an article: after an edit all but a few pieces are as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, TypeVar

from site_builder.exports.item import Item, Setting
from site_builder.keyed import SIZE

Given = TypeVar("Given")

_MANY = 50  # a share of all pieces: to make so many again is quicker than to keep all


@dataclass(frozen=True, slots=True)
class Joined(Generic[Given]):
    """What the pieces are made from, each with a digest of that."""

    each: tuple[tuple[bytes, Given], ...]

    @property
    def digest(self) -> bytes:
        return blake2b(b"".join(key for key, _ in self.each), digest_size=SIZE).digest()

    def pieces(self, path: str, make: Callable[[Given], str], setting: Setting) -> list[bytes]:
        """What `make` makes of each for the file at this path, as UTF-8, where an earlier build has not kept it."""
        kept = setting.pieces
        known = kept.load(path) if kept else {}
        made = {key: known[key] if key in known else make(given).encode(errors="replace") for key, given in self.each}
        if kept:
            kept.keep(path, made, is_lasting=len(made.keys() - known) * _MANY > len(made))
        return [made[key] for key, _ in self.each]


def of_items(items: Iterable[Item]) -> Joined[Item]:
    """Pieces that are made from what is said of an article itself."""
    return Joined(tuple((item.digest, item) for item in items))
