"""What every reader is handed: one file, decoded, its frontmatter split off; and small words they share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from posixpath import basename, splitext

from site_builder.matter import Matter
from site_builder.model import Extract, Printed

_HEADER = re.compile(
    r"\s*(?:<!--\s*(?P<epoch>\d{10}|\d{13}|NaN)\s*-->\s*\n)?\s*"
    r"(?P<link>\[(?P<title>.*)\]\((?P<url>\S.*?)\)|(?P<plain>[^\n<]+?))(?:[ \t]+by[ \t]+(?P<author>[^\n]+?))?[ \t]*\n"
    r"-{3,}[ \t]*(?:\n|\Z)"
)
_MARKUP = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|/?[a-z][a-z0-9-]*[\s/>])", re.IGNORECASE | re.DOTALL)
_FILE_DATE = re.compile(r"(?:^|\D)((?:19|20)\d\d-[01]\d-[0-3]\d)(?=\D|$)")


@dataclass(frozen=True, slots=True)
class Clip:
    """One file: `text` is decoded, with LF line ends and no BOM ("" for binary); `matter` its frontmatter if any."""

    path: str
    data: bytes
    text: str
    matter: Matter | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A dialect. `sniff` says in words why a clip is one ("" if it is not); `read` is called only then.

    `read` raises ValueError where the clip proves broken after all.
    """

    name: str
    sniff: Callable[[Clip], str]
    read: Callable[[Clip, str], tuple[Extract, ...]]


@dataclass(frozen=True, slots=True)
class Header:
    """The lines above a duty-machine clip: epoch comment, title and address, `by` author, and where the rest begins."""

    epoch: str
    title: str
    url: str
    author: str
    is_link: bool
    end: int

    @property
    def captured(self) -> Printed | None:
        return Printed(self.epoch, "epoch comment") if self.epoch.isdigit() else None


def header(text: str) -> Header | None:
    """The header a text begins with, None if it has none."""
    found = _HEADER.match(text)
    if found is None:
        return None
    title = (found["title"] if found["plain"] is None else found["plain"]).strip()
    author = (found["author"] or "").strip()
    return Header(found["epoch"] or "", title, (found["url"] or "").strip(), author, bool(found["url"]), found.end())


def line_at(text: str, position: int) -> int:
    """The line, from 1, of the first text at or after `position`."""
    rest = text[position:]
    return text.count("\n", 0, position) + 1 + rest[: len(rest) - len(rest.lstrip())].count("\n")


def is_markup(text: str) -> bool:
    """Whether a body begins as HTML does: with a tag, comments before it aside."""
    return _MARKUP.match(text) is not None


def file_date(path: str) -> Printed | None:
    """The date a file name such as `2020-05-18-title.md` tells."""
    found = _FILE_DATE.search(basename(path))
    return Printed(found[1], "file name") if found else None


def file_title(path: str) -> str:
    """What a file name says without its date, number and extension."""
    return re.sub(r"^[\d_-]+", "", splitext(basename(path))[0]).strip()
