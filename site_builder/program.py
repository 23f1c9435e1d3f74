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
    found = sorted((name, *_times(status)) for name, status in walk(folders))
    return _digest((start, found))


def digest_of_files(root: Path, paths: Iterable[str]) -> str:
    """The same of files that are known by name, below `root`. OSError if one is not there."""
    return _digest([seen(os.lstat(f"{root}/{path}")) for path in paths])


def seen(status: os.stat_result) -> tuple[int, int, int, int]:
    """What changes with every writing of a file."""
    return *_times(status), status.st_ino


def _times(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _digest(value: Any) -> str:
    return hashlib.sha256(marshal.dumps(value, 2)).hexdigest()


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
