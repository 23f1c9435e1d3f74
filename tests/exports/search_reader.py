"""A second reader of the search index, written from docs/search.md alone: what the files say, in plain values."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

SHORT, ROWS, ESCAPE = 148, 25, 255


def value(data: bytes) -> object:
    """The JSON value that a file gives to D."""
    text = data.decode("utf-16")
    assert text.startswith("D=")
    return json.loads(text[2:])


def words(text: str) -> list[int]:
    """Sixteen bits a unit, after a list of those whose top bit is another."""
    units = [*map(ord, text)]
    size = units[0] - 0x100
    found, at = units[1 + size :], 0
    for unit in units[1 : 1 + size]:
        for distance in divmod(unit - 0x100, 234):
            at += distance
            if distance < 233:
                found[at] ^= 0x8000
                at += 1
    return found


class Bits:
    def __init__(self, text: str) -> None:
        self.text = "".join(f"{word:016b}" for word in words(text))
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


@dataclass(frozen=True)
class Index:
    """`index.js` and `model.js` of a site."""

    shapes: list[int]
    names: list[list[str]]
    rows: list[tuple[str, int, str, str, list[str], list[str]]]
    tokens: list[list[str]]


def index(files: dict[str, bytes]) -> Index:
    head, model = value(files["search/index.js"]), value(files["search/model.js"])
    assert isinstance(head, list)
    assert isinstance(model, list)
    version, count, shapes, names, packed = head
    assert version == 2
    bits, rows, year = Bits(packed), [], 9999
    for _ in range(count):
        identity = "".join("abcdefghijklmnopqrstuvwxyz234567"[bits.plain(5)] for _ in range(10))
        year -= bits.gamma() - 1
        source, language = (names[n][bits.gamma() - 1] for n in range(2))
        tags, people = ([names[n][bits.gamma() - 1] for _ in range(bits.gamma() - 1)] for n in (2, 3))
        rows.append((identity, year, source, language, tags, people))
    tokens = [[t[i : i + n] for n, t in enumerate(row.split("\t"), 1) for i in range(0, len(t), n)] for row in model[0]]
    return Index(shapes, names, rows, tokens)


def text(data: bytes, tokens: list[list[str]]) -> str:
    """The text of one article's file."""
    packed = value(data)
    assert isinstance(packed, str)
    stream = b"".join(word.to_bytes(2, "little") for word in words(packed))
    units, plain = bytearray(), iter(zlib.decompress(stream.removeprefix(b"\0")))
    for byte in plain:
        if byte < SHORT:
            units += tokens[0][byte].encode("utf-16be", "surrogatepass")
        elif byte < SHORT + ROWS:
            units += tokens[byte - SHORT + 1][next(plain)].encode("utf-16be", "surrogatepass")
        elif byte < ESCAPE:
            units += (0x4E00 + ((byte - SHORT - ROWS) << 8) + next(plain)).to_bytes(2, "big")
        else:
            units += bytes((next(plain), next(plain)))
    return units.decode("utf-16be", "surrogatepass")


def cell(data: bytes, members: int) -> list[dict[int, list[int]]]:
    """Rest of the key -> numbers of articles in the group: anywhere, above the text, in the title."""
    packed = value(data)
    assert isinstance(packed, str)
    bits = Bits(packed)
    fields = [{rest: [*range(members)] for rest in range(4096)}]
    for _ in range(3):
        outer, found, rests, place = fields[-1], {}, [*fields[-1]], -1
        size = bits.gamma() - 1
        for _ in range(size):
            place += bits.rice(parameter(size, len(rests))) + 1
            articles = outer[rests[place]]
            found[rests[place]] = [articles[n] for n in ascending(bits, bits.gamma(), len(articles))]
        fields.append(found)
    return fields[1:]


def ascending(bits: Bits, size: int, total: int) -> list[int]:
    """So many numbers below the total."""
    numbers, number = [], -1
    for _ in range(size):
        number += bits.rice(parameter(size, total)) + 1
        numbers.append(number)
    return numbers


def parameter(parts: int, total: int) -> int:
    """Of the Rice code in which `parts` of `total` numbers are written."""
    return max((total - parts) * 7 // (10 * parts), 1).bit_length() - 1
