"""What editors do to files, and what the watcher makes of it: real files, real events."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest

from site_builder.serving.watch import Watcher

Batches = Queue[frozenset[Path]]


@contextmanager
def watching(root: Path, *, is_polling: bool = False) -> Iterator[Batches]:
    """Batches of changes below root/content, root/templates and of root/dossier.toml, output and cache ignored."""
    roots = [root / "content", root / "templates", root / "dossier.toml"]
    watcher = Watcher(roots, [root / "content/output", root / ".cache"], is_polling=is_polling)
    batches: Batches = Queue()

    def follow() -> None:
        while batch := watcher.wait():
            batches.put(batch)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield batches
    finally:
        watcher.close()
        thread.join(5)
        assert not thread.is_alive()


def names(batch: frozenset[Path], root: Path) -> set[str]:
    return {path.relative_to(root.resolve()).as_posix() for path in batch}


def quiet(batches: Batches, seconds: float = 0.5) -> bool:
    try:
        batches.get(timeout=seconds)
    except Empty:
        return True
    return False


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/2023").mkdir(parents=True)
    (tmp_path / "content/a.md").write_text("one")
    (tmp_path / "content/2023/b.md").write_text("two")
    return tmp_path


def plain(content: Path) -> None:
    (content / "a.md").write_text("changed")


def vim(content: Path) -> None:
    """backup, write anew, delete the backup; and its probe whether the folder can be written."""
    (content / "4913").write_text("")
    (content / "4913").unlink()
    (content / "a.md").rename(content / "a.md~")
    (content / "a.md").write_text("changed")
    (content / "a.md~").unlink()


def atomic(content: Path) -> None:
    """A new file moved over the old one, as emacs, VS Code and sed -i do."""
    aside = content / ".a.md.tmp"
    aside.write_text("changed")
    aside.replace(content / "a.md")


def other_process(content: Path) -> None:
    subprocess.run([sys.executable, "-c", f"open({str(content / 'a.md')!r}, 'a').write('more')"], check=True)


@pytest.mark.parametrize("save", [plain, vim, atomic, other_process])
def test_every_way_of_saving_is_one_change_of_one_file(root: Path, save: Callable[[Path], None]) -> None:
    with watching(root) as batches:
        save(root / "content")
        assert names(batches.get(timeout=5), root) == {"content/a.md"}
        assert quiet(batches)


def test_creating_renaming_and_deleting(root: Path) -> None:
    with watching(root) as batches:
        (root / "content/c.md").write_text("new")
        assert names(batches.get(timeout=5), root) == {"content/c.md"}
        (root / "content/c.md").rename(root / "content/2023/d.md")
        assert names(batches.get(timeout=5), root) == {"content/c.md", "content/2023/d.md"}
        (root / "content/2023/d.md").unlink()
        assert names(batches.get(timeout=5), root) == {"content/2023/d.md"}


def test_two_hundred_files_at_once_are_one_batch(root: Path) -> None:
    source = root / "elsewhere"
    source.mkdir()
    for number in range(200):
        (source / f"{number}.md").write_text(str(number))
    with watching(root) as batches:
        shutil.copytree(source, root / "content/new")
        first = names(batches.get(timeout=5), root)
        if len(first) < 200:  # a machine that stalls in the middle of the copy parts it, once
            first |= names(batches.get(timeout=5), root)
        assert len(first) == 200
        assert quiet(batches)


def test_new_folders_are_watched_and_deleted_ones_are_gone(root: Path) -> None:
    with watching(root) as batches:
        (root / "content/2024/05").mkdir(parents=True)
        assert quiet(batches)  # a folder is no file
        (root / "content/2024/05/e.md").write_text("new")
        assert names(batches.get(timeout=5), root) == {"content/2024/05/e.md"}
        shutil.rmtree(root / "content/2024")
        assert names(batches.get(timeout=5), root) == {"content/2024/05/e.md"}


def test_the_whole_folder_may_go_and_come_back(root: Path) -> None:
    with watching(root) as batches:
        shutil.rmtree(root / "content")
        assert names(batches.get(timeout=5), root) == {"content/a.md", "content/2023/b.md"}
        (root / "content").mkdir()
        (root / "content/a.md").write_text("again")
        assert names(batches.get(timeout=5), root) == {"content/a.md"}
        assert quiet(batches)
        (root / "content/a.md").write_text("and again")
        assert names(batches.get(timeout=5), root) == {"content/a.md"}


def test_what_appears_later_is_watched_too(root: Path) -> None:
    with watching(root) as batches:
        (root / "dossier.toml").write_text('title = "x"')
        assert names(batches.get(timeout=5), root) == {"dossier.toml"}
        (root / "templates").mkdir()
        (root / "templates/home.html").write_text("x")
        assert names(batches.get(timeout=5), root) == {"templates/home.html"}


def test_what_does_not_concern_the_site_is_not_noticed(root: Path) -> None:
    with watching(root) as batches:
        (root / "content/a.md").read_text()
        os.utime(root / "content/2023")
        (root / "content/output").mkdir()
        (root / "content/output/index.html").write_text("built")
        (root / ".cache").mkdir()
        (root / ".cache/x").write_text("cached")
        (root / "README.md").write_text("beside")
        (root / "content/.a.md.swp").write_text("vim's own")
        (root / "content/#a.md#").write_text("emacs' own")
        assert quiet(batches)


def test_links_do_not_lead_the_watcher_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("one")
    with watching(root) as batches:
        (root / "content/link").symlink_to(outside)
        assert {"content/link"} == names(batches.get(timeout=5), root)
        (outside / "secret.md").write_text("two two")
        assert quiet(batches)


def test_polling_sees_the_same(root: Path) -> None:
    with watching(root, is_polling=True) as batches:
        atomic(root / "content")
        assert names(batches.get(timeout=5), root) == {"content/a.md"}
        assert quiet(batches, 1.0)
