"""Size against what GitHub Pages takes: a site of 1 GB, and no file that git would refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.problems import Problem

# docs.github.com, "GitHub Pages limits" and "About large files on GitHub".
SITE_BYTES = 1_000_000_000
FILE_BYTES = 100 * 2**20
NEARLY = 0.8
BIGGEST = 10


def biggest(files: Mapping[str, bytes]) -> tuple[tuple[str, int], ...]:
    """The ten largest files and their bytes, largest first."""
    sizes = sorted(((path, len(data)) for path, data in files.items()), key=lambda pair: (-pair[1], pair[0]))
    return tuple(sizes[:BIGGEST])


def budget(files: Mapping[str, bytes]) -> Iterator[Problem]:
    total = sum(map(len, files.values()))
    if total > SITE_BYTES * NEARLY:
        code = "site-too-large" if total > SITE_BYTES else "site-large"
        listed = ", ".join(f"{path} {readable(size)}" for path, size in biggest(files))
        yield Problem(code, ".", f"{readable(total)} of {readable(SITE_BYTES)}; the largest: {listed}")
    for path, size in biggest(files):
        if size > FILE_BYTES:
            yield Problem("output-too-large", path, f"has {readable(size)}, git hosts take {readable(FILE_BYTES)}")


def readable(count: int) -> str:
    """A size as people say it."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1e3:.0f} kB"
