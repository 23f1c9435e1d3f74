"""What was worked out before, kept by content in `.cache/`: one SQLite file a dossier, deletable at any time.

A key names everything that goes into a value, so that an entry is either right or never asked for. A file that is
damaged, locked or from another version is set aside without a word: the build is then as slow as the first one.
Each value stands behind its own check sum.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from site_builder.project import CACHE

FILE = "dossier.sqlite"
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, build INTEGER NOT NULL)",
)
_DIGEST = 16  # bytes of a key
_SUM = 8  # bytes in front of a value: its length and CRC-32, ten times as fast as a digest; nobody means it harm
_PAGE = 8_192  # bytes: most values fill two, and SQLite's own 4,096 cost a third more time
_BATCH = 500
_KEPT = 3  # builds after which an entry that nobody asked for goes


def key(*parts: bytes | str) -> bytes:
    """A digest of all parts in order, each with its length."""
    state = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.digest()


class Cache:
    """A dossier's cache during one build: bytes by key. Never raises: what cannot be read is missing."""

    def __init__(self, root: Path) -> None:
        self._path = root / CACHE / FILE
        self._reader: tuple[int, sqlite3.Connection] | None = None
        self.templates = root / CACHE / "templates"  # where compiled templates are kept

    def load(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values that are there and whole."""
        return dict(self.each(keys))

    def each(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """The same one by one, so that not all need be in memory."""
        try:
            if self._path.is_file():
                with closing(sqlite3.connect(self._path)) as database:
                    for batch in _batches(keys):
                        rows = database.execute(f"SELECT key, value FROM entry WHERE key IN ({_marks(batch)})", batch)
                        yield from ((name, value[_SUM:]) for name, value in rows if _is_whole(value))
        except (sqlite3.Error, OSError):
            self._forget()

    def one(self, name: bytes) -> bytes | None:
        """The value of one key, by a connection of this process that stays open."""
        try:
            if self._reader is None or self._reader[0] != os.getpid():
                self._reader = os.getpid(), sqlite3.connect(f"file:{quote(os.fsencode(self._path))}?mode=ro", uri=True)
            row = self._reader[1].execute("SELECT value FROM entry WHERE key = ?", (name,)).fetchone()
        except (sqlite3.Error, OSError):
            return None
        return row[0][_SUM:] if row and _is_whole(row[0]) else None

    def save(self, entries: Iterable[tuple[bytes, bytes]], used: Sequence[bytes]) -> None:
        """Keep new values; `used` are all the keys this build asked for, entries of others go after a few builds."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, isolation_level=None)) as database:
                database.execute(f"PRAGMA page_size={_PAGE}")  # of a new file
                database.execute("PRAGMA synchronous=OFF")  # a torn entry is found by its sum
                database.execute("BEGIN IMMEDIATE")
                for statement in _SCHEMA:
                    database.execute(statement)
                _write(database, entries, used)
                database.execute("COMMIT")
        except (sqlite3.Error, OSError):
            self._forget()

    def _forget(self) -> None:
        for suffix in ("", "-journal"):
            with suppress(OSError):
                self._path.with_name(FILE + suffix).unlink()


def _write(database: sqlite3.Connection, entries: Iterable[tuple[bytes, bytes]], used: Sequence[bytes]) -> None:
    build = (database.execute("SELECT max(build) FROM used").fetchone()[0] or 0) + 1
    rows = ((name, _sum(value) + value) for name, value in entries)
    database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", rows)
    database.executemany("INSERT OR REPLACE INTO used VALUES (?, ?)", ((name, build) for name in used))
    database.execute("DELETE FROM used WHERE build <= ?", (build - _KEPT,))
    database.execute("DELETE FROM entry WHERE key NOT IN (SELECT key FROM used)")


def _is_whole(value: bytes) -> bool:
    return value[:_SUM] == _sum(memoryview(value)[_SUM:])


def _sum(value: bytes | memoryview) -> bytes:
    return len(value).to_bytes(4, "little") + zlib.crc32(value).to_bytes(4, "little")


def _marks(batch: Sequence[bytes]) -> str:
    return ",".join("?" * len(batch))


def _batches(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
