"""A build with nothing to do says so without looking into a file, and one with anything to do does it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import dossiers

PAGE = "output/index.html"
LATE = ("numpy", "jinja2", "markdown_it", "multiprocessing", "site_builder.model", "site_builder.pipeline")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = dossiers.make(tmp_path_factory.mktemp("stamp"))
    time.sleep(0.06)  # files younger than the clock's tick are looked at again
    assert "nothing has changed" not in build(made)
    return made


def build(root: Path) -> str:
    """What a build says, and of the late modules those that it loaded."""
    code = (
        f"import sys; from site_builder import cli; cli.main(['build']); print([m for m in {LATE} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    return run.stdout + run.stderr


def test_nothing_is_done_twice(root: Path) -> None:
    said = build(root)
    assert "nothing has changed" in said
    assert "[]" in said


def test_files_of_others_in_the_output_are_no_change(root: Path) -> None:
    (root / "output/CNAME").write_text("mine")
    assert "nothing has changed" in build(root)


def test_a_page_that_was_touched_is_made_again(root: Path) -> None:
    page = root / PAGE
    before, times = page.read_bytes(), page.stat()
    page.write_bytes(before[::-1])
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "1 files written" in build(root)
    assert page.read_bytes() == before
    page.unlink()
    assert "1 files written" in build(root)
    assert "nothing has changed" in build(root)
