"""`dossier serve` as a process of its own, as people start it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60.0  # seconds; nothing here waits that long unless it fails


@dataclass
class Preview:
    """A running preview: its address, and every line it has said so far."""

    process: subprocess.Popen[str]
    address: str = ""
    said: list[str] = field(default_factory=list)

    def heard(self, words: str) -> bool:
        return any(words in line for line in self.said)

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def preview(root: Path, *options: str) -> Iterator[Preview]:
    command = [sys.executable, "-m", "site_builder", "serve", "--root", str(root), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        running = Preview(process)
        reader = threading.Thread(target=_listen, args=(running,), daemon=True)
        reader.start()
        try:
            until(lambda: running.address or process.poll() is not None)
            assert running.address, running.said
            yield running
        finally:
            try:
                if process.poll() is None:
                    running.interrupt()
            finally:
                process.kill()  # or a preview that does not end would be waited for without end
                reader.join(PATIENCE)


def _listen(running: Preview) -> None:
    assert running.process.stderr
    for line in running.process.stderr:
        running.said.append(line.rstrip("\n"))
        if found := re.search(r"serving at (\S+)", line):
            running.address = found[1]


def until(question: Callable[[], object]) -> None:
    """Wait until the answer is yes; fail when patience ends."""
    end = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)
