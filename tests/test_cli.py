"""What a call says where nothing went wrong, and its exit code where the call itself is wrong."""

from pathlib import Path

import pytest

from site_builder import cli
from tests import dossiers


def test_without_a_verb_all_verbs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert all(verb in said.err for verb in ("new", "import", "build", "serve", "check", "publish", "withdraw"))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["export", "bibtxt"], "there is no format 'bibtxt'. hint: did you mean bibtex?"),
        (["build", "--base-url", "example.org"], "--base-url is no address"),
        (["check", "--root", "nowhere"], "nowhere: there is no such folder"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_call_that_means_nothing_is_wrong_usage(
    call: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dossiers.make(tmp_path / "mine"))
    assert cli.main(call) == 2
    assert said in capsys.readouterr().err


def test_a_quiet_verb_says_errors_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = dossiers.make(tmp_path / "mine")
    assert cli.main(["build", "-q", "--root", str(root)]) == 0
    assert capsys.readouterr() == ("", "")
    (root / "content/first.md").write_text("---\ntitle: 会面\npublished: 2023-13-45\n---\n\n谈了。\n", encoding="utf-8")
    assert cli.main(["build", "-q", "--root", str(root)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("content/first.md:3: error[date-unreadable] ")


def test_an_unreadable_date_is_not_missed_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = dossiers.make(tmp_path / "mine")
    (root / "content/first.md").write_text("---\ntitle: 会面\npublished: 2023-13-45\n---\n\n谈了。\n", encoding="utf-8")
    cli.main(["build", "--root", str(root)])
    said = capsys.readouterr().err
    assert "error[date-unreadable]" in said
    assert "date-missing" not in said
