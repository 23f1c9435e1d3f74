"""Verify: are these the very files that were published, and the very clips they were made from?"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from site_builder.problems import Problem

MANIFEST = "data/manifest.json"
_CHUNK = 1 << 20


def verify(output: Path, content: Path | None = None) -> tuple[Problem, ...]:
    """Every difference between the files of `output` and its manifest, and with `content` of the clips to theirs.

    Works on a downloaded copy as on a built one; paths of the problems begin with the folders' names.
    """
    try:
        manifest = json.loads((output / MANIFEST).read_bytes())
        files = dict(_entries(manifest["files"]))
        clips = dict(_entries(manifest.get("clips", {})))
    except FileNotFoundError:
        return (Problem("manifest-missing", f"{output.name}/{MANIFEST}", "is not there"),)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return (Problem("manifest-missing", f"{output.name}/{MANIFEST}", f"cannot be read: {error}"),)
    problems = list(_compared(output, files, "file-missing", "file-altered"))
    problems += _unlisted(output, files)
    if content is not None:
        problems += _compared(content, clips, "clip-missing", "clip-altered")
    return tuple(problems)


def count(output: Path) -> int:
    """How many files the manifest lists; 0 if it cannot be read."""
    try:
        return len(json.loads((output / MANIFEST).read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _entries(listed: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for path, entry in listed.items():
        yield path, str(entry["sha256"])


def _compared(folder: Path, listed: Mapping[str, str], missing: str, altered: str) -> Iterator[Problem]:
    inside = os.path.realpath(folder)
    for path, expected in sorted(listed.items()):
        shown = f"{folder.name}/{path}"
        if ".." in PurePosixPath(path).parts or path.startswith("/"):
            yield Problem(altered, shown, "the manifest names a file outside the folder")
            continue
        try:
            if not os.path.realpath(folder / path).startswith(inside + os.sep):
                yield Problem(altered, shown, "is a link that leads out of the folder")
            elif (found := sha256(folder / path)) != expected:
                yield Problem(altered, shown, f"has sha256 {found[:12]}…, the manifest says {expected[:12]}…")
        except FileNotFoundError:
            yield Problem(missing, shown, "is not there")
        except (OSError, ValueError) as error:
            yield Problem(altered, shown, f"cannot be read: {error}")


def sha256(path: Path) -> str:
    """Of a file of any size."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _unlisted(output: Path, listed: Mapping[str, str]) -> Iterator[Problem]:
    """Files beside the published ones; hidden ones (.nojekyll, .git) and CNAME belong to the host."""
    for folder, names, files in os.walk(output):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = (Path(folder) / name).relative_to(output).as_posix()
            if path not in listed and path not in {MANIFEST, "CNAME"} and not name.startswith("."):
                yield Problem("file-unlisted", f"{output.name}/{path}", "was not published with the rest")
