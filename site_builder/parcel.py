"""A long tuple that is kept, sent and loaded in one piece."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, Protocol, TypeVar

from site_builder.keyed import SIZE


class Entry(Protocol):
    @property
    def digest(self) -> bytes: ...


Kind = TypeVar("Kind", bound=Entry)


class Parcel(Sequence[Kind]):
    """Values with a digest each, unpacked when one of them is asked for: how many there are and the digest of all of
    them are known without, and hardly any edit needs more."""

    __slots__ = ("_count", "_entries", "digest")
    digest: bytes

    def __init__(self, entries: Iterable[Kind] = ()) -> None:
        self._entries: tuple[Kind, ...] | bytes = tuple(entries)
        self._count = len(self._entries)
        self.digest = blake2b(b"".join(entry.digest for entry in self._entries), digest_size=SIZE).digest()

    def __getitem__(self, place: Any) -> Any:
        return self._unpacked()[place]

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._unpacked())

    def __len__(self) -> int:
        return self._count

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parcel) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[Callable[..., Parcel[Kind]], tuple[int, bytes, bytes]]:
        entries = self._entries
        packed = entries if isinstance(entries, bytes) else pickle.dumps(entries, pickle.HIGHEST_PROTOCOL)
        return _arrived, (self._count, self.digest, packed)

    def _unpacked(self) -> tuple[Kind, ...]:
        if isinstance(self._entries, bytes):
            self._entries = pickle.loads(self._entries)
        assert not isinstance(self._entries, bytes)
        return self._entries


def _arrived(count: int, digest: bytes, packed: bytes) -> Parcel[Any]:
    """One that is still to be unpacked."""
    parcel = object.__new__(Parcel)
    parcel._count, parcel.digest, parcel._entries = count, digest, packed
    return parcel
