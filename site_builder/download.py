"""Files from the web, bounded in size and time: only http and https, a second try where the first was bad luck."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import urlsplit

from site_builder import __version__

AT_ONCE = 6
SECONDS = 10.0  # to connect, and between two pieces
SECONDS_IN_ALL = 60.0
TRIES = 2
FAILURES_A_HOST = 4  # then the host is left alone for the rest of the run
_AGENT = f"dossier/{__version__} (archive of linked pictures)"
_PIECE = 1 << 16
_AGAIN = ", again"


class Failure(str):
    """Why a file could not be had, in a few words."""


def fetch_all(urls: Sequence[str], most_bytes: int) -> Iterator[tuple[str, bytes | Failure]]:
    """Each URL with its bytes or a Failure, in order."""
    failures: dict[str, int] = {}

    def one(url: str) -> tuple[str, bytes | Failure]:
        host = urlsplit(url).netloc
        if failures.get(host, 0) >= FAILURES_A_HOST:
            return url, Failure("its server did not answer before")
        found = fetch(url, most_bytes)
        if isinstance(found, Failure):
            failures[host] = failures.get(host, 0) + 1
        else:
            failures[host] = 0
        return url, found

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(one, urls)


def fetch(url: str, most_bytes: int) -> bytes | Failure:
    """The file at a web address. Never raises."""
    for attempt in range(TRIES):
        found = _fetch(url, most_bytes)
        if isinstance(found, bytes):
            return found
        if not found.endswith(_AGAIN) or attempt + 1 == TRIES:
            return Failure(found.removesuffix(_AGAIN))
        time.sleep(0.5)
    raise AssertionError("the last try returns")


def _fetch(url: str, most_bytes: int) -> bytes | Failure:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    try:
        request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept": "image/*"})
        with opener.open(request, timeout=SECONDS) as answer:
            return _read(answer, most_bytes)
    except urllib.error.HTTPError as error:
        with suppress(OSError):
            error.close()
        return Failure(f"the server says {error.code}" + (_AGAIN if error.code >= 500 else ""))
    except http.client.HTTPException as error:  # no HTTP, or an answer that breaks off
        return Failure(f"the answer is broken ({type(error).__name__}){_AGAIN}")
    except (OSError, ValueError, AttributeError) as error:  # AttributeError: a redirect to a scheme without a handler
        reason = getattr(error, "reason", error)
        return Failure(f"{reason}{_AGAIN}" if isinstance(error, OSError) else f"{reason}")


def _read(answer: object, most_bytes: int) -> bytes | Failure:
    """The answer's body; larger or slower than allowed is a Failure."""
    read = answer.read  # type: ignore[attr-defined]  # urllib's answers have no common type
    end = time.monotonic() + SECONDS_IN_ALL
    pieces: list[bytes] = []
    size = 0
    while piece := read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most_bytes:
            return Failure(f"larger than {most_bytes // 1_000_000} MB")
        if time.monotonic() > end:
            return Failure("too slow")
    if getattr(answer, "length", None):  # what is left of the announced length: reading by pieces does not say so
        return Failure(f"the answer breaks off{_AGAIN}")
    return b"".join(pieces)
