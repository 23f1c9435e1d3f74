"""Work spread over processes: forked, so that what the parent knows need not be sent; in order, so that nothing
depends on which worker was faster."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

Tell = Callable[[str, int, int], None]  # what is being done, how many are, of how many

CHUNKS_A_WORKER = 32  # a chunk waits in memory until it is whole, and what is ahead of the others until its turn comes
CHUNKS_TAKING_PART = 64  # answers must fit into a pipe (64 KB) while this process is at work itself
_MMAP_THRESHOLD, _LARGE = -3, 1 << 20  # glibc's number for it; bytes
_PARENT_DEATH_SIGNAL = 1  # Linux's number for it, see prctl(2)


def count(jobs: int) -> int:
    """How many processes `--jobs N` means here: 0 is one a core; one where a process cannot fork."""
    import multiprocessing  # here: a build with nothing to do needs no second process

    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 1
    return jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1


def give_back() -> None:
    """Memory that lies free in this process goes back to the system: of a large dossier it is a third, and glibc keeps
    it. Elsewhere nothing is done."""
    import ctypes  # here: most builds start no other process

    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Frozen values make no cycles: looking for them in millions of objects is a quarter of a large build, and a
    second's pause in a preview of it afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def mapped(
    work: Callable[[_Item], _Result], items: Sequence[_Item], jobs: int, *, takes_part: bool = False
) -> Iterator[_Result]:
    """`work` of each item, in the order of the items, by `jobs` processes; in this one if that is 1.

    Workers see this process's memory as it is after the first item, which is done here, so that each need not load the
    same dictionaries and tables. Results must be picklable. An exception in a worker is raised here.
    Where results are small, this process `takes_part`: it is one of the `jobs`, and one copy of its memory fewer.
    """
    if jobs <= 1 or len(items) < 3:
        yield from map(work, items)
        return
    yield work(items[0])
    items = items[1:]
    import multiprocessing

    rounds = CHUNKS_TAKING_PART if takes_part else CHUNKS_A_WORKER
    size = max(1, -(-len(items) // (jobs * rounds)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    fork = multiprocessing.get_context("fork")
    pipes = [fork.Pipe(duplex=False) for _ in range(jobs - takes_part)]
    workers = [
        fork.Process(target=_work, args=(work, chunks[n::jobs], sender), daemon=True)
        for n, (_, sender) in enumerate(pipes)
    ]
    give_back()
    for worker in workers:
        worker.start()
    for _, sender in pipes:
        sender.close()  # so that a worker's death is seen as the end of its pipe
    coming = {receiver: deque(range(n, len(chunks), jobs)) for n, (receiver, _) in enumerate(pipes)}
    try:
        answers: _Answers[_Result] = _Answers(coming)
        for number, chunk in enumerate(chunks):
            if number % jobs < len(pipes):
                yield from answers.of(number)
            else:
                yield from map(work, chunk)
                answers.take(0)  # that no worker waits to send
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def apart(work: Callable[[], _Result], meanwhile: Callable[[], None]) -> _Result:
    """The result of `work`, done by a process of its own, whose memory goes with it; this one does something else
    `meanwhile`."""
    import multiprocessing

    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    worker = fork.Process(target=_work, args=(lambda _: _sparing(work), [[None]], sender), daemon=True)
    worker.start()
    sender.close()
    try:
        meanwhile()
        give_back()
        return _received(receiver)[0]
    finally:
        worker.terminate()
        worker.join()


def _sparing(work: Callable[[], _Result]) -> _Result:
    """The result of `work`; large arrays go back to the system one by one as they are let go of, which glibc does only
    where it is told from what size on."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_MMAP_THRESHOLD, _LARGE)
    return work()


def counted(results: Iterator[_Result], stage: str, total: int, tell: Tell) -> Iterator[_Result]:
    """The same results, each counted for whoever watches."""
    for done, result in enumerate(results, 1):
        yield result
        tell(stage, done, total)


def unwatched(_stage: str, _done: int, _total: int) -> None:
    """For whoever does not watch."""


class _Answers(Generic[_Result]):
    """Results chunk by chunk. Whoever has an answer is read at once, so that no worker waits to send."""

    def __init__(self, coming: dict[Connection, deque[int]]) -> None:
        self._coming = coming  # the chunks that each worker has yet to send
        self._there: dict[int, list[_Result]] = {}

    def of(self, number: int) -> list[_Result]:
        while number not in self._there:
            self.take(None)
        return self._there.pop(number)

    def take(self, seconds: float | None) -> None:
        """What is there, after waiting so long for the first."""
        from multiprocessing.connection import Connection, wait

        for ready in wait([receiver for receiver, rest in self._coming.items() if rest], seconds):
            assert isinstance(ready, Connection)
            self._there[self._coming[ready].popleft()] = _received(ready)


def _work(work: Callable[[_Item], _Result], chunks: Sequence[Sequence[_Item]], sender: Connection) -> None:
    """One worker's life: its chunks one after the other, each answered by a list or by what went wrong."""
    _end_with_parent()
    for chunk in chunks:
        try:
            answer: list[_Result] | BaseException = [work(item) for item in chunk]
        except BaseException as error:  # noqa: BLE001  # whatever it is, the parent raises it
            answer = error
        sender.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        if isinstance(answer, BaseException):
            return


def _end_with_parent() -> None:
    """A build that is killed leaves no workers, which would go on holding its output folder. Elsewhere than on Linux
    they end when they next have something to say."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _received(receiver: Connection) -> list[_Result]:
    try:
        answer = pickle.loads(receiver.recv_bytes())
    except EOFError as error:
        raise RuntimeError("a worker process died; if memory is short, try --jobs 1") from error
    if isinstance(answer, BaseException):
        raise answer
    assert isinstance(answer, list)
    return answer
