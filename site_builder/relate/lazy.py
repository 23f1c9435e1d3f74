"""Values that stay bytes until somebody asks for them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

Kind = TypeVar("Kind")  # anything but bytes


class Lazy(Mapping[str, Kind]):
    """Pickles each value by itself, so that loading it takes next to no time: after an edit few are asked for."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Kind]) -> None:
        self._values: dict[str, Kind | bytes] = dict(values)

    def __getitem__(self, name: str) -> Kind:
        value = self._values[name]
        if isinstance(value, bytes):
            loaded: Kind = pickle.loads(value)
            self._values[name] = value = loaded
        return value

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __reduce__(self) -> tuple[type[Lazy[Kind]], tuple[dict[str, bytes]]]:
        return Lazy, ({name: _packed(value) for name, value in self._values.items()},)

    def over(self, other: Lazy[Kind]) -> Lazy[Kind]:
        """What is here, else what is in the other, in its order; nothing is loaded for that."""
        made: Lazy[Kind] = Lazy({})
        made._values = other._values | self._values
        return made

    def of(self, names: Iterable[str], new: Mapping[str, Kind]) -> Lazy[Kind]:
        """Under these names and in their order what is `new`, else what is here; nothing is loaded for that."""
        made: Lazy[Kind] = Lazy({})
        made._values = {name: new[name] if name in new else self._values[name] for name in names}
        return made


def _packed(value: object) -> bytes:
    return value if isinstance(value, bytes) else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
