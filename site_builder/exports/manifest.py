"""`data/manifest.json`: the SHA-256 and size of every published file, for `dossier verify` and for anyone else."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.exports.form import as_json
from site_builder.model import Article, File, Output

PATH = "data/manifest.json"


def manifest(files: Iterable[File], articles: Iterable[Article] = ()) -> Output:
    """`{"files": {path: {"sha256": hex, "bytes": n}}}` in order of path; the manifest itself is not among them.

    `clips` names the files of content/ that the articles were made from, every version of them, in the same way.
    """
    listed = {
        file.path: {"sha256": file.sha256, "bytes": file.size}
        for file in sorted(files, key=lambda file: file.path)
        if file.path != PATH
    }
    hashes: dict[str, str] = {}
    for article in articles:
        hashes[article.origin] = article.sha256
        hashes |= {version.origin: version.sha256 for version in article.versions}
    clips = {origin: {"sha256": digest} for origin, digest in sorted(hashes.items())}
    return as_json(PATH, {"algorithm": "sha256", "files": listed, "clips": clips}, indent=1)
