"""Files out: the only module that writes the output folder."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from site_builder import waiting
from site_builder.problems import SiteError
from site_builder.project import CACHE, CACHED
from site_builder.waiting import Laid

if TYPE_CHECKING:
    from site_builder.model import Output

try:
    import fcntl
except ImportError:  # Windows: builds are not locked against each other there
    fcntl = None  # type: ignore[assignment]

MANIFEST = "data/manifest.json"
JOURNAL = ".dossier-writing"
ASIDE = ".dossier-new"


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


def lay(output: Path, item: Output, standing: Mapping[str, Laid] = MappingProxyType({})) -> Laid:
    """Write a file aside if the one in `output` is another; it is moved into place by `write`. Any process may do
    so. `standing`: files that are known by their paths and need not be read. Raises SiteError."""
    path, data = item.path, item.data
    if not _is_inside(path):
        raise SiteError(f"{path!r} would be written outside the output folder", "change the slug or name it comes from")
    digest = item.sha256
    known = standing.get(path)
    try:
        stands = known.sha256 == digest if known else waiting.stands(f"{output}/{path}", data)
        if stands:
            return Laid(path, digest, len(data))
        is_new = stands is None and path != MANIFEST  # which is moved last and by itself
        return Laid(path, digest, len(data), waiting.put(f"{output}/{ASIDE}", path, digest, data, is_new=is_new))
    except OSError as error:
        raise _unwritten(output, error) from error


def write(output: Path, files: Iterable[Laid], before: set[str] | None = None) -> Written:
    """Make `output` hold exactly these files beside whatever the tool did not make.

    What changed waits in full, so that a full disk leaves the old site as it was, and is now moved into place, by
    files and new folders, the manifest last; what an earlier build made and this one did not is deleted. A journal
    lists what is being made: after a kill in between, the next build knows every file as its own and mends the rest.
    `before`: what `made_before` would find, where that is known. Raises SiteError.
    """
    wanted = {item.path: item for item in files}
    with _explained(output):
        ours = before if before is not None and not (output / JOURNAL).exists() else made_before(output)
        changed = [item for item in wanted.values() if item.waiting]
        changed.sort(key=lambda item: item.path == MANIFEST)
        _refuse_foreign(output, [item.path for item in changed if item.path not in ours])
        old = ours - wanted.keys()
        blocking = _blocking(old, wanted.keys()) if old else set()
        removed = sum(_remove(output, path) for path in blocking)
        new = _new_folders(output, {item.path.rpartition("/")[0] for item in changed})
        _begin_journal(output, ours | wanted.keys())
        waiting.move(f"{output}/{ASIDE}", str(output), changed, new)
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
        raise _unwritten(output, error) from error


def _unwritten(output: Path, error: OSError) -> SiteError:
    place = error.filename or output
    return SiteError(f"{place}: cannot be written: {error.strerror}", "free space or mend permissions")


def _refuse_foreign(output: Path, paths: Iterable[str]) -> None:
    """What somebody else put where the site's files go is not overwritten. A manifest that is there but broken means
    that the folder is ours and a power cut hit it."""
    if (output / MANIFEST).exists():
        return
    present = set(os.listdir(output))  # noqa: PTH208  # names
    among = (path for path in paths if path.partition("/")[0] in present)
    there = next((path for path in among if os.path.lexists(output / path)), None)
    if there is not None:
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
    parts = path.split("/")
    return parts not in ([""], ["."]) and ".." not in parts and parts[0] != "" and "\\" not in path and "\0" not in path


def _new_folders(output: Path, folders: Iterable[str]) -> dict[str, str]:
    """For each of the folders below `output` the uppermost one that is not there, "" where all are; a link in the place
    of one that leads elsewhere is refused."""
    new = {"": ""}
    for folder in folders:
        missing = []
        while folder not in new:
            missing.append(folder)
            folder = folder.rpartition("/")[0]  # noqa: PLW2901
        for name in reversed(missing):
            new[name] = new[name.rpartition("/")[0]] or ("" if _is_there(output, output / name) else name)
    return new


def _is_there(output: Path, folder: Path) -> bool:
    if not os.path.lexists(folder):
        return False
    _check_folder(output, folder)
    return True


def _check_folder(output: Path, folder: Path) -> None:
    """What is there already must be a folder, inside `output`."""
    if folder.is_symlink() and not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(output)):
        raise SiteError(f"{folder}: leads outside the output folder", "remove that link")
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


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
