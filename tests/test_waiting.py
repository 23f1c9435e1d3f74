"""What waits beside the site gets into its place by new folders, and nothing else gets there with them."""

from pathlib import Path

import pytest

from site_builder import disk
from site_builder.model import Output
from site_builder.waiting import Laid


def write(output: Path, laid: list[Output], *wanted: int) -> None:
    """Of what was laid, only some is of the site in the end."""
    with disk.locked(output), disk.laying(output):
        every: list[Laid] = [disk.lay(output, item) for item in laid]
        disk.write(output, [every[n] for n in wanted])


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_new_folder_comes_with_what_is_wanted_alone(tmp_path: Path) -> None:
    laid = [Output("a/b/1", b"1"), Output("a/b/2", b"2"), Output("a/3", b"3"), Output("c/4", b"4")]
    write(tmp_path, laid, 0, 2)
    assert tree(tmp_path) == {"a/b/1": b"1", "a/3": b"3"}
    write(tmp_path, laid, 0, 1, 2, 3)
    assert tree(tmp_path) == {item.path: item.data for item in laid}


@pytest.mark.parametrize("wanted", [0, 1])
def test_of_two_files_with_one_path_the_wanted_one_gets_there(tmp_path: Path, wanted: int) -> None:
    laid = [Output("a/b", b"first"), Output("a/b", b"second")]
    write(tmp_path, laid, wanted)
    assert tree(tmp_path) == {"a/b": laid[wanted].data}


@pytest.mark.parametrize("wanted", [0, 1])
@pytest.mark.parametrize("paths", [("a/b", "a/b/c/d"), ("a/b/c/d", "a/b")])
def test_a_file_and_a_folder_of_one_name_do_not_meet(tmp_path: Path, paths: tuple[str, str], wanted: int) -> None:
    write(tmp_path, [Output(path, path.encode()) for path in paths], wanted)
    assert tree(tmp_path) == {paths[wanted]: paths[wanted].encode()}


def test_the_manifest_is_there_last(tmp_path: Path) -> None:
    """It lies in a new folder with others, and stays behind when that is moved."""
    with disk.locked(tmp_path), disk.laying(tmp_path):
        laid = [disk.lay(tmp_path, Output(path, b"{}")) for path in (disk.MANIFEST, "data/articles.json")]
        assert sorted(item.waiting.partition("/")[0] == "new" for item in laid) == [False, True]
        disk.write(tmp_path, laid)
    assert set(tree(tmp_path)) == {disk.MANIFEST, "data/articles.json"}
