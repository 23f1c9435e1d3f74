"""Which program this is: what of it decides over the bytes it makes."""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from site_builder import __version__

Look = tuple[int, int, int, int]
TICK = 50_000_000  # ns; file systems round times, the coarsest in use on Linux to 10 ms


@cache
def digest() -> str:
    """Changes with every edit of the program and its templates and with every installation of a library."""
    here = Path(__file__).parent
    return digest_of([here, here.parent / "templates"], f"{__version__} {sys.version} {_installed()}")


def _installed() -> int:
    """The time of the folder of libraries changes with everything that is installed there."""
    try:
        return Path(sysconfig.get_paths()["purelib"]).stat().st_mtime_ns
    except OSError:
        return 0


def digest_of(folders: Iterable[Path], start: str = "") -> str:
    """A digest of the names, sizes and times of all files below the folders."""
    return digest_of_found(walk(folders), start)


def digest_of_found(found: Iterable[tuple[str, os.stat_result]], start: str = "") -> str:
    """The same of files that were walked already."""
    return digest_of_values((start, sorted((name, *_times(status)) for name, status in found)))


def digest_of_values(value: Any) -> str:
    """Of tuples, lists, strings and numbers."""
    return hashlib.sha256(marshal.dumps(value, 2)).hexdigest()


class Looks(dict[str, "Look | None"]):
    """How files below a folder look by their paths, None where there is none. Each is looked at once, when it is first
    asked for: looking at tens of thousands takes a tenth of a second each time."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = f"{root}/"

    def of(self, paths: Iterable[str]) -> list[Look | None]:
        """Of these files. One loop without calls of our own: there are tens of thousands."""
        root, looks = self._root, []
        for path in paths:
            if path not in self:
                try:
                    found = os.lstat(root + path)
                    self[path] = found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino  # as `seen`
                except OSError:
                    self[path] = None
            looks.append(self[path])
        return looks


def seen(status: os.stat_result) -> Look:
    """What changes with every writing of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _times(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def walk(folders: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below the folders, hidden ones and compiled Python aside; a missing folder is empty."""
    pending = [str(folder) for folder in folders]
    while pending:
        try:
            entries = list(os.scandir(pending.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            else:
                yield entry.path, _found(entry)


def _found(entry: os.DirEntry[str]) -> os.stat_result:
    """Of what a link leads to; of the link itself if it leads nowhere."""
    try:
        found = entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)
    return entry.stat(follow_symlinks=False) if stat.S_ISDIR(found.st_mode) else found
