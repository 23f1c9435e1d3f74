"""Real files in, real files out, and nothing that is not ours touched."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder import collecting, disk
from site_builder.model import Origin, Output
from site_builder.problems import SiteError


def manifest(*paths: str) -> Output:
    return Output(disk.MANIFEST, json.dumps({"files": dict.fromkeys(paths, "")}).encode())


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def write(output: Path, *outputs: Output) -> disk.Written:
    with disk.locked(output), disk.laying(output):
        return disk.write(output, [disk.lay(output, item) for item in outputs])


class TestCollect:
    def test_regular_files_in_order_hidden_ones_not(self, tmp_path: Path) -> None:
        (tmp_path / "b").mkdir()
        for name, data in {"b/two.md": b"2", "a.txt": b"1", ".hidden": b"x"}.items():
            (tmp_path / name).write_bytes(data)
        assert collecting.collect(tmp_path, 1) == ((Origin("a.txt", b"1"), Origin("b/two.md", b"2")), ())

    def test_a_missing_folder_stops_the_run(self, tmp_path: Path) -> None:
        with pytest.raises(SiteError, match="no such folder"):
            collecting.collect(tmp_path / "none", 1)

    def test_what_cannot_be_read_is_a_problem_each(self, tmp_path: Path) -> None:
        content = tmp_path / "content"
        (content / "folder.md").mkdir(parents=True)
        (content / "good.md").write_text("good")
        (tmp_path / "secret").write_text("outside")
        (content / "escape.md").symlink_to(tmp_path / "secret")
        (content / "loop.md").symlink_to("loop.md")
        (content / "up").symlink_to("..")
        os.mkfifo(content / "pipe.md")
        (content / "large.md").write_bytes(b"x" * 1_000_001)
        origins, problems = collecting.collect(content, 1)
        assert [o.path for o in origins] == ["good.md"]
        assert {p.path: p.code for p in problems} == {
            "escape.md": "file-outside",
            "loop.md": "file-unreadable",
            "up": "file-outside",
            "pipe.md": "file-not-regular",
            "large.md": "file-too-large",
        }

    def test_a_link_to_a_file_inside_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text("a")
        (tmp_path / "b.md").symlink_to("a.md")
        assert [o.data for o in collecting.collect(tmp_path, 1)[0]] == [b"a", b"a"]


class TestWrite:
    def test_files_appear_change_and_go(self, tmp_path: Path) -> None:
        first = write(tmp_path, Output("a/index.html", b"1"), Output("b.xml", b"1"), manifest("a/index.html", "b.xml"))
        assert (first.changed, first.unchanged, first.removed) == (3, 0, 0)
        second = write(tmp_path, Output("b.xml", b"2"), Output("c", b"1"), manifest("b.xml", "c"))
        assert (second.changed, second.unchanged, second.removed) == (3, 0, 1)
        assert set(tree(tmp_path)) == {"b.xml", "c", disk.MANIFEST}
        assert not (tmp_path / "a").exists()

    def test_unchanged_files_are_not_touched(self, tmp_path: Path) -> None:
        write(tmp_path, Output("a", b"1"), manifest("a"))
        before = (tmp_path / "a").stat().st_mtime_ns
        assert write(tmp_path, Output("a", b"1"), manifest("a")).changed == 0
        assert (tmp_path / "a").stat().st_mtime_ns == before

    def test_files_of_others_stay(self, tmp_path: Path) -> None:
        (tmp_path / "CNAME").write_text("mine")
        write(tmp_path, Output("a", b"1"), manifest("a"))
        write(tmp_path, manifest())
        assert (tmp_path / "CNAME").read_text() == "mine"
        assert disk.remove_made(tmp_path) == 1
        assert set(tree(tmp_path)) == {"CNAME"}

    def test_of_a_cache_that_others_share_only_ours_goes(self, tmp_path: Path) -> None:
        others = ("fontconfig/a.cache", "templates/theirs.txt", "images/photo.png", "stamp-x.json")
        ours = ("dossier.sqlite", f"stamp-{'0a' * 8}.json", f"templates/en-{'0a' * 8}/x.cache", "links.json")
        for path in (*others, *ours):
            (tmp_path / ".cache" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / ".cache" / path).write_bytes(b"")
        assert disk.remove_cache(tmp_path)
        assert set(tree(tmp_path / ".cache")) == set(others)
        assert not disk.remove_cache(tmp_path)

    def test_a_cache_of_ours_alone_goes_altogether(self, tmp_path: Path) -> None:
        (tmp_path / ".cache/images").mkdir(parents=True)
        (tmp_path / f".cache/images/{'0a' * 8}-640.webp").write_bytes(b"")
        assert disk.remove_cache(tmp_path)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("path", ["../escape", "/etc/x", "a/../../b", "a\\b", "", "."])
    def test_nothing_is_written_outside(self, tmp_path: Path, path: str) -> None:
        with pytest.raises(SiteError, match="outside the output folder"):
            write(tmp_path / "out", Output(path, b"x"))
        assert tree(tmp_path) == {}

    def test_a_link_in_the_output_that_leads_away_is_refused(self, tmp_path: Path) -> None:
        output, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
        output.mkdir()
        elsewhere.mkdir()
        (output / "articles").symlink_to(elsewhere)
        with pytest.raises(SiteError, match="leads outside"):
            write(output, Output("articles/a/index.html", b"x"))
        assert tree(elsewhere) == {}

    def test_a_file_of_others_in_the_place_of_a_folder_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "articles").write_text("mine")
        with pytest.raises(SiteError, match="articles"):
            write(tmp_path, Output("articles/a/index.html", b"x"), manifest("articles/a/index.html"))
        assert tree(tmp_path) == {"articles": b"mine"}

    def test_a_manifest_that_lies_deletes_nothing_outside(self, tmp_path: Path) -> None:
        (tmp_path / "precious").write_text("x")
        output = tmp_path / "out"
        (output / "data").mkdir(parents=True)
        (output / disk.MANIFEST).write_bytes(manifest("../precious", "/etc/hostname").data)
        write(output, manifest())
        assert (tmp_path / "precious").exists()

    def test_what_others_put_there_is_not_overwritten(self, tmp_path: Path) -> None:
        (tmp_path / "index.html").write_text("mine")
        with pytest.raises(SiteError, match=r"index\.html: is there already and was not made by dossier"):
            write(tmp_path, Output("index.html", b"x"), manifest("index.html"))
        assert tree(tmp_path) == {"index.html": b"mine"}

    def test_a_torn_manifest_is_mended(self, tmp_path: Path) -> None:
        write(tmp_path, Output("a", b"1"), manifest("a"))
        for path in ("a", disk.MANIFEST):
            (tmp_path / path).write_bytes(b"")
        write(tmp_path, Output("a", b"2"), manifest("a"))
        assert tree(tmp_path)["a"] == b"2"

    def test_files_become_folders_and_folders_files(self, tmp_path: Path) -> None:
        write(tmp_path, Output("a", b"1"), Output("b/c/d", b"1"), manifest("a", "b/c/d"))
        write(tmp_path, Output("a/x", b"2"), Output("b", b"2"), manifest("a/x", "b"))
        assert tree(tmp_path) == {"a/x": b"2", "b": b"2", disk.MANIFEST: manifest("a/x", "b").data}

    def test_a_second_build_at_once_is_told(self, tmp_path: Path) -> None:
        with disk.locked(tmp_path):
            code = f"from site_builder import disk; import pathlib; disk.locked(pathlib.Path({str(tmp_path)!r}))"
            run = [sys.executable, "-c", code + ".__enter__()"]
            second = subprocess.run(run, capture_output=True, text=True, check=False)
        assert "another build is writing there" in second.stderr

    def test_a_full_disk_leaves_the_old_site(self, tmp_path: Path) -> None:
        write(tmp_path, Output("a", b"old"), manifest("a"))
        before = tree(tmp_path)
        limited = (
            "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
            "from site_builder import disk; from site_builder.model import Output; from pathlib import Path\n"
            f"out = Path({str(tmp_path)!r})\n"
            "with disk.locked(out), disk.laying(out):\n"
            "    disk.write(out, [disk.lay(out, o) for o in [Output('a', b'new'), Output('b', b'x' * 200_000)]])"
        )
        run = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=False)
        assert "cannot be written" in run.stderr
        assert tree(tmp_path) == before

    def test_after_a_kill_the_next_build_mends(self, tmp_path: Path) -> None:
        write(tmp_path, Output("old", b"1"), manifest("old"))
        killed = (
            "import os, pathlib; from site_builder import disk; from site_builder.model import Output\n"
            "moves = iter(range(3)); replace = os.replace\n"
            "def dying(here, there):\n"
            "    if next(moves) == 2: os.kill(os.getpid(), 9)\n"
            "    replace(here, there)\n"
            "os.replace = dying\n"
            f"out = pathlib.Path({str(tmp_path)!r})\n"
            "with disk.locked(out), disk.laying(out):\n"
            "    disk.write(out, [disk.lay(out, o) for o in [Output('new1', b'1'), Output('new2', b'1')]])"
        )
        run = subprocess.run([sys.executable, "-c", killed], check=False)
        assert run.returncode == -9
        assert (tmp_path / "new1").exists()
        write(tmp_path, Output("last", b"1"), manifest("last"))
        assert set(tree(tmp_path)) == {"last", disk.MANIFEST}
