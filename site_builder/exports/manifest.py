"""`data/manifest.json`: the SHA-256 and size of every published file, for `dossier verify` and for anyone else."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from site_builder.exports.form import quoted
from site_builder.model import Article, File, Output

PATH = "data/manifest.json"


def manifest(files: Iterable[File], articles: Iterable[Article] = ()) -> Output:
    """`{"files": {path: {"sha256": hex, "bytes": n}}}` in order of path; the manifest itself is not among them.

    `clips` names the files of content/ that the articles were made from, every version of them, in the same way.
    """
    hashes: dict[str, str] = {}
    for article in articles:
        hashes[article.origin] = article.sha256
        hashes |= {version.origin: version.sha256 for version in article.versions}
    listed = sorted((file for file in files if file.path != PATH), key=attrgetter("path"))
    lines = (
        f'{quoted(file.path)}: {{\n   "sha256": "{file.sha256}",\n   "bytes": {file.size}\n  }}' for file in listed
    )
    clips = (f'{quoted(path)}: {{\n   "sha256": "{digest}"\n  }}' for path, digest in sorted(hashes.items()))
    text = f'{{\n "algorithm": "sha256",\n "files": {_object(lines)},\n "clips": {_object(clips)}\n}}\n'
    return Output(PATH, text.encode(errors="replace"))


def _object(lines: Iterable[str]) -> str:
    """Indented as json.dumps(indent=1) does, which takes ten times as long."""
    text = ",\n  ".join(lines)
    return f"{{\n  {text}\n }}" if text else "{}"
