"""Files that wait beside the site until all of it is made, and how they get into their places.

A file that the site does not have yet waits in a copy of the site's folders, so that a new folder is moved whole: what
a first build makes are tens of thousands of files, and a few moves. One that is changed waits under a name of its own.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

_NEW = "new/"
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Laid(NamedTuple):
    """A file of the site that stands in the output folder already, or waits beside it under the name `waiting`."""

    path: str
    sha256: str
    size: int
    waiting: str = ""


def stands(target: str, data: bytes) -> bool | None:
    """Whether a file holds `data`; None where there is none."""
    try:
        found = os.lstat(target)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(data):
            return False
        with open(target, "rb", buffering=0) as file:  # noqa: PTH123  # a Path costs as much as reading
            return file.read() == data
    except OSError:
        return False


def put(aside: str, path: str, digest: str, data: bytes, *, is_new: bool) -> str:
    """Write a whole file; the name under which it waits. `digest`: of the data."""
    if is_new:
        with suppress(FileExistsError, NotADirectoryError):  # two files that would be one in this file system
            target = f"{aside}/{_NEW}{path}"
            _write(_opened(target), target, data)
            return _NEW + path
    name = hashlib.sha256(f"{digest}{path}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    with suppress(FileExistsError):  # the same file twice
        _write(os.open(f"{aside}/{name}", _FLAGS, 0o666), f"{aside}/{name}", data)
    return name


def move(aside: str, output: str, waiting: Sequence[Laid], new: Mapping[str, str]) -> None:
    """Move what waits into `output`, the last one last. `new` has for each folder the uppermost one that is to come
    with it, "" for a folder that is there. What was put and is not among `waiting` stays behind."""
    for name in _new_files(aside) - {item.waiting for item in waiting}:
        os.unlink(f"{aside}/{name}")  # noqa: PTH108
        with suppress(OSError):  # not empty
            os.removedirs(f"{aside}/{name}".rpartition("/")[0])
    whole = set()
    for folder in {*new.values()} - {""}:
        with suppress(FileNotFoundError):
            os.rename(f"{aside}/{_NEW}{folder}", f"{output}/{folder}")  # noqa: PTH104
            whole.add(folder)
    for item in waiting:
        folder = item.path.rpartition("/")[0]
        if new[folder]:
            if new[folder] in whole and item.waiting.startswith(_NEW):
                continue
            os.makedirs(f"{output}/{folder}", exist_ok=True)  # noqa: PTH103
        os.replace(f"{aside}/{item.waiting}", f"{output}/{item.path}")  # noqa: PTH105


def _new_files(aside: str) -> set[str]:
    """The names under which new files wait."""
    found, pending = set(), [_NEW]
    while pending:
        folder = pending.pop()
        with suppress(FileNotFoundError), os.scandir(f"{aside}/{folder}") as entries:
            for entry in entries:
                name = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{name}/")
                else:
                    found.add(name)
    return found


def _opened(target: str) -> int:
    try:
        return os.open(target, _FLAGS, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        return os.open(target, _FLAGS, 0o666)


def _write(handle: int, target: str, data: bytes) -> None:
    """Three calls with opening, which is as few as there can be."""
    try:
        written = os.write(handle, data)
        while written < len(data):  # a single call takes no more than 2 GB, and what a nearly full disk has left
            written += os.write(handle, data[written:])
    except OSError as error:
        error.filename = target
        raise
    finally:
        os.close(handle)
