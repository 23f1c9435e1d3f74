"""Trains the vocabulary of the search index:

    python -m bench.search_model FOLDER > site_builder/exports/search_model.py

FOLDER holds .jsonl files whose lines have a "text". What comes out is a frequency list of characters and short
character sequences in the order of their frequency, no text. A part of the input is also counted in
traditional characters, so that both scripts are served.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from opencc import OpenCC

SHORT, ROWS = 148, 25  # one-byte tokens, and rows of 256 two-byte ones: see exports/search_codes.py
CHARACTERS = 2400
MERGES = (3100, 1100)
ESCAPE = "\0"
Units = npt.NDArray[np.int64]


def main(folder: Path) -> None:
    units = np.frombuffer("\0".join(texts(folder)).encode("utf-16le"), "<u2").astype(np.int64)
    tokens = vocabulary(units)
    write(tokens, counted(units, tokens))


def texts(folder: Path) -> Iterator[str]:
    """Every fifth text also in traditional characters."""
    convert = OpenCC("s2t")
    number = 0
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").split("\n"):
            number += 1
            text = json.loads(line).get("text", "") if line else ""
            yield convert.convert(text) if number % 6 == 0 else text


def vocabulary(units: Units) -> list[str]:
    """Tokens, the escape first."""
    common = [u for u, _ in Counter(units.tolist()).most_common(CHARACTERS + 1) if u and not 0xD800 <= u < 0xE000]
    ascii_units = set(range(0x20, 0x7F)) | {0x0A}
    base = sorted({*common, *ascii_units})
    table = np.zeros(65536, np.int64)
    table[base] = np.arange(1, len(base) + 1)
    tokens = [ESCAPE, *map(chr, base)]
    ids = table[units]
    solid = np.array([t not in {ESCAPE, "\n"} for t in tokens])
    for size in MERGES:
        ids, tokens, solid = merged(ids, tokens, solid, size)
    return tokens


def counted(units: Units, tokens: list[str]) -> list[int]:
    """How often each token occurs where the text is taken apart as the index does it: the longest first."""
    numbers = {token: n for n, token in enumerate(tokens)}
    text = units.astype("<u2").tobytes().decode("utf-16le", "surrogatepass")
    counts = [1] * len(tokens)
    place = 0
    while place < len(text):
        step = next((n for n in (4, 3, 2) if text[place : place + n] in numbers), 1)
        counts[numbers.get(text[place : place + step], 0)] += 1
        place += step
    return counts


def merged(
    ids: Units, tokens: list[str], solid: npt.NDArray[np.bool_], size: int
) -> tuple[Units, list[str], npt.NDArray[np.bool_]]:
    """The `size` commonest neighbours become tokens of their own."""
    keys = ids[:-1] * 65536 + ids[1:]
    found, counts = np.unique(keys[solid[ids[:-1]] & solid[ids[1:]]], return_counts=True)
    best = []
    for key in found[np.argsort(-counts, kind="stable")].tolist():
        joined = tokens[key >> 16] + tokens[key & 65535]
        if len(joined) <= 4 and joined not in tokens:
            best.append(key)
            tokens = [*tokens, joined]
        if len(best) == size:
            break
    numbers = dict(zip(best, range(len(tokens) - len(best), len(tokens)), strict=True))
    order = np.array(sorted(best))
    target = np.array([numbers[k] for k in sorted(best)])
    place = np.minimum(np.searchsorted(order, keys), len(order) - 1)
    hit = order[place] == keys
    index = np.arange(len(hit))
    run = index - np.maximum.accumulate(np.where(hit, -1, index))
    take = hit & (run % 2 == 1)
    out = ids.copy()
    out[:-1][take] = target[place[take]]
    keep = np.ones(len(ids), bool)
    keep[1:][take] = False
    return out[keep], tokens, np.r_[solid, np.ones(size, bool)]


def write(tokens: Sequence[str], counts: Sequence[int]) -> None:
    order = sorted(range(1, len(tokens)), key=lambda n: (-counts[n], tokens[n]))[: SHORT + ROWS * 256]
    cuts = [0, *range(SHORT, SHORT + ROWS * 256 + 1, 256)]
    print('"""Vocabulary of the search index, made by bench/search_model.py: frequent characters and sequences.')
    print()
    print(
        "The first row are the tokens written as one byte, the commonest; each further one 256 that are written as two."
    )
    print("A row is its tokens of one, two, three and four UTF-16 units, each kind strung together, tabs between.")
    print('"""')
    print()
    print("MODEL: tuple[str, ...] = (")
    for start, end in pairwise(cuts):
        row = [tokens[n] for n in order[start:end]]
        text = "\t".join("".join(sorted(t for t in row if len(t) == units)) for units in range(1, 5))
        print(
            "".join(f"    {json.dumps(text[i : i + 54], ensure_ascii=False)}\n" for i in range(0, len(text), 54))
            + "    ,"
        )
    print(")")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
