"""A sparse matrix in compressed rows, with what the comparison needs of it and nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from site_builder.relate.rows import Rows, ascending, places, spliced, starts_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Integers = NDArray[np.integer[Any]]
    Row = tuple[Integers, Floats, float]  # ascending columns, their weights, the square of what no other row has


@dataclass(frozen=True, slots=True)
class Matrix:
    """Row i holds `weights[starts[i]:starts[i + 1]]` in the columns of the same slice of `columns`, ascending.

    The weights of a row have length 1 together (less where it has something alone), so that the product of two rows is
    their cosine.
    """

    starts: Integers
    columns: NDArray[np.int32]
    weights: NDArray[np.float32]
    width: int

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, i: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        mine = slice(self.starts[i], self.starts[i + 1])
        return self.columns[mine], self.weights[mine]

    def entries(self, rows: NDArray[np.integer[Any]]) -> tuple[Integers, Integers]:
        """The positions of all entries of some rows one after the other, and how many each row has."""
        return places(self.starts, rows)

    def with_columns(self, numbers: NDArray[np.int32], width: int) -> Matrix:
        """The same with other columns, in the same order: `numbers` says which each is."""
        return Matrix(self.starts, numbers[self.columns], self.weights, width)

    def spliced(self, sources: Integers, new: Matrix) -> Matrix:
        """Rows of this matrix and, counted on, of a new one of the same columns; see `rows.Change.sources`."""
        columns = spliced(Rows(self.starts, self.columns), sources, Rows(new.starts, new.columns))
        weights = spliced(Rows(self.starts, self.weights), sources, Rows(new.starts, new.weights))
        return Matrix(columns.starts, columns.values, weights.values, new.width)

    def taken(self, rows: Integers) -> Matrix:
        """These rows, in this order."""
        columns = Rows(self.starts, self.columns).taken(rows)
        return Matrix(columns.starts, columns.values, Rows(self.starts, self.weights).taken(rows).values, self.width)

    def products(self, partners: Iterable[Integers]) -> Floats:
        """Each row times the rows that are its `partners`, one after the other."""
        import numpy as np

        found: list[float] = []
        dense = np.zeros(self.width, np.float32)
        starts = self.starts.tolist()
        for i, rows in enumerate(partners):
            if not len(rows):
                continue
            columns, weights = self.row(i)
            dense[columns] = weights
            for row in rows.tolist():
                place = slice(starts[row], starts[row + 1])
                found.append(dense.take(self.columns[place]).dot(self.weights[place]))
            dense[columns] = 0.0
        return np.array(found, np.float64)

    def transposed(self, entries: NDArray[np.bool_]) -> Matrix:
        """Rows and columns of some entries exchanged: row c of the result says which rows of this one have column c."""
        import numpy as np

        kept = np.flatnonzero(entries)
        columns, weights = self.columns.take(kept), self.weights.take(kept)
        rows = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts)).take(kept)
        order = ascending(columns)
        starts = starts_of(np.bincount(columns, minlength=self.width))
        return Matrix(starts, rows[order], weights[order], len(self))


def build(rows: Iterable[Row], width: int, kept: int) -> Matrix:
    """Of each row the `kept` heaviest entries, which together with what the row has alone are of length 1."""
    import numpy as np

    starts, columns, weights = [0], [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
    for row_columns, row_weights, alone in rows:
        best = heaviest(row_weights, kept) if len(row_weights) > kept else slice(None)
        chosen = row_weights[best]
        length = float(np.sqrt((chosen**2).sum() + alone))
        columns.append(row_columns[best].astype(np.int32, copy=False))
        weights.append((chosen / (length or 1.0)).astype(np.float32, copy=False))
        starts.append(starts[-1] + len(chosen))
    return Matrix(np.array(starts), np.concatenate(columns), np.concatenate(weights), width)


def joined(one: Matrix, other: Matrix, factor: float) -> Matrix:
    """The rows of two matrices end to end, those of the second times `factor`: products are sums of products."""
    import numpy as np

    starts = one.starts + other.starts
    lengths = np.stack((np.diff(one.starts), np.diff(other.starts)), axis=1).ravel()
    is_first = np.repeat(np.tile((True, False), len(one)), lengths)
    columns, weights = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.float32)
    columns[is_first], columns[~is_first] = one.columns, other.columns + one.width
    weights[is_first], weights[~is_first] = one.weights, other.weights * np.float32(factor)
    return Matrix(starts, columns, weights, one.width + other.width)


def heaviest(weights: Floats, kept: int) -> Integers:
    """The positions of the `kept` largest weights, ascending; of equal ones the first."""
    import numpy as np

    if len(weights) <= kept:
        return np.arange(len(weights))
    border = np.partition(weights, -kept)[-kept]
    found = np.flatnonzero(weights >= border)
    if len(found) > kept:
        is_equal = weights[found] == border
        found = np.delete(found, np.flatnonzero(is_equal)[kept - len(found) :])
    return found


def totals(owner: Integers, weights: NDArray[np.floating[Any]], n: int) -> Floats:
    """The sum of the weights of each of n owners."""
    import numpy as np

    return np.bincount(owner, weights, n).astype(np.float64, copy=False)  # without any entries: whole numbers


def none(width: int) -> Matrix:
    """No rows."""
    import numpy as np

    return Matrix(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32), width)
