"""New: a folder that `dossier serve` shows at once and GitHub publishes at the first push."""

from __future__ import annotations

import json
import re
import shlex
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from site_builder import __version__
from site_builder.problems import SiteError
from site_builder.urls import is_web

PACKAGE = "dossier-site"
FOLDERS = ("content", "templates")
# Where each file goes, and the file of starter/ it is made from.
FILES = {
    "dossier.toml": "dossier.toml",
    "content/about.md": "about.md",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".github/workflows/pages.yml": "pages.yml",
}
REQUIREMENTS = "requirements.txt"


def new(folder: Path, command: str = "dossier") -> tuple[str, ...]:
    """Make a starter dossier in `folder`, which may exist but not hold one. Files that are there stay as they are.

    `command` is how to call dossier. Returns what was made and what comes next, a line each. Raises SiteError.
    """
    if (folder / "dossier.toml").exists():
        raise SiteError(f"{folder}: there is a dossier already", "name another folder")
    title = folder.resolve().name or "dossier"
    texts = {path: _filled(template, title) for path, template in FILES.items()}
    texts[REQUIREMENTS] = f"{requirement()}\n"
    made: list[str] = []
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                target.write_text(text, encoding="utf-8", newline="\n")
                made.append(path)
    except OSError as error:
        place = error.filename or folder
        raise SiteError(f"{place}: cannot be written: {error.strerror}", "name another folder") from error
    enter = shlex.join(("cd", str(folder)))
    lines = (f"made {', '.join(made)} in {folder}", f"next: {enter}, put clips into content/, {command} serve --open")
    if REQUIREMENTS in made and _is_local():
        return (*lines, f"before GitHub builds it: name in {REQUIREMENTS} an address of dossier that GitHub can reach")
    return lines


def workflow(install: str, dependencies: str) -> str:
    """The GitHub Actions workflow: what pip installs, and the file that lists it."""
    text = _template("pages.yml")
    return text.replace("@INSTALL@", install).replace("@DEPENDENCIES@", dependencies)


def requirement() -> str:
    """What pip needs to get this very tool: where it was installed from, else its name and version."""
    origin = _origin()
    url, vcs = origin.get("url", ""), origin.get("vcs_info")
    if vcs and is_web(url):
        return f"{PACKAGE} @ {vcs['vcs']}+{url}@{vcs['commit_id']}"
    if is_web(url):
        return f"{PACKAGE} @ {url}"
    return f"{PACKAGE}~={__version__}"


def _origin() -> dict[str, Any]:
    """Where this tool was installed from, if not from an index of packages (PEP 610)."""
    try:
        recorded = distribution(PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        recorded = None
    return dict(json.loads(recorded)) if recorded else {}


def _is_local() -> bool:
    """Whether it came from a file or folder of this machine."""
    return str(_origin().get("url", "")).startswith("file:")


def _filled(name: str, title: str) -> str:
    if name == "pages.yml":
        return workflow(f"--requirement {REQUIREMENTS}", REQUIREMENTS)
    heading = re.sub(r"\s+", " ", title)
    return _template(name).replace("@TITLE@", json.dumps(title, ensure_ascii=False)).replace("@HEADING@", heading)


def _template(name: str) -> str:
    return files("site_builder.starter").joinpath(name).read_text(encoding="utf-8")
