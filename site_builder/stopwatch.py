"""Where the time of a build goes: CPU seconds by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

Stage = Callable[[str], AbstractContextManager[None]]


class Stopwatch:
    """CPU seconds of this process; a stage within another counts for itself alone."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inner = 0.0  # seconds of the stages within the one that is open

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        started, outside, self._inner = time.process_time(), self._inner, 0.0
        try:
            yield
        finally:
            took = time.process_time() - started
            self.spent[stage] = self.spent.get(stage, 0.0) + took - self._inner
            self._inner = outside + took

    def table(self, articles: int) -> Iterator[str]:
        """A line a stage in the order in which they were entered: seconds, share, milliseconds an article; last the
        rest of the process, which is starting it and loading the program."""
        every = time.process_time()
        rows = {**self.spent, "start and rest": every - sum(self.spent.values()), "all": every}
        for stage, spent in rows.items():
            each = f"{spent / articles * 1000:8.2f} ms an article" if articles else ""
            yield f"{stage:16}{spent:8.2f} s{spent / every:7.1%}{each}"


def unmeasured(_stage: str) -> AbstractContextManager[None]:
    """For whoever does not want to know."""
    return nullcontext()
