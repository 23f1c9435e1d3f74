"""Work spread over processes: forked, so that what the parent knows need not be sent; in order, so that nothing
depends on which worker was faster."""

from __future__ import annotations

import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

Tell = Callable[[str, int, int], None]  # what is being done, how many are, of how many

CHUNKS_A_WORKER = 4  # small enough to even out, large enough to pay for the sending


def count(jobs: int) -> int:
    """How many processes `--jobs N` means here: 0 is one a core; one where a process cannot fork."""
    import multiprocessing  # here: a build with nothing to do needs no second process

    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 1
    return jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1


def mapped(work: Callable[[_Item], _Result], items: Sequence[_Item], jobs: int) -> Iterator[_Result]:
    """`work` of each item, in the order of the items, by `jobs` processes; in this one if that is 1.

    Workers see this process's memory as it is now. Results must be picklable. An exception in a worker is raised here.
    """
    if jobs <= 1 or len(items) < 2:
        yield from map(work, items)
        return
    import multiprocessing

    size = max(1, -(-len(items) // (jobs * CHUNKS_A_WORKER)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    fork = multiprocessing.get_context("fork")
    pipes = [fork.Pipe(duplex=False) for _ in range(jobs)]
    workers = [
        fork.Process(target=_work, args=(work, chunks[n::jobs], sender), daemon=True)
        for n, (_, sender) in enumerate(pipes)
    ]
    for worker in workers:
        worker.start()
    for _, sender in pipes:
        sender.close()  # so that a worker's death is seen as the end of its pipe
    try:
        yield from _in_order([receiver for receiver, _ in pipes], len(chunks))
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def counted(results: Iterator[_Result], stage: str, total: int, tell: Tell) -> Iterator[_Result]:
    """The same results, each counted for whoever watches."""
    for done, result in enumerate(results, 1):
        yield result
        tell(stage, done, total)


def unwatched(_stage: str, _done: int, _total: int) -> None:
    """For whoever does not watch."""


def _in_order(receivers: list[Connection], chunks: int) -> Iterator[_Result]:
    """Results chunk by chunk; worker n sends chunks n, n + jobs, ... Whoever has an answer is read at once, so that
    no worker waits to send."""
    from multiprocessing.connection import Connection, wait

    answers: dict[int, list[_Result]] = {}
    coming = {receiver: deque(range(n, chunks, len(receivers))) for n, receiver in enumerate(receivers)}
    for number in range(chunks):
        while number not in answers:
            for ready in wait([receiver for receiver, rest in coming.items() if rest]):
                assert isinstance(ready, Connection)
                answers[coming[ready].popleft()] = _received(ready)
        yield from answers.pop(number)


def _work(work: Callable[[_Item], _Result], chunks: Sequence[Sequence[_Item]], sender: Connection) -> None:
    """One worker's life: its chunks one after the other, each answered by a list or by what went wrong."""
    for chunk in chunks:
        try:
            answer: list[_Result] | BaseException = [work(item) for item in chunk]
        except BaseException as error:  # noqa: BLE001  # whatever it is, the parent raises it
            answer = error
        sender.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        if isinstance(answer, BaseException):
            return


def _received(receiver: Connection) -> list[_Result]:
    try:
        answer = pickle.loads(receiver.recv_bytes())
    except EOFError as error:
        raise RuntimeError("a worker process died; if memory is short, try --jobs 1") from error
    if isinstance(answer, BaseException):
        raise answer
    assert isinstance(answer, list)
    return answer
