"""Real processes: results in order, exceptions and deaths told."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder import disk, workers
from site_builder.problems import SiteError


@pytest.mark.parametrize("takes_part", [False, True])
@pytest.mark.parametrize("jobs", [1, 2, 3, 9])
@pytest.mark.parametrize("number", [0, 1, 2, 7, 100, 1000])
def test_results_come_in_the_order_of_the_items(number: int, jobs: int, *, takes_part: bool) -> None:
    made = workers.mapped(lambda n: n * n, range(number), jobs, takes_part=takes_part)
    assert list(made) == [n * n for n in range(number)]


def test_answers_larger_than_a_pipe_come_through() -> None:
    large = list(workers.mapped(lambda n: bytes([n]) * 3_000_000, range(12), 2))
    assert [part[0] for part in large] == list(range(12))


def test_the_first_item_is_done_here_and_the_rest_elsewhere_with_what_was_known_then() -> None:
    known: list[int] = []

    def work(n: int) -> tuple[int, bool]:
        known.append(n)
        return os.getpid(), known[0] == 0

    (first, _), *rest = workers.mapped(work, range(9), 2)
    assert first == os.getpid()
    assert len({pid for pid, _ in rest}) == 2
    assert os.getpid() not in {pid for pid, _ in rest}
    assert all(saw for _, saw in rest)


def test_this_process_takes_part_where_it_should() -> None:
    pids = list(workers.mapped(lambda _: os.getpid(), range(1000), 2, takes_part=True))
    assert len(set(pids)) == 2
    assert 400 < pids.count(os.getpid()) < 600


def test_large_answers_come_through_while_this_process_works() -> None:
    large = list(workers.mapped(lambda n: bytes([n]) * 300_000, range(200), 2, takes_part=True))
    assert [part[0] for part in large] == list(range(200))


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


def test_this_process_does_something_else_while_work_is_done_apart() -> None:
    done: list[int] = []
    assert workers.apart(lambda: (os.getpid(), len(done)), lambda: done.append(os.getpid()))[1] == 0
    assert done == [os.getpid()]


def test_what_goes_wrong_meanwhile_ends_the_work_apart() -> None:
    with pytest.raises(ZeroDivisionError):
        workers.apart(signal.pause, lambda: print(1 // 0))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers end when they next have something to say")
def test_workers_of_a_killed_build_let_go_of_its_folder(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _BUILD, tmp_path], stdout=subprocess.PIPE) as build:
        assert build.stdout
        assert build.stdout.readline() == b"at work\n"  # of a worker, which would go on for a minute
        build.kill()
        build.wait()
        assert any(_is_free(tmp_path) for _ in range(100))


def _is_free(folder: Path) -> bool:
    """Now, or in a tenth of a second."""
    try:
        with disk.locked(folder):
            return True
    except SiteError:
        time.sleep(0.1)
        return False


_BUILD = """
import sys, time
from pathlib import Path
from site_builder import disk, workers

def work(number):
    if number:
        print("at work", flush=True)
        time.sleep(60)

with disk.locked(Path(sys.argv[1])):
    list(workers.mapped(work, range(3), 2, takes_part=True))
"""
