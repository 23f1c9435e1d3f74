"""A small HTTP/1.1 server on asyncio: reads requests, writes answers, knows nothing about sites.

One thread holds every connection, so that two hundred readers and as many waiting event streams cost no
threads at all. Only requests without a body are understood, which is all that GET and HEAD need.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from socket import socket

HEAD_LIMIT = 32_768
MAX_CONNECTIONS = 800
FIRST_REQUEST_SECONDS = 15.0
IDLE_SECONDS = 75.0
WRITE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Request:
    """A parsed request: `target` as sent, header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    is_keep_alive: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send. With `stream` the body is what it yields, for as long as it does."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: AsyncGenerator[bytes, None] | None = None


Handler = Callable[[Request], Answer]


class BadRequest(Exception):  # noqa: N818  # the name HTTP gives it
    """What was sent is no request that can be answered; `status` says why."""

    def __init__(self, status: int) -> None:
        super().__init__(HTTPStatus(status).phrase)
        self.status = status


def parse(head: bytes) -> Request:
    """The request in `head`, which ends in an empty line. Raises BadRequest."""
    lines = head.decode("latin-1").split("\r\n")
    parts = lines[0].split(" ")
    if len(parts) != 3 or not parts[0].isalpha() or not parts[2].startswith("HTTP/1."):
        raise BadRequest(400)
    method, target, version = parts
    headers: dict[str, str] = {}
    for line in filter(None, lines[1:]):
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip() or (name.lower() == "host" and "host" in headers):
            raise BadRequest(400)
        known = headers.get(name.lower())
        headers[name.lower()] = f"{known}, {value.strip()}" if known else value.strip()
    if not target.startswith("/") or (version != "HTTP/1.0" and "host" not in headers):
        raise BadRequest(400)
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    wish = headers.get("connection", "").lower()
    is_keep_alive = not has_body and (wish == "keep-alive" if version == "HTTP/1.0" else wish != "close")
    return Request(method, target, headers, is_keep_alive)


class Server:
    """Answers connections on a listening socket until closed."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._connections: set[asyncio.Task[None]] = set()

    async def run(self, listening: socket) -> None:
        """Serve until cancelled; open connections end with it."""
        server = await asyncio.start_server(self._connected, sock=listening, limit=HEAD_LIMIT, backlog=256)
        try:
            await asyncio.Event().wait()
        finally:
            server.close()
            for task in self._connections:
                task.cancel()
            await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        # A reader who goes away in the middle of anything is an everyday event, as is our own end.
        with suppress(ConnectionError, TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError):
            try:
                await self._converse(reader, writer)
            finally:
                self._connections.discard(task)
                writer.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Request after request until one side wants no more."""
        if len(self._connections) > MAX_CONNECTIONS:
            await _send(writer, Answer(503, b"too many connections\n"), is_last=True)
            return
        patience = FIRST_REQUEST_SECONDS
        while True:
            try:
                async with asyncio.timeout(patience):
                    request = parse(await reader.readuntil(b"\r\n\r\n"))
            except asyncio.LimitOverrunError:
                await _send(writer, Answer(431), is_last=True)
                return
            except BadRequest as error:
                await _send(writer, Answer(error.status), is_last=True)
                return
            answer = self._handler(request)
            is_last = not request.is_keep_alive or answer.stream is not None
            await _send(writer, answer, is_last=is_last, is_head=request.method == "HEAD")
            if is_last:
                return
            patience = IDLE_SECONDS


async def _send(writer: asyncio.StreamWriter, answer: Answer, *, is_last: bool, is_head: bool = False) -> None:
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    if answer.stream is None and answer.status != 304:
        lines.append(f"Content-Length: {len(answer.body)}")
    lines.append(f"Connection: {'close' if is_last else 'keep-alive'}")
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")
    writer.write(head if is_head or answer.status == 304 else head + answer.body)
    async with asyncio.timeout(WRITE_SECONDS):
        await writer.drain()
    if answer.stream is not None and not is_head:
        async with aclosing(answer.stream) as pieces:
            async for piece in pieces:
                writer.write(piece)
                async with asyncio.timeout(WRITE_SECONDS):
                    await writer.drain()
