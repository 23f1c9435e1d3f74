"""Reads a site's search index, without anything of dossier: docs/search.md in one file of plain Python.

    python tools/search_reader.py output/search 航线        the articles whose text holds the characters

It is written from the description of the format alone, so that tests have a second opinion, and others an example.
"""

from __future__ import annotations

import codecs
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_SHORT, _ROWS, _ESCAPE = 148, 25, 255
_PAIR, _WORD = 1, 2

Row = tuple[str, int, int, str, str, list[str], list[str]]  # id, pieces, year, source, language, tags, people
Piece = tuple[str, int]  # id of the article, number


class Index:
    """An index; `read` gives the bytes of a file by its path below `search/`."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self.read = read
        version, self.shapes, names, ids, *columns = _value(read("index.js"))
        if version != 3:
            raise ValueError(f"an index of version {version}, and this reads version 3")
        self.rows = [*_rows(ids, names, *columns)]
        self.groups: list[list[Piece]] = [[] for _ in self.shapes]
        for identity, pieces, *_ in self.rows:
            self.groups[int(identity, 36) % 97 % len(self.shapes)] += [(identity, n) for n in range(pieces)]
        vocabulary, folding, self.kinds = _value(read("model.js"))
        self.tokens = [
            [part[at : at + size] for size, part in enumerate(row.split("\t"), 1) for at in range(0, len(part), size)]
            for row in vocabulary
        ]
        self.folds = dict(_folds(_Bits(folding)))

    def fold(self, text: str) -> str:
        """Text as it is compared."""
        folded = (self.folds.get(unit, unit).to_bytes(2, "little") for unit in _units(text))
        return b"".join(folded).decode("utf-16le", "surrogatepass")

    def keys(self, text: str) -> set[int]:
        """Hashes of the pairs, word beginnings and word parts of a text."""
        units = [*_units(self.fold(text)), 0, 0]
        kinds = [next((kind for kind, start, end in self.kinds if start <= unit < end), 0) for unit in units]
        found = set()
        for n, (a, b, c) in enumerate(zip(units, units[1:], units[2:], strict=False)):
            if kinds[n] == kinds[n + 1] == _PAIR:
                found.add(_hash(a, b, 0))
            if kinds[n] == _WORD and (not n or kinds[n - 1] != _WORD):
                found.add(_hash(1, a, b if kinds[n + 1] == _WORD else 0))
            if kinds[n] == kinds[n + 1] == kinds[n + 2] == _WORD:
                found.add(_hash(a, b, c))
        return found

    def candidates(self, text: str, field: int = 0) -> set[Piece]:
        """Pieces under every key of a text: anywhere (0), above the text (1), in the title (2)."""
        left = {piece for group in self.groups for piece in group}
        for key in self.keys(text):
            holders = set()
            for group, cells in enumerate(self.shapes):
                place = key * cells
                lists = _cell(_Bits(_value(self.read(f"g{group}/{place >> 32:x}.js"))), len(self.groups[group]))
                holders |= {self.groups[group][n] for n in lists[field].get((place & 0xFFFFFFFF) >> 20, ())}
            left &= holders
        return left

    def text(self, identity: str, number: int = 0) -> str:
        """What is published of an article, or of a long one a piece: the lines of docs/search.md."""
        return unpacked(self.read(f"t/{identity}{f'-{number}' if number else ''}.js"), self.tokens)

    def find(self, text: str) -> list[str]:
        """Ids of the articles that hold a text of two characters or more, newest first."""
        some, wanted = self.candidates(text), self.fold(text)
        holders = {piece[0] for piece in some if wanted in self.fold(self.text(*piece))}
        return [row[0] for row in self.rows if row[0] in holders]


def unpacked(data: bytes, tokens: list[list[str]]) -> str:
    """The text of an article's file."""
    stream = b"".join(word.to_bytes(2, "little") for word in _words(_value(data)))
    units, plain = bytearray(), iter(zlib.decompress(stream.removeprefix(b"\0")))
    for byte in plain:
        if byte < _SHORT:
            units += tokens[0][byte].encode("utf-16be", "surrogatepass")
        elif byte < _SHORT + _ROWS:
            units += tokens[byte - _SHORT + 1][next(plain)].encode("utf-16be", "surrogatepass")
        elif byte < _ESCAPE:
            units += (0x4E00 + ((byte - _SHORT - _ROWS) << 8) + next(plain)).to_bytes(2, "big")
        else:
            units += bytes((next(plain), next(plain)))
    return units.decode("utf-16be", "surrogatepass")


def _value(data: bytes) -> Any:
    """The JSON value that a file gives to D."""
    coding = "utf-16" if data.startswith(codecs.BOM_UTF16_LE) else "utf-8-sig"
    return json.loads(data.decode(coding, "surrogatepass" if coding == "utf-16" else "strict").removeprefix("D="))


def _units(text: str) -> list[int]:
    """UTF-16, as JavaScript counts."""
    data = text.encode("utf-16le", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


def _words(text: str) -> list[int]:
    """Sixteen bits a unit, after a list of those whose top bit is another."""
    units = _units(text)
    size = units[0] - 0x100
    found, at = units[1 + size :], 0
    for unit in units[1 : 1 + size]:
        for distance in divmod(unit - 0x100, 234):
            at += distance
            if distance < 233:
                found[at] ^= 0x8000
                at += 1
    return found


class _Bits:
    """A packed string, read code by code."""

    def __init__(self, text: str) -> None:
        self.text = "".join(f"{word:016b}" for word in _words(text))
        self.at = 0

    def plain(self, size: int) -> int:
        self.at += size
        return int(self.text[self.at - size : self.at] or "0", 2)

    def zeros(self, most: int) -> int:
        size = 0
        while size < most and not self.plain(1):
            size += 1
        return size

    def gamma(self) -> int:
        size = self.zeros(40)
        return (1 << size) + self.plain(size)

    def rice(self, parameter: int) -> int:
        quotient = self.zeros(12)
        return (quotient << parameter) + self.plain(parameter) if quotient < 12 else self.plain(16)

    def ascending(self, size: int, total: int) -> list[int]:
        """So many numbers below the total."""
        parameter = max((total - size) * 7 // (10 * size), 1).bit_length() - 1 if size else 0
        numbers, number = [], -1
        for _ in range(size):
            number += self.rice(parameter) + 1
            numbers.append(number)
        return numbers


def _rows(ids: str, names: list[list[str]], years: list[int], pieces: list[int], *columns: Any) -> Iterator[Row]:
    for n, (year, number) in enumerate(zip(years, pieces, strict=True)):
        places = [column[n] if isinstance(column[n], list) else [column[n]] for column in columns]
        (source,), (language,), tags, people = ([names[k][at] for at in some] for k, some in enumerate(places))
        yield ids[10 * n : 10 * n + 10], number, year, source, language, tags, people


def _folds(bits: _Bits) -> Iterator[tuple[int, int]]:
    unit = 0
    for _ in range(bits.gamma() - 1):
        unit += bits.gamma() - 1
        yield unit, bits.plain(16)


def _cell(bits: _Bits, members: int) -> list[dict[int, list[int]]]:
    """Rest of the key -> numbers of articles in the group: anywhere, above the text, in the title."""
    fields: list[dict[int, list[int]]] = []
    for _ in range(3):
        size, found = bits.gamma() - 1, {}
        outer = fields[-1] if fields else {rest: [*range(members)] for rest in range(4096)}
        rests, place = [*outer], -1
        parameter = max((len(rests) - size) * 7 // (10 * size), 1).bit_length() - 1 if size else 0
        for _ in range(size):
            place += bits.rice(parameter) + 1
            articles = outer[rests[place]]
            found[rests[place]] = [articles[n] for n in bits.ascending(bits.gamma(), len(articles))]
        fields.append(found)
    return fields


def _hash(a: int, b: int, c: int) -> int:
    mixed = (a * 0x9E3779B1 + b * 0x85EBCA77 + c * 0xC2B2AE3D) & 0xFFFFFFFF
    mixed = ((mixed ^ mixed >> 15) * 0x2C1B3C6D) & 0xFFFFFFFF
    return mixed ^ mixed >> 12


def main(folder: Path, text: str) -> None:
    index = Index(lambda path: (folder / path).read_bytes())
    for identity in index.find(text):
        meta, title, *_ = index.text(identity).split("\n")
        print(meta.split("\t")[1], meta.split("\t")[0], title)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
