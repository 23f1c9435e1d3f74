"""Files out: the only module that writes the output folder."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_builder.model import Output
from site_builder.problems import SiteError
from site_builder.project import CACHE, CACHED

try:
    import fcntl
except ImportError:  # Windows: builds are not locked against each other there
    fcntl = None  # type: ignore[assignment]

MANIFEST = "data/manifest.json"
JOURNAL = ".dossier-writing"
ASIDE = ".dossier-new"


@dataclass(frozen=True, slots=True)
class Laid:
    """A file of the site that stands in the output folder already, or waits beside it under the name `waiting`."""

    path: str
    sha256: str
    size: int
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What writing did: counts of files written anew, left as they were, and deleted."""

    changed: int
    unchanged: int
    removed: int


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Holds the output folder for one build; a second one ends with a SiteError. Creates the folder."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        if fcntl is None:
            yield
            return
        handle = os.open(output, os.O_RDONLY)
    except OSError as error:
        raise SiteError(f"{output}: cannot be used: {error.strerror}", "name another folder with --output") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise SiteError(f"{output}: another build is writing there", "wait until it has ended") from error
    try:
        yield
    finally:
        os.close(handle)


def lay(output: Path, item: Output) -> Laid:
    """Write a file aside if the one in `output` is another; it is moved into place by `write`. Any process may do
    so. Raises SiteError."""
    with _explained(output):
        digest = item.sha256
        if not _is_changed(output, item.path, item.data):
            return Laid(item.path, digest, item.size)
        waiting = hashlib.sha256(f"{digest}{item.path}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        (output / ASIDE / waiting).write_bytes(item.data)
        return Laid(item.path, digest, item.size, waiting)


def write(output: Path, files: Iterable[Laid]) -> Written:
    """Make `output` hold exactly these files beside whatever the tool did not make.

    What changed waits in full, so that a full disk leaves the old site as it was, and is now moved into place file by
    file, the manifest last; what an earlier build made and this one did not is deleted. A journal lists what is being
    made: after a kill in between, the next build knows every file as its own and mends the rest. Raises SiteError.
    """
    wanted = {item.path: item for item in files}
    with _explained(output):
        ours = made_before(output)
        changed = [item for item in wanted.values() if item.waiting]
        changed.sort(key=lambda item: item.path == MANIFEST)
        _refuse_foreign(output, [item.path for item in changed if item.path not in ours])
        old = ours - wanted.keys()
        blocking = _blocking(old, wanted.keys()) if old else set()
        removed = sum(_remove(output, path) for path in blocking)
        for folder in {(output / item.path).parent for item in changed}:
            _make_folder(output, folder)
        _begin_journal(output, ours | wanted.keys())
        for item in changed:
            (output / ASIDE / item.waiting).replace(output / item.path)
        removed += sum(_remove(output, path) for path in old - blocking)
        (output / JOURNAL).unlink()
    return Written(len(changed), len(wanted) - len(changed), removed)


@contextmanager
def laying(output: Path) -> Iterator[None]:
    """Room beside the site while it is made, for `lay` and `write`; nothing stays there. Raises SiteError."""
    try:
        with _explained(output):
            shutil.rmtree(output / ASIDE, ignore_errors=True)  # of a build that was killed
            (output / ASIDE).mkdir()
        yield
    finally:
        shutil.rmtree(output / ASIDE, ignore_errors=True)


@contextmanager
def _explained(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or output
        raise SiteError(f"{place}: cannot be written: {error.strerror}", "free space or mend permissions") from error


def _refuse_foreign(output: Path, paths: Iterable[str]) -> None:
    """What somebody else put where the site's files go is not overwritten. A manifest that is there but broken means
    that the folder is ours and a power cut hit it."""
    there = next((path for path in paths if os.path.lexists(output / path)), None)
    if there is not None and not (output / MANIFEST).exists():
        hint = "move it away, or name another folder with --output"
        raise SiteError(f"{output / there}: is there already and was not made by dossier", hint)


def _blocking(old: set[str], wanted: Collection[str]) -> set[str]:
    """The old files that stand where a folder goes, or in a folder where a file goes."""
    folders = {parent.as_posix() for path in wanted for parent in PurePosixPath(path).parents}
    return {p for p in old if p in folders or any(q.as_posix() in wanted for q in PurePosixPath(p).parents)}


def _begin_journal(output: Path, paths: Iterable[str]) -> None:
    """On the disk before the first file is moved: after a power cut too, every file is known."""
    journal = output / ASIDE / JOURNAL
    with journal.open("w", encoding="utf-8") as file:
        file.write("\n".join(sorted(paths)))
        file.flush()
        os.fsync(file.fileno())
    journal.replace(output / JOURNAL)


def made_before(output: Path) -> set[str]:
    """Paths in `output` that the tool made: by the manifest, and by the journal of a build that was killed."""
    import json

    made: set[str] = set()
    try:
        made |= set(json.loads((output / MANIFEST).read_bytes())["files"])
        made.add(MANIFEST)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no manifest, or not ours: then nothing is known to be ours
    with suppress(OSError, ValueError):
        made |= set((output / JOURNAL).read_text(encoding="utf-8").split("\n"))
    return {path for path in made if _is_inside(path)}


def remove_made(output: Path) -> int:
    """Delete every file the tool made in `output`, and the folders that are empty then; how many files."""
    try:
        count = sum(_remove(output, path) for path in made_before(output))
        (output / JOURNAL).unlink(missing_ok=True)
    except OSError as error:
        raise SiteError(f"{error.filename}: cannot be deleted: {error.strerror}", "mend its permissions") from error
    return count


def remove_cache(root: Path) -> bool:
    """Delete what the tool keeps in `.cache/` of the dossier in `root`; whether there was anything.

    In a home folder that is where all programs keep theirs: only names of our own go.
    """
    folder = root / CACHE
    if folder.is_symlink():
        return False
    ours = [path for pattern in CACHED for path in folder.glob(pattern)]
    for path in ours:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for emptied in (*{path.parent for path in ours} - {folder}, folder):
        with suppress(OSError):  # not empty
            emptied.rmdir()
    return bool(ours)


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/") and "\\" not in path and "\0" not in path


def _is_changed(output: Path, path: str, data: bytes) -> bool:
    """Whether the file on disk is another than `data`."""
    if not _is_inside(path):
        raise SiteError(f"{path!r} would be written outside the output folder", "change the slug or name it comes from")
    target = output / path
    try:
        return target.is_symlink() or target.stat().st_size != len(data) or target.read_bytes() != data
    except OSError:
        return True


def _make_folder(output: Path, folder: Path) -> None:
    """Create the folder; a link in its place that leads elsewhere is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(output)):
        raise SiteError(f"{folder}: leads outside the output folder", "remove that link")


def _remove(output: Path, path: str) -> bool:
    target = output / path
    try:
        target.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    for folder in target.parents:
        if folder == output:
            break
        try:
            folder.rmdir()
        except OSError:
            break
    return True
