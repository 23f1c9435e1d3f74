"""Completion as bash does it."""

import shutil
import subprocess

import pytest

from site_builder import cli, completion
from site_builder.problems import SiteError

COMPLETE = """
source /dev/stdin <<'SCRIPT'
{script}
SCRIPT
COMP_WORDS=({words}) COMP_CWORD={at}
_dossier
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def completed(*words: str) -> set[str]:
    """What bash would offer for the last word."""
    script = completion.script("bash", cli.parser())
    line = " ".join(f"'{word}'" for word in words)
    shell = shutil.which("bash") or "bash"
    text = COMPLETE.format(script=script, words=line, at=len(words) - 1)
    done = subprocess.run([shell, "--norc", "-c", text], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("dossier", "se"), {"serve"}),
        (("dossier", "build", "--st"), {"--strict"}),
        (("dossier", "publish", "--"), {"--dry-run", "--branch", "--remote", "--message"}),
        (("dossier", "completion", "f"), {"fish"}),
    ],
)
def test_verbs_options_and_words(words: tuple[str, ...], offered: set[str]) -> None:
    assert offered <= completed(*words)


def test_only_what_begins_so_is_offered() -> None:
    assert completed("dossier", "build", "--st") == {"--strict"}


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_every_verb_and_option_is_in_every_script(shell: str) -> None:
    script = completion.script(shell, cli.parser())
    for verb in completion.verbs_of(cli.parser()):
        assert verb.name in script
        for option in verb.options:
            assert all(name.lstrip("-") in script for name in option.names)


def test_an_unknown_shell() -> None:
    with pytest.raises(SiteError, match="no completion for 'tcsh'"):
        completion.script("tcsh", cli.parser())
