"""Where imports come from and go to: files read by path, names for new ones; never a file written over."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from site_builder import collecting, matter, normalise
from site_builder.model import Article, Origin
from site_builder.problems import Problem, SiteError
from site_builder.urls import match_key

MAX_NAME = 120  # bytes of a file name before its extension; file systems end at 255
_UNFIT = re.compile(r"[-\s/\\:*?\"<>|#%&{}$!'`@+=,;~\x00-\x1f\x7f-\x9f]+")


def gather(paths: Sequence[Path], max_file_mb: int) -> tuple[list[tuple[Path, Origin]], list[Problem]]:
    """Every file of the paths given, folders walked: where it lies, and its bytes under a shown path.

    Raises SiteError for a path that is not there.
    """
    files: list[tuple[Path, Origin]] = []
    problems: list[Problem] = []
    for path in paths:
        if not path.exists():
            raise SiteError(f"{path}: there is no such file or folder", "check the path")
        folder = path if path.is_dir() else path.parent
        if path.is_dir():
            origins, found = collecting.collect(path, max_file_mb)
        else:
            origins, found = collecting.collect_one(path, max_file_mb)
        files += [(folder / o.path, Origin(o.path if folder == path else path.name, o.data)) for o in origins]
        problems += found
    return files, problems


class Shelf:
    """What is in the dossier already, and in the folder imports are written to: which address is in which file."""

    def __init__(self, folders: tuple[Path, ...], origins: Iterable[Origin]) -> None:
        self.folders = folders  # the last is the one written to
        self.by_address: dict[str, tuple[str, bytes]] = {}
        self.by_clip: dict[tuple[str, str], tuple[str, bytes]] = {}
        self.added: set[str] = set()
        for origin in origins:
            self._remember(origin)

    @classmethod
    def of(cls, content: Path, into: Path, max_file_mb: int) -> Shelf:
        """The shelf of a dossier's content, for writing into a folder inside or outside of it."""
        is_inside = into.resolve().is_relative_to(content.resolve())
        searched = [content] if is_inside else [content, into]
        origins = (origin for f in searched if f.is_dir() for origin in collecting.collect(f, max_file_mb)[0])
        return cls((content, into), origins)

    def has(self, path: Path) -> bool:
        """Whether a file lies on the shelf itself."""
        return any(path.resolve().is_relative_to(folder.resolve()) for folder in self.folders)

    def _remember(self, origin: Origin) -> None:
        """Only Markdown with frontmatter counts; raw clips may lie beside their imports."""
        if not origin.data.lstrip(b"\xef\xbb\xbf").startswith(b"---"):
            return
        try:
            keys = matter.split(origin.data.decode("utf-8-sig").replace("\r\n", "\n")).keys
        except (UnicodeDecodeError, matter.MatterError):
            return
        url, clip = keys.get("url"), keys.get("clip")
        if isinstance(url, str) and url:
            self.by_address[match_key(url)] = origin.path, origin.data
        elif isinstance(clip, dict):
            self.by_clip[str(clip.get("sha256")), str(keys.get("title", ""))] = origin.path, origin.data

    def holds(self, article: Article) -> tuple[str, bytes] | None:
        """The file that an article was imported to before, and its bytes."""
        if article.url:
            return self.by_address.get(match_key(article.url))
        return self.by_clip.get((article.clip.sha256 if article.clip else "", article.title))

    def add(self, article: Article, is_dry: bool) -> str:
        """Write an article to a new file; its name in the folder. Raises SiteError."""
        data = normalise.text_of(article).encode()
        stem, folder = file_stem(article), self.folders[-1]
        path, number = f"{stem}.md", 2
        while path in self.added or (folder / path).exists():
            path, number = f"{stem}-{number}.md", number + 1
        if not is_dry:
            write_new(folder / path, data)
        self.added.add(path)
        self._remember(Origin(path, data))
        return path


def file_stem(article: Article) -> str:
    """A name that says when, who and what: `2023-11-14-rfi-中美将达成打击芬太尼贸易的协议`."""
    day = article.published.text[:10] if article.published else "undated"
    title = _UNFIT.sub("-", article.title).strip("-. ") or article.id
    stem = f"{day}-{article.source}-{title}"
    return stem.encode()[:MAX_NAME].decode(errors="ignore").rstrip("-. ")


def write_new(path: Path, data: bytes) -> None:
    """A file that was not there before, whole or not at all. Raises SiteError."""
    partial = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        os.link(partial, path)  # unlike a rename, this fails where somebody else was faster
    except OSError as error:
        raise SiteError(f"{path}: cannot be written: {error.strerror}", "free space or mend permissions") from error
    finally:
        partial.unlink(missing_ok=True)
