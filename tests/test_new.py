"""A starter dossier: every file of it, that it builds, and that its workflow is one GitHub accepts."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from site_builder import check, new
from site_builder.problems import SiteError
from tests import dossiers

ROOT = Path(__file__).parent.parent


def test_it_has_everything_and_builds_clean(tmp_path: Path) -> None:
    root = tmp_path / '湖边 "谈判"'
    made, after, *_ = new.new(root)
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert files == {
        "dossier.toml",
        "content/about.md",
        "README.md",
        "requirements.txt",
        ".gitignore",
        ".github/workflows/pages.yml",
    }
    assert all(name in made for name in files)
    assert (root / "templates").is_dir()
    assert f"cd '{root}'" in after
    assert tomllib.loads((root / "dossier.toml").read_text(encoding="utf-8"))["title"] == '湖边 "谈判"'
    checked = check.check(dossiers.load(root))
    assert [p.code for p in checked.problems if p.severity != "hint"] == ["base-url-missing"]


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    new.new(tmp_path)
    assert (tmp_path / "README.md").read_text() == "mine"
    with pytest.raises(SiteError, match="there is a dossier already"):
        new.new(tmp_path)


def actionlint(file: Path) -> str:
    """What actionlint says about a workflow; nothing is good."""
    program = shutil.which("actionlint", path=str(Path(sys.executable).parent)) or "actionlint"
    done = subprocess.run([program, "-no-color", str(file)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_the_workflow_is_valid(tmp_path: Path) -> None:
    new.new(tmp_path)
    file = tmp_path / ".github/workflows/pages.yml"
    assert actionlint(file) == ""
    file.write_text(file.read_text().replace("include-hidden-files", "include-hiden-files"))
    assert "include-hiden-files" in actionlint(file)


def test_this_repository_is_published_by_the_same_workflow() -> None:
    ours = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    assert ours == new.workflow(".", "pyproject.toml")
