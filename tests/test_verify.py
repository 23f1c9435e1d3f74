"""A published site against its manifest, after things have happened to it."""

import json
from pathlib import Path

import pytest

from site_builder import build, verify
from tests import dossiers


@pytest.fixture
def output(tmp_path: Path) -> Path:
    project = dossiers.load(dossiers.make(tmp_path / "mine"))
    build.build(project)
    return project.output


def codes(output: Path, content: Path | None = None) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in verify.verify(output, content)]


def test_what_was_just_built_is_whole(output: Path) -> None:
    assert codes(output, output.parent / "content") == []
    assert verify.count(output) > 10


def test_what_hosts_add_does_not_count(output: Path) -> None:
    for name in (".nojekyll", "CNAME"):
        (output / name).write_text("x")
    assert codes(output) == []


def test_every_difference_is_named(output: Path) -> None:
    (output / "index.html").write_text("changed")
    (output / "feed.xml").unlink()
    (output / "extra.html").write_text("new")
    (output / "about/index.html").unlink()
    (output / "about/index.html").symlink_to("/etc/passwd")
    assert codes(output) == [
        ("file-altered", "output/about/index.html"),
        ("file-missing", "output/feed.xml"),
        ("file-altered", "output/index.html"),
        ("file-unlisted", "output/extra.html"),
    ]


def test_a_clip_that_changed_after_publishing(output: Path) -> None:
    content = output.parent / "content"
    (content / "first.md").write_text("changed")
    (content / "second.md").unlink()
    assert codes(output, content) == [("clip-altered", "content/first.md"), ("clip-missing", "content/second.md")]


@pytest.mark.parametrize("manifest", [None, "", "[]", '{"files": []}', '{"files": {"a": "b"}}'])
def test_no_manifest_no_verdict(output: Path, manifest: str | None) -> None:
    file = output / verify.MANIFEST
    if manifest is None:
        file.unlink()
    else:
        file.write_text(manifest)
    assert codes(output) == [("manifest-missing", "output/data/manifest.json")]


def test_a_manifest_cannot_make_us_read_elsewhere(output: Path) -> None:
    entry = {"sha256": "0" * 64, "bytes": 1}
    (output / verify.MANIFEST).write_text(json.dumps({"files": {"../dossier.toml": entry, "/etc/passwd": entry}}))
    problems = verify.verify(output)
    assert [p.message for p in problems if p.code == "file-altered"] == [
        "the manifest names a file outside the folder"
    ] * 2
