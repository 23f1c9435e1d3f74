"""Real processes: results in order, exceptions and deaths told."""

import os
import signal

import pytest

from site_builder import workers


@pytest.mark.parametrize("jobs", [1, 2, 3, 9])
@pytest.mark.parametrize("number", [0, 1, 2, 7, 100])
def test_results_come_in_the_order_of_the_items(number: int, jobs: int) -> None:
    assert list(workers.mapped(lambda n: n * n, range(number), jobs)) == [n * n for n in range(number)]


def test_answers_larger_than_a_pipe_come_through() -> None:
    large = list(workers.mapped(lambda n: bytes([n]) * 3_000_000, range(12), 2))
    assert [part[0] for part in large] == list(range(12))


def test_work_is_done_elsewhere_with_what_was_known_here() -> None:
    known = {"answer": object()}
    pids = set(workers.mapped(lambda _: (os.getpid(), "answer" in known), range(8), 2))
    assert len({pid for pid, _ in pids}) == 2
    assert os.getpid() not in {pid for pid, _ in pids}
    assert all(saw for _, saw in pids)


def test_an_exception_is_raised_here() -> None:
    def work(n: int) -> int:
        return 1 // (n - 5)

    with pytest.raises(ZeroDivisionError):
        list(workers.mapped(work, range(10), 2))


def test_a_killed_worker_is_named() -> None:
    def work(n: int) -> int:
        if n == 6:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    with pytest.raises(RuntimeError, match="a worker process died"):
        list(workers.mapped(work, range(10), 2))
