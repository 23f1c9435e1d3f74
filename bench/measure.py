"""CPU seconds, wall seconds and peak memory of a command and everything it starts (Linux)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu` and `wall` in seconds; `peak` in bytes, resident memory of the process tree, shared pages counted once."""

    cpu: float
    wall: float
    peak: int


def measured(command: Sequence[str | Path], cwd: Path, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises CalledProcessError with its output if it fails.

    Python may keep what it compiles, as it does wherever nobody forbids it.
    """
    started = time.perf_counter()
    with (cwd / ".measured").open("w+b") as log:
        process = subprocess.Popen(
            list(map(str, command)), cwd=cwd, stdout=log, stderr=subprocess.STDOUT, env=_environment(env or {})
        )
        watcher = _Peak(process.pid)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
        watcher.stop()
        if process.returncode:
            log.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, log.read().decode(errors="replace"))
    return Cost(usage.ru_utime + usage.ru_stime, wall, max(watcher.peak, usage.ru_maxrss * 1024))


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | more


class _Peak(threading.Thread):
    """Looks at the tree every 50 ms, at a large one less often, so that it takes a twentieth of a core at most. The
    proportional set size counts a page shared by n processes as 1/n each."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        pause = 0.05
        while not self.is_over.wait(pause):
            started = time.thread_time()
            self.peak = max(self.peak, sum(map(_proportional, _tree(self.pid))))
            pause = max(0.05, 20 * (time.thread_time() - started))

    def stop(self) -> None:
        self.is_over.set()
        self.join()


def _tree(pid: int) -> list[int]:
    found, pending = [], [pid]
    while pending:
        one = pending.pop()
        found.append(one)
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                pending += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _proportional(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
