"""What of a first build other static site generators do as well, by `dossier build --profile`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

# Reading files with their front matter, Markdown to HTML, planning and rendering pages, lists, feed and sitemap,
# starting up. Writing is counted whole, though three of four files are the search's.
_OTHERS_TOO = {"files", "read", "normalise", "body", "plan", "pages", "write", "rest of files", "start and rest"}
_LINE = re.compile(r"^(\w[\w ]*?) +([\d.]+) s ", re.MULTILINE)


def seconds(program: Path, root: Path) -> tuple[float, float]:
    """CPU seconds of the stages that others have, and of all, in one process. A first build if there is no cache."""
    run = subprocess.run([program, "build", "--profile"], cwd=root, check=True, capture_output=True, text=True)
    spent = {stage: float(took) for stage, took in _LINE.findall(run.stdout + run.stderr)}
    if missing := _OTHERS_TOO - spent.keys():
        raise LookupError(f"the profile names no {sorted(missing)}, but {sorted(spent)}")
    return sum(spent[stage] for stage in _OTHERS_TOO), spent["all"]
