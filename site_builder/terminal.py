"""How messages look: the one module that knows rich, and the only one that writes to the terminal.

Data goes to stdout, messages to stderr. Foreign text (titles, file names) reaches the terminal without
control characters, so that no clip can send escape sequences to it.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from site_builder.problems import Problem, Severity, SiteError
from site_builder.workers import Tell, unwatched

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PATIENCE = 1.0  # seconds of work before a bar is shown
_REDRAW = 0.1  # seconds between two drawings
_COLOURS: dict[Severity, str] = {"error": "31;1", "warning": "33", "hint": "36"}


def visible(text: str) -> str:
    """The text with every control and direction mark spelled out as \\xNN or \\uNNNN."""
    return _CONTROL.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), text)


class Terminal:
    """Where a verb's words go. `verbosity`: -1 errors only, 0 normal, 1 hints too."""

    def __init__(self, verbosity: int = 0, no_color: bool = False) -> None:
        self.verbosity = verbosity
        self.is_coloured = not no_color and "NO_COLOR" not in os.environ and sys.stderr.isatty()

    def say(self, text: str) -> None:
        """A message; silent under -q."""
        if self.verbosity >= 0:
            _write(sys.stderr, visible(text))

    def data(self, text: str) -> None:
        """What was asked for, to stdout."""
        _write(sys.stdout, text)

    def bytes(self, data: bytes) -> None:
        """The same for data that may be no text."""
        sys.stdout.buffer.write(data)
        sys.stdout.flush()

    def json(self, value: object) -> None:
        self.data(json.dumps(value, ensure_ascii=False, indent=2))

    def error(self, error: SiteError) -> None:
        hint = f". hint: {error.hint}" if error.hint else ""
        _write(sys.stderr, self.painted("error", "error: ") + visible(f"{error}{hint}"))

    def problems(self, problems: Iterable[Problem]) -> None:
        """Each on a line like a compiler's: hints only under -v, warnings not under -q, the rest is counted."""
        severities: tuple[Severity, ...] = ("error", "warning", "hint")
        shown = severities[: self.verbosity + 2]
        left_out = 0
        for problem in problems:
            if problem.severity in shown:
                line = visible(str(problem))
                mark = f"{problem.severity}[{problem.code}]"
                _write(sys.stderr, line.replace(mark, self.painted(problem.severity, mark), 1))
            else:
                left_out += 1
        if left_out and self.verbosity == 0:
            self.say(f"{left_out} {'hint' if left_out == 1 else 'hints'} not shown, see them with -v")

    def painted(self, severity: Severity, text: str) -> str:
        return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if self.is_coloured else text

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """A spinner with the time spent, on a terminal; nothing in a pipe."""
        if self.verbosity < 0 or not sys.stderr.isatty():
            yield
            return
        with _spinner(what, self.is_coloured):
            yield

    @contextmanager
    def progress(self) -> Iterator[Tell]:
        """A bar for work that tells how far it is, on a terminal and once a second has passed; nothing in a pipe.

        It is drawn when told and not by a thread: a process with threads cannot safely fork its workers.
        """
        if self.verbosity < 0 or not sys.stderr.isatty():
            yield unwatched
            return
        bar = _Bar(self.is_coloured)
        try:
            yield bar.tell
        finally:
            bar.close()


class _Bar:
    """One rich progress bar, begun late."""

    def __init__(self, is_coloured: bool) -> None:
        self._is_coloured = is_coloured
        self._begin = time.monotonic() + _PATIENCE
        self._drawn = 0.0
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def tell(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._begin or (now - self._drawn < _REDRAW and done < total):
            return
        self._drawn = now
        if self._progress is None:
            self._progress = _progress(self._is_coloured)
            self._progress.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, refresh=True)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def _progress(is_coloured: bool) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(
        *columns, console=Console(stderr=True, no_color=not is_coloured), transient=True, auto_refresh=False
    )


def _spinner(what: str, is_coloured: bool) -> Progress:
    from rich.console import Console  # 40 ms: only when something is to be shown
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, no_color=not is_coloured)
    progress = Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console, transient=True
    )
    progress.add_task(what, total=None)
    return progress


def _write(stream: object, text: str) -> None:
    """A line, whatever the terminal's encoding can show of it."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)  # type: ignore[call-overload]
