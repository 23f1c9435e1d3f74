"""`data/manifest.json`: the SHA-256 and size of every published file, for `dossier verify` and for anyone else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from site_builder.exports.form import as_json
from site_builder.model import Output

PATH = "data/manifest.json"


def manifest(outputs: Iterable[Output]) -> Output:
    """`{"files": {path: {"sha256": hex, "bytes": n}}}` in order of path; the manifest itself is not among them."""
    files = {
        output.path: {"sha256": hashlib.sha256(output.data).hexdigest(), "bytes": len(output.data)}
        for output in sorted(outputs, key=lambda output: output.path)
        if output.path != PATH
    }
    return as_json(PATH, {"algorithm": "sha256", "files": files}, indent=1)
