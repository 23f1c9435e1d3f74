"""A build that is killed, has no room, no permission or company: the old site stays or the next build mends."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder import build, disk
from site_builder.problems import SiteError
from tests import dossiers

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "site_builder", "build", "--quiet", "--root")


def tree(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "output").rglob("*") if path.is_file())
    return {path.relative_to(root / "output").as_posix(): path.read_bytes() for path in files}


def built(root: Path) -> dict[str, bytes]:
    build.build(dossiers.load(root))
    return tree(root)


def changed(root: Path) -> Path:
    """The same dossier after an edit that reaches many pages."""
    (root / "dossier.toml").write_text('editor = "编者"\n' + dossiers.CONFIG.replace("湖边", "河边"), encoding="utf-8")
    return root


def test_five_kills_at_random_moments() -> None:
    run = subprocess.run([sys.executable, "-m", "bench.crash", "5", "30"], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 0, (run.stdout + run.stderr).decode()
    assert b"killed" in run.stdout


def limited(root: Path, size: int) -> subprocess.CompletedProcess[bytes]:
    """A build that may write no file larger than `size`, as a disk without room."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run([*COMMAND, str(root)], cwd=ROOT, capture_output=True, check=False, preexec_fn=limit)


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    before = built(dossiers.make(tmp_path))
    run = limited(changed(tmp_path), 4_000)
    assert (run.returncode, run.stderr.count(b"\n")) == (1, 1)
    assert b"cannot be written: File too large" in run.stderr
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "damage", [b"", b"\0" * 5_000, b"{}", os.urandom(5_000)], ids=["empty", "nul", "json", "random"]
)
def test_a_damaged_cache_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    built(dossiers.make(tmp_path))
    for path in (tmp_path / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(damage)
    again = built(changed(tmp_path))
    clean = dossiers.make(tmp_path / "clean")
    assert again == built(changed(clean))


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_torn_cache_is_set_aside(tmp_path: Path, cut: float) -> None:
    built(dossiers.make(tmp_path))
    for path in (tmp_path / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: int(path.stat().st_size * cut)])
    assert built(changed(tmp_path)) == built(changed(dossiers.make(tmp_path / "clean")))


def test_two_builds_at_once_one_is_told(tmp_path: Path) -> None:
    dossiers.make(tmp_path)
    with disk.locked(tmp_path / "output"):
        run = subprocess.run([*COMMAND, str(tmp_path)], cwd=ROOT, capture_output=True, check=False)
    assert (run.returncode, run.stderr.count(b"\n")) == (1, 1)
    assert b"another build is writing there" in run.stderr


def taken_by_a_file(root: Path) -> None:
    (root / "output").write_text("mine")


def taken_by_a_page(root: Path) -> None:
    (root / "output").mkdir()
    (root / "output" / "index.html").write_text("mine")


def without_content(root: Path) -> None:
    for path in (root / "content").iterdir():
        path.unlink()
    (root / "content").rmdir()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (taken_by_a_file, "output: cannot be used"),
        (taken_by_a_page, "is there already and was not made by dossier"),
        (without_content, "there is no such folder"),
    ],
)
def test_what_is_in_the_way_is_one_clear_line(tmp_path: Path, spoil: Callable[[Path], None], says: str) -> None:
    spoil(dossiers.make(tmp_path))
    run = subprocess.run([*COMMAND, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert says in run.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_output_is_one_clear_line(tmp_path: Path) -> None:
    dossiers.make(tmp_path)
    (tmp_path / "output").mkdir(mode=0o500)
    with pytest.raises(SiteError, match="cannot be written"):
        build.build(dossiers.load(tmp_path))
