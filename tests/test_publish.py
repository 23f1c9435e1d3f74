"""Publishing into a real bare repository, beside a work tree with half-finished work in it."""

import subprocess
from pathlib import Path

import pytest

from site_builder import git, publish
from site_builder.problems import SiteError
from tests import dossiers

BASE = 'base_url = "https://reader.github.io/lake/"\n'


def run(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier in a git repository with a staged, a changed and a new file; its remote is ../remote.git."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "编者")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "editor@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    run(tmp_path, "init", "--quiet", "--bare", "remote.git")
    root = dossiers.make(tmp_path / "mine", BASE)
    run(root, "init", "--quiet", "--initial-branch=main")
    run(root, "remote", "add", "origin", "../remote.git")
    run(root, "add", "dossier.toml")
    run(root, "commit", "--quiet", "-m", "begin")
    run(root, "add", "content/first.md")
    return root


def state(root: Path) -> tuple[str, ...]:
    """Everything of the user's clone that publishing must leave alone."""
    index = (root / ".git/index").read_bytes().hex()
    refs = run(root, "for-each-ref", "refs/heads", "refs/tags", "refs/dossier")
    return index, refs, (root / ".git/HEAD").read_text(), run(root, "status", "--porcelain"), str(_fetched(root))


def _fetched(root: Path) -> bool:
    return (root / ".git/FETCH_HEAD").exists()


def published(root: Path, path: str = "") -> str:
    """A file of the published branch, or the list of all."""
    remote = root.parent / "remote.git"
    if path:
        return run(remote, "show", f"gh-pages:{path}")
    return run(remote, "ls-tree", "-r", "--name-only", "gh-pages")


def commits(root: Path) -> list[str]:
    return run(root.parent / "remote.git", "log", "--format=%s", "gh-pages").splitlines()


def test_the_first_time_and_again_without_change(mine: Path) -> None:
    before = state(mine)
    first = publish.publish(dossiers.load(mine))
    assert first.commit
    assert "index.html" in first.added
    assert (first.changed, first.removed, first.kept) == ((), (), ())
    assert {"index.html", "404.html", ".nojekyll", "data/manifest.json"} <= set(published(mine).split())
    assert "CNAME" not in published(mine).split()
    assert run(mine.parent / "remote.git", "log", "-1", "--format=%an %s", "gh-pages") == "编者 Publish 2 articles\n"

    again = publish.publish(dossiers.load(mine))
    assert (again.commit, again.is_change) == ("", False)
    assert commits(mine) == ["Publish 2 articles"]
    assert state(mine) == before


def test_only_what_differs_is_pushed_and_history_stays(mine: Path) -> None:
    publish.publish(dossiers.load(mine))
    (mine / "content/second.md").unlink()
    report = publish.publish(dossiers.load(mine), message="一篇撤下")
    assert [path for path in report.removed if path.startswith("articles/2023-11-15")]
    assert "index.html" in report.changed
    assert ".nojekyll" not in report.changed
    assert commits(mine) == ["一篇撤下", "Publish 2 articles"]


def test_a_dry_run_says_what_would_change_and_stores_nothing(mine: Path) -> None:
    before = state(mine), run(mine, "count-objects")
    report = publish.publish(dossiers.load(mine), dry_run=True)
    assert "index.html" in report.added
    assert report.commit == ""
    assert run(mine.parent / "remote.git", "for-each-ref") == ""
    assert (state(mine), run(mine, "count-objects")) == before


def test_nothing_is_pushed_when_check_finds_errors(mine: Path) -> None:
    (mine / "content/broken.md").write_text("---\ntitle: 坏\npublished: 31/02/2023\n---\n\n字\n", encoding="utf-8")
    report = publish.publish(dossiers.load(mine))
    assert report.is_stopped
    assert "date-unreadable" in {problem.code for problem in report.problems}
    assert run(mine.parent / "remote.git", "for-each-ref") == ""


def test_what_others_put_there_stays_and_theirs_comes_first(mine: Path) -> None:
    publish.publish(dossiers.load(mine))
    other = mine.parent / "other"
    run(mine.parent, "clone", "--quiet", "--branch", "gh-pages", "remote.git", "other")
    (other / "CNAME").write_text("lake.example\n")
    run(other, "add", ".")
    run(other, "commit", "--quiet", "-m", "theirs")
    run(other, "push", "--quiet")
    (mine / "content/second.md").unlink()
    report = publish.publish(dossiers.load(mine))
    assert report.kept == ("CNAME",)
    assert published(mine, "CNAME") == "lake.example\n"
    assert commits(mine) == ["Publish 1 article", "theirs", "Publish 2 articles"]


def test_someone_who_pushes_at_the_same_moment_is_built_upon(mine: Path) -> None:
    """The remote's own hook moves the branch while our push is on its way, once."""
    publish.publish(dossiers.load(mine))
    remote = mine.parent / "remote.git"
    hook = remote / "hooks/pre-receive"
    hook.write_text(
        "#!/bin/sh\nrm hooks/pre-receive\n"
        "unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n"
        "tree=$(git rev-parse gh-pages^{tree})\n"
        "git update-ref refs/heads/gh-pages $(git commit-tree $tree -p gh-pages -m meanwhile)\n"
    )
    hook.chmod(0o755)
    (mine / "content/second.md").unlink()
    assert publish.publish(dossiers.load(mine)).commit
    assert commits(mine) == ["Publish 1 article", "meanwhile", "Publish 2 articles"]


def test_a_refused_push_is_an_error_with_gits_own_words(mine: Path) -> None:
    hook = mine.parent / "remote.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho closed on Sundays >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(SiteError) as caught:
        publish.publish(dossiers.load(mine))
    assert "closed on Sundays" in caught.value.hint


@pytest.mark.parametrize(
    ("remote", "branch", "said"),
    [
        ("nowhere", "gh-pages", "there is no remote `nowhere`"),
        ("../missing.git", "gh-pages", "../missing.git cannot be reached"),
        ("origin", "main", "`main` is the branch you work on"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_done(mine: Path, remote: str, branch: str, said: str) -> None:
    with pytest.raises(SiteError, match=said):
        publish.publish(dossiers.load(mine), remote=remote, branch=branch)


def test_a_folder_without_git(tmp_path: Path) -> None:
    root = dossiers.make(tmp_path / "mine")
    with pytest.raises(SiteError, match="is not in a git repository"):
        publish.publish(dossiers.load(root))


def test_names_of_files_cannot_be_commands(mine: Path) -> None:
    repository = git.find(mine)
    names = ('"', "a\nD index.html", "back\\slash", "空 白", "-rf", "'")
    commit = repository.commit("", {name: name.encode() for name in names}, (), "names")
    assert repository.listing(commit).keys() == set(names)
    assert repository.listing(commit) == repository.blob_names({name: name.encode() for name in names})


@pytest.mark.parametrize(
    ("base_url", "name"),
    [
        ("https://lake.example/", "lake.example"),
        ("https://lake.example", "lake.example"),
        ("https://lake.example/archive/", ""),  # a folder of a site that has its own CNAME
        ("https://reader.github.io/lake/", ""),
        ("https://reader.github.io/", ""),
        ("http://localhost:8000/", ""),
        ("http://192.0.2.1/", ""),
        ("", ""),
    ],
)
def test_a_domain_of_its_own_is_told_to_the_host(base_url: str, name: str) -> None:
    assert publish.domain(base_url) == name


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:Reader/lake.git", "https://reader.github.io/lake/"),
        ("https://github.com/reader/lake", "https://reader.github.io/lake/"),
        ("ssh://git@github.com/reader/reader.github.io.git", "https://reader.github.io/"),
        ("../remote.git", ""),
        ("https://git.example/reader/lake.git", ""),
    ],
)
def test_github_says_where_a_site_will_be(remote: str, address: str) -> None:
    assert publish.guessed_address(remote) == address
