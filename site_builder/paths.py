"""Paths in the output that every file system can hold, and that stay apart where case and Unicode form do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from site_builder.model import File
from site_builder.problems import Problem

AnyFile = TypeVar("AnyFile", bound=File)
MAX_BYTES = 200  # of one part; file systems take 255, and a suffix must still fit
# Devices of Windows, also with an ending: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.I | re.S)


def trouble(part: str) -> str:
    """Why one part of a path would not do on some file system, "" if it would on all."""
    if len(part.encode("utf-8", "replace")) > MAX_BYTES:
        return f"is longer than {MAX_BYTES} bytes"
    if part.endswith((".", " ")):
        return "ends in a dot or blank, which Windows drops"
    if _RESERVED.fullmatch(part):
        return "is the name of a device on Windows"
    return ""


def folded(path: str) -> str:
    """Two paths with the same folded form are one file on macOS or Windows."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


class Taken:
    """Paths that are in use. What is taken cannot be taken again, nor can a file be where a folder is."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = {""}
        for path in paths:
            self.take(path)

    def take(self, path: str) -> bool:
        """Whether the path was free; it is in use from now on."""
        key = folded(path)
        if key in self._files or key in self._folders:
            return False
        folders = []
        folder = key.rpartition("/")[0]
        while folder not in self._folders:  # those above one that is known are known too
            if folder in self._files:
                return False
            folders.append(folder)
            folder = folder.rpartition("/")[0]
        self._files.add(key)
        self._folders.update(folders)
        return True


def apart(files: Iterable[AnyFile], *used: str) -> tuple[list[AnyFile], tuple[Problem, ...]]:
    """The files that every file system keeps apart, and a problem for each that would replace another, or one of those
    `used` otherwise."""
    taken = Taken(used)
    kept: list[AnyFile] = []
    problems: list[Problem] = []
    for file in files:
        if taken.take(file.path):
            kept.append(file)
        else:
            message = "would replace another file where case and Unicode form do not count: it is left out"
            problems.append(Problem("slug-twice", file.path, message))
    return kept, tuple(problems)
