"""What a terminal sees, on a real pseudo-terminal; and what a pipe does."""

import os
import pty
import subprocess
import sys

import pytest

from site_builder.problems import Problem
from site_builder.terminal import Terminal, visible

SLOW = (
    "import time\n"
    "from site_builder.terminal import Terminal\n"
    "with Terminal(no_color=True).progress() as tell:\n"
    "    for n in range(1, 13):\n"
    "        time.sleep(0.15)\n"
    "        tell('reading', n, 12)\n"
)


def on_terminal(code: str) -> str:
    """Everything that a program writes to the terminal it is started in."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm"
        os.execv(sys.executable, [sys.executable, "-c", code])
    seen = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        seen += part
    os.waitpid(pid, 0)
    return seen.decode()


def test_long_work_shows_a_bar_on_a_terminal() -> None:
    seen = on_terminal(SLOW)
    assert "reading" in seen
    assert "12/12" in seen


def test_short_work_shows_nothing() -> None:
    assert on_terminal(SLOW.replace("0.15", "0.01")) == ""


def test_a_pipe_sees_no_bar() -> None:
    run = subprocess.run([sys.executable, "-c", SLOW], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")


@pytest.mark.parametrize(
    ("verbosity", "shown"),
    [(-1, ["file-empty"]), (0, ["file-empty", "date-missing"]), (1, ["file-empty", "date-missing", "url-missing"])],
)
def test_how_much_is_shown(capsys: pytest.CaptureFixture[str], verbosity: int, shown: list[str]) -> None:
    codes = ("file-empty", "date-missing", "url-missing")
    Terminal(verbosity).problems(Problem(code, "content/a.md", "says what") for code in codes)
    seen = capsys.readouterr().err
    assert [code for code in codes if f"[{code}]" in seen] == shown


def test_escape_sequences_of_a_clip_do_not_reach_the_terminal() -> None:
    assert visible("a\x1b[31mb\u202ec\u200fd\n") == "a\\x1b[31mb\\u202ec\\u200fd\n"
