"""The fingerprints that a comparison asks for, which are most of its memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from site_builder.relate.fingerprint import Fingerprint

_MANY = 1000  # of which a part is worth being given back


def keep_all() -> None:
    """Gives nothing back."""


class Asked(Sequence[Fingerprint]):
    """Fingerprints in another order, each fetched once. `give_back` is called after much was let go of: memory that is
    free in a process is not yet free for the system."""

    def __init__(
        self, prints: Sequence[Fingerprint], order: Sequence[int], give_back: Callable[[], None] = keep_all
    ) -> None:
        self._prints, self._order, self._give_back = prints, order, give_back
        self._there: dict[int, Fingerprint] = {}

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, i: Any) -> Any:
        if i not in self._there:
            self._there[i] = self._prints[self._order[i]]
        return self._there[i]

    def drop_grams(self) -> None:
        """Let go of what is in matrices by now: half of each."""
        self._replace(grams=b"", gram_counts=b"", title_grams=b"")

    def drop_shingles(self) -> None:
        """The same of shingles."""
        self._replace(shingles=b"")

    def _replace(self, **fields: bytes) -> None:
        for i, each in self._there.items():
            self._there[i] = replace(each, **fields)  # type: ignore[arg-type]  # these are bytes
        if len(self._there) > _MANY:
            self._give_back()
