"""What a process that goes on living holds for its next build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.light import Reading
from site_builder.packs import Held, Packs
from site_builder.pages.views import Card
from site_builder.relations import Relations


@dataclass(frozen=True, slots=True)
class Memory:
    """Readings by the keys of files, what the comparison of all articles left, what is in the cache, the pieces of
    large files, the cards of the last build by what they were made with, and its `Site.sections`."""

    readings: dict[bytes, Reading] = field(default_factory=dict)
    relations: Relations = field(default_factory=Relations)
    packs: Packs = field(default_factory=Packs)
    pieces: Held = field(default_factory=dict)
    cards: dict[str, Mapping[bytes, Card]] = field(default_factory=dict)
    sections: dict[bytes, tuple[bytes, ...]] = field(default_factory=dict)
