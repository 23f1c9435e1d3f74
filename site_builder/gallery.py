"""Pictures that are published with the site: those beside the articles in content/, and, with images = "local", copies
of the publishers' own, fetched once and kept in content/.images/ under the digest of their bytes.

Sole owner of Pillow. Where a picture cannot be had, the page shows the publisher's, and a problem says so.
"""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from site_builder import urls
from site_builder.model import Article, KeptImage, Output
from site_builder.problems import Problem
from site_builder.project import CACHE, Project

if TYPE_CHECKING:
    from PIL import Image as Picture

STORE = ".images"
INDEX = "index.json"
FAILED = "images-failed.json"
MOST_BYTES = 15_000_000
WIDTHS = (480, 960)
QUALITY = 80
_PATIENCE = timedelta(days=1)  # a picture that could not be had is asked for again after this
_TYPES = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


@dataclass(frozen=True, slots=True)
class Gallery:
    """What is published: where each (article, src) is, the files, and what is wrong."""

    images: Mapping[tuple[str, str], KeptImage]
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """One picture of one article: a file's path inside content/, or a web address."""

    article: Article
    src: str
    place: str
    is_web: bool


def keep(articles: Iterable[Article], pictures: Mapping[str, Iterable[str]], project: Project) -> Gallery:
    """The pictures of every article published in full, given the addresses of all that each shows by its id. Asks the
    web only if the project may."""
    uses = [use for article in articles for use in _uses(article, pictures[article.id], project)]
    if not uses:
        return Gallery({}, (), ())
    store = _Store(project)
    store.fetch([use.place for use in uses if use.is_web])
    made: dict[bytes, KeptImage | None] = {}
    files: dict[str, Output] = {}
    images: dict[tuple[str, str], KeptImage] = {}
    problems: list[Problem] = []
    for use in uses:
        data = store.bytes_of(use)
        if data is None:
            problems.append(Problem("image-missing", use.article.origin, f"{use.place}: {store.why(use)}"))
            continue
        digest = hashlib.sha256(data).digest()
        if digest not in made:
            made[digest], outputs = _published(data, digest.hex()[:16], project.root / CACHE / "images")
            files.update((output.path, output) for output in outputs)
        kept = made[digest]
        if kept is None:
            problems.append(Problem("image-missing", use.article.origin, f"{use.place}: is no picture that pages show"))
        else:
            images[use.article.id, use.src] = kept
    return Gallery(images, tuple(files[path] for path in sorted(files)), tuple(problems))


def _uses(article: Article, pictures: Iterable[str], project: Project) -> Iterator[_Use]:
    config = project.config
    if config.images == "none" or config.rights_of(article) != "full" or article.withdrawn:
        return
    for src in pictures:
        if ":" in src:
            if config.images == "local" and urls.is_web(src):
                yield _Use(article, src, src, is_web=True)
        elif src and not src.startswith(("/", "#")):
            beside = posixpath.join(posixpath.dirname(article.origin), unquote(src.partition("?")[0]))
            yield _Use(article, src, posixpath.normpath(beside), is_web=False)


class _Store:
    """The kept copies of one dossier. Writing never stops a build: what cannot be kept is fetched again."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._folder = project.content / STORE
        self._failed_file = project.root / CACHE / FAILED
        self._index: dict[str, str] = _read_json(self._folder / INDEX)
        self._failed: dict[str, str] = _read_json(self._failed_file)

    def fetch(self, addresses: Sequence[str]) -> None:
        """Ask for what is missing and was not asked for in vain within a day."""
        if not self._project.may_fetch:
            return
        from site_builder import download  # here: hardly any build fetches anything

        recent = (self._project.now - _PATIENCE).isoformat()
        missing = [
            a for a in dict.fromkeys(addresses) if a not in self._index and self._failed.get(a, "")[:32] < recent
        ]
        for address, found in download.fetch_all(missing, MOST_BYTES):
            name = _file_name(found) if isinstance(found, bytes) else ""
            if isinstance(found, bytes) and name:
                _write(self._folder / name, found)
                self._index[address] = name
                self._failed.pop(address, None)
            else:
                why = found if isinstance(found, download.Failure) else "is no picture that pages show"
                self._failed[address] = f"{self._project.now.isoformat():32} {why}"
        if missing:
            _write(self._folder / INDEX, _json(self._index))
            _write(self._failed_file, _json(self._failed))

    def bytes_of(self, use: _Use) -> bytes | None:
        root = self._folder if use.is_web else self._project.content
        name = self._index.get(use.place, "") if use.is_web else use.place
        if not name or name.startswith("..") or not (root / name).resolve().is_relative_to(root.resolve()):
            return None
        try:
            path = root / name
            return path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_BYTES else None
        except OSError:
            return None

    def why(self, use: _Use) -> str:
        if not use.is_web:
            return "there is no such file of at most 15 MB in content/"
        return self._failed.get(use.place, "")[33:] or "is not kept yet, `dossier build` fetches it"


def _published(data: bytes, name: str, cache: Path) -> tuple[KeptImage | None, list[Output]]:
    """The picture as it is, and smaller copies for narrow screens; (None, []) if it is none."""
    opened = _opened(data)
    if opened is None:
        return None, []
    path = f"images/{name}.{_TYPES[opened.format or '']}"
    kept = KeptImage(path, opened.width, opened.height)
    outputs = [Output(path, data)]
    if not getattr(opened, "is_animated", False):
        for width in WIDTHS:
            copy = _smaller(opened, width, cache / f"{name}-{width}.webp") if width < opened.width else b""
            if copy and len(copy) < len(data):
                smaller = Output(f"images/{name}-{width}.webp", copy)
                outputs.append(smaller)
                kept = replace(kept, smaller=(*kept.smaller, (smaller.path, width)))
    return kept, outputs


def _smaller(picture: Picture.Image, width: int, cached: Path) -> bytes:
    """A WebP copy; b"" where Pillow cannot make one. Kept in the cache: making it costs a tenth of a second."""
    with suppress(OSError):
        return cached.read_bytes()
    try:
        size = (width, max(1, round(picture.height * width / picture.width)))
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        target = io.BytesIO()
        picture.convert(mode).resize(size).save(target, "WEBP", quality=QUALITY)
    except (OSError, ValueError, SyntaxError, MemoryError):
        return b""
    _write(cached, target.getvalue())
    return target.getvalue()


def _opened(data: bytes) -> Picture.Image | None:
    """The picture in these bytes, by what they are and not by their name; SVG is none, as it can hold scripts."""
    import warnings

    from PIL import Image as Picture  # only dossiers that keep pictures pay for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Picture.DecompressionBombWarning)
            picture = Picture.open(io.BytesIO(data), formats=tuple(_TYPES))
    except (OSError, ValueError, SyntaxError, Picture.DecompressionBombError, Picture.DecompressionBombWarning):
        return None
    return picture if picture.format in _TYPES and picture.width and picture.height else None


def _file_name(data: bytes) -> str:
    opened = _opened(data)
    return f"{hashlib.sha256(data).hexdigest()[:32]}.{_TYPES[opened.format or '']}" if opened else ""


def _read_json(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _json(value: Mapping[str, str]) -> bytes:
    return (json.dumps(dict(sorted(value.items())), ensure_ascii=False, indent=0) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(path.name + ".new")
        aside.write_bytes(data)
        aside.replace(path)
