"""Files in, files out: the only module that walks `content/` and writes the output folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_builder.model import Origin, Output
from site_builder.problems import Problem, SiteError

try:
    import fcntl
except ImportError:  # Windows: builds are not locked against each other there
    fcntl = None  # type: ignore[assignment]

MANIFEST = "data/manifest.json"
JOURNAL = ".dossier-writing"
TEMPORARY = ".dossier-new-"


def collect(content: Path, max_file_mb: int) -> tuple[tuple[Origin, ...], tuple[Problem, ...]]:
    """Every regular file below `content`, in order of its path; hidden ones (.name) are not looked at.

    Links to folders are not followed, links to files only inside `content`. What cannot be read is a
    problem; a missing folder raises SiteError.
    """
    if not content.is_dir():
        raise SiteError(f"{content}: there is no such folder", "create it, or name another with --content")
    origins: list[Origin] = []
    problems: list[Problem] = []
    inside = os.path.realpath(content)
    for path, entry in sorted(_walk(content, "", problems), key=lambda pair: pair[0]):
        found = _read(path, entry, inside, max_file_mb)
        if isinstance(found, Origin):
            origins.append(found)
        else:
            problems.append(found)
    return tuple(origins), tuple(problems)


def _walk(folder: Path, prefix: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    pending = [(str(folder), prefix)]
    while pending:
        place, prefix = pending.pop()
        try:
            entries = list(os.scandir(place))
        except OSError as error:
            problems.append(Problem("file-unreadable", prefix or ".", f"cannot be listed: {error.strerror}"))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, path + "/"))
            else:
                yield path, entry


def _read(path: str, entry: os.DirEntry[str], inside: str, max_file_mb: int) -> Origin | Problem:
    try:
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if not target.startswith(inside + os.sep):
                return Problem("file-outside", path, f"leads to {target}")
        found = entry.stat()
        if stat.S_ISDIR(found.st_mode):
            return Problem("file-not-regular", path, "is a link to a folder", hint="move the folder into content/")
        if not stat.S_ISREG(found.st_mode):
            return Problem("file-not-regular", path, "is no regular file")
        if found.st_size > max_file_mb * 1_000_000:
            return Problem("file-too-large", path, f"has {found.st_size / 1e6:.0f} MB, the limit is {max_file_mb}")
        return Origin(path, Path(entry.path).read_bytes())
    except OSError as error:
        return Problem("file-unreadable", path, f"cannot be read: {error.strerror}")


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


def write(output: Path, outputs: Iterable[Output]) -> Written:
    """Make `output` hold exactly these files beside whatever the tool did not make.

    Each file is written aside and renamed, so none is ever torn, and unchanged ones are not touched. What an
    earlier build made (its manifest) and this one did not is deleted. A journal lists what is being made:
    after a kill, the next build knows every file as its own. Call inside `locked`. Raises SiteError.
    """
    wanted = {item.path: item.data for item in outputs}
    try:
        ours = made_before(output)
        _replace(output, JOURNAL, "\n".join(sorted(ours | wanted.keys())).encode())
        last = wanted.pop(MANIFEST, None)
        changed = sum(_write_one(output, path, data) for path, data in wanted.items())
        stale = ours - wanted.keys() - {MANIFEST}
        removed = sum(_remove(output, path) for path in stale)
        if last is not None:
            changed += _write_one(output, MANIFEST, last)
        (output / JOURNAL).unlink()
    except OSError as error:
        place = error.filename or output
        raise SiteError(f"{place}: cannot be written: {error.strerror}", "free space or mend permissions") from error
    return Written(changed, len(wanted) + (last is not None) - changed, removed)


def made_before(output: Path) -> set[str]:
    """Paths in `output` that the tool made: by the manifest, and by the journal of a build that was killed."""
    import json

    made: set[str] = set()
    try:
        made |= set(json.loads((output / MANIFEST).read_bytes())["files"])
        made.add(MANIFEST)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no manifest, or not ours: then nothing is known to be ours
    try:
        made |= set((output / JOURNAL).read_text(encoding="utf-8").splitlines())
        for leftover in output.rglob(TEMPORARY + "*"):
            leftover.unlink()
    except (OSError, ValueError):
        pass
    return {path for path in made if _is_inside(path)}


def remove_made(output: Path) -> int:
    """Delete every file the tool made in `output`, and the folders that are empty then; how many files."""
    try:
        count = sum(_remove(output, path) for path in made_before(output))
        (output / JOURNAL).unlink(missing_ok=True)
    except OSError as error:
        raise SiteError(f"{error.filename}: cannot be deleted: {error.strerror}", "mend its permissions") from error
    return count


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/") and "\\" not in path and "\0" not in path


def _write_one(output: Path, path: str, data: bytes) -> bool:
    """Whether the file had to be written."""
    if not _is_inside(path):
        raise SiteError(f"{path!r} would be written outside the output folder", "change the slug or name it comes from")
    target = output / path
    try:
        if target.stat().st_size == len(data) and target.read_bytes() == data and not target.is_symlink():
            return False
    except OSError:
        _make_folder(output, target.parent)
    _replace(output, path, data)
    return True


def _make_folder(output: Path, folder: Path) -> None:
    """Create the folder; a link or a file that stands in its place is refused, for it may lead anywhere."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.path.realpath(folder).startswith(os.path.realpath(output)):
        raise SiteError(f"{folder}: leads outside the output folder", "remove that link")


def _replace(output: Path, path: str, data: bytes) -> None:
    target = output / path
    aside = target.parent / f"{TEMPORARY}{os.getpid()}"
    try:
        aside.write_bytes(data)
        aside.replace(target)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


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
