"""Live reload: what is shown now, and telling open pages when that has changed.

The server sends no orders. It says what a page and its assets are by now, and the page, which knows what it was
made from, draws the conclusion; so a missed message or a restarted server costs nothing.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import parse_qs

from site_builder.problems import CODES, Problem, SiteError
from site_builder.serving.shelf import Shelf, etag

EVENTS = "/_live/events"
SCRIPT = "/_live/client.js"
HEARTBEAT_SECONDS = 15.0
_PLACE = re.compile(r"(?P<path>[^\s:]+(?:\.\w+)):(?:(?P<line>\d+):)? ")


class Trouble(TypedDict):
    """One entry of the overlay."""

    place: str
    code: str
    message: str
    hint: str


class State(TypedDict):
    """What a page hears: the etag of every file it is made of by URL path, and what is broken."""

    files: dict[str, str]
    troubles: list[Trouble]


@dataclass(frozen=True, slots=True)
class Shown:
    """What visitors see: the last good files, and what is wrong with the newest state of the sources."""

    shelf: Shelf
    problems: tuple[Problem, ...] = ()
    failure: SiteError | None = None

    @property
    def errors(self) -> frozenset[Problem]:
        return frozenset(p for p in self.problems if p.severity == "error")


def state(shown: Shown, address: str) -> State:
    """What the page at the URL `address` is made of now; one that is missing is made of nothing."""
    shelf = shown.shelf
    path = shelf.find(address).path
    files = {address: etag(shelf.files[path]) if path else "", **shelf.assets(path)}
    return {"files": files, "troubles": troubles(shown)}


def troubles(shown: Shown) -> list[Trouble]:
    """The overlay's entries: what stopped the build, or the errors it went on without."""
    if shown.failure:
        text = str(shown.failure)
        match = _PLACE.match(text)
        place = match[0].rstrip(": ") if match else ""
        message = text[match.end() :] if match else text
        return [{"place": place, "code": "", "message": message, "hint": shown.failure.hint}]
    return [
        {
            "place": f"{problem.path}:{problem.line}" if problem.line else problem.path,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint or CODES[problem.code].hint,
        }
        for problem in shown.problems
        if problem.severity == "error"
    ]


class Live:
    """Holds what is shown, and wakes whoever waits for the next. Used from one event loop."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self._changed = asyncio.Event()

    def show(self, shown: Shown) -> None:
        self.shown = shown
        self._changed.set()
        self._changed = asyncio.Event()

    async def events(self, query: str) -> AsyncGenerator[bytes, None]:
        """Server-sent events for the page whose address is in `query`: its state now and after every change."""
        address = parse_qs(query).get("address", ["/"])[0]
        yield b"retry: 500\n\n"
        while True:
            changed = self._changed
            yield f"data: {json.dumps(state(self.shown, address))}\n\n".encode()
            while not changed.is_set():
                try:
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        await changed.wait()
                except TimeoutError:
                    yield b": still here\n\n"


def merged(before: Shown, settled: frozenset[Problem], shelf: Shelf, problems: tuple[Problem, ...]) -> Shown:
    """What to show after a build: its files, and while it has errors that `settled` had not, also the pages it lost.

    The page of an article that was just broken so stays, with the overlay over it, until it is mended.
    """
    shown = Shown(shelf, problems)
    if shown.errors <= settled:
        return shown
    return Shown(Shelf({**before.shelf.files, **shelf.files}, shelf.base), problems)
