"""The packages of package.json, installed beside it when first needed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.site.programs import program

HERE = Path(__file__).parent


def package(name: str) -> Path:
    """The folder of an installed package at the version asked for; install scripts of packages are not run."""
    folder = HERE / "node_modules" / name
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"][name]
    manifest = folder / "package.json"
    if not manifest.is_file() or json.loads(manifest.read_text(encoding="utf-8"))["version"] != wanted:
        options = ("--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        subprocess.run([program("npm", "nodejs", "npm"), "install", *options], cwd=HERE, check=True)
    return folder
