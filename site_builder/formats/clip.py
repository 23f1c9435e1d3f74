"""What every reader is handed: one file, decoded, its frontmatter split off; and small words they share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from posixpath import basename, splitext

from site_builder.matter import Matter
from site_builder.model import Extract, Printed

_EPOCH = re.compile(r"\s{0,100}<!--[ \t]*(\d{10}|\d{13}|NaN)[ \t]*-->[ \t]*\n")
_HEADER = re.compile(r"\s{0,100}(?P<line>[^\n]{1,4000})\n-{3,}[ \t]*(?:\n|\Z)")
_BEHIND_TITLE = re.compile(r"(?P<url>\S.*?)\)(?:[ \t]+by[ \t]+(?P<author>\S.*?))?[ \t]*")
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
    epoch = _EPOCH.match(text)
    found = _HEADER.match(text, epoch.end() if epoch else 0)
    if found is None or found["line"].lstrip().startswith("<"):
        return None
    line, stamp = found["line"].strip(), epoch[1] if epoch else ""
    title, mark, rest = line.rpartition("](")
    linked = _BEHIND_TITLE.fullmatch(rest) if mark and title.startswith("[") else None
    if linked:
        return Header(stamp, title[1:].strip(), linked["url"].strip(), linked["author"] or "", True, found.end())
    title, by, author = line.rpartition(" by ")
    return Header(stamp, title.strip() if by else line, "", author.strip() if by else "", False, found.end())


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
