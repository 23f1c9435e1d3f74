"""What was worked out before, kept by content in `.cache/`: one SQLite file a dossier, deletable at any time.

A key names everything that goes into a value, so that an entry is either right or never asked for. A file that is
damaged, locked or from another version is set aside: the build is then as slow as the first one.
Each value stands behind its own check sum.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from site_builder.project import CACHE

FILE = "dossier.sqlite"
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS build (number INTEGER PRIMARY KEY, used BLOB NOT NULL)",
)
_VERSION = 2  # of the schema
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
    """A dossier's cache during one build: bytes by key. Never raises: what cannot be read is missing; `trouble` says
    why something could not be kept."""

    def __init__(self, root: Path) -> None:
        self.trouble = ""
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

    def save(self, entries: Iterable[tuple[bytes, bytes]], used: Callable[[], Iterable[bytes]]) -> None:
        """Keep new values; `used` says, after the last of them, all the keys of 16 bytes that this build asked for.
        Entries whose key does not begin with one of those go after a few builds."""
        self._write(entries, lambda database: _forget_unused(database, b"".join(used())))

    def keep(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """The same of values that each build replaces by others with the same keys: they stay."""
        self._write(entries, lambda _: None)

    def _write(self, entries: Iterable[tuple[bytes, bytes]], finish: Callable[[sqlite3.Connection], None]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._is_ours():
                self._forget()
            with closing(sqlite3.connect(self._path, isolation_level=None)) as database:
                database.execute(f"PRAGMA page_size={_PAGE}")  # of a new file
                database.execute("PRAGMA synchronous=OFF")  # a torn entry is found by its sum
                database.execute("BEGIN IMMEDIATE")
                database.execute(f"PRAGMA user_version={_VERSION}")
                for statement in _SCHEMA:
                    database.execute(statement)
                rows = ((name, _sum(value) + value) for name, value in entries)
                database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", rows)
                finish(database)
                database.execute("COMMIT")
        except (sqlite3.OperationalError, OSError) as error:
            self.trouble = getattr(error, "strerror", "") or str(error)
            self._forget()
        except sqlite3.Error:  # a damaged file
            self._forget()

    def _is_ours(self) -> bool:
        """Another version's file is of no use, and to empty it takes far longer than a new one."""
        with closing(sqlite3.connect(self._path)) as database:
            version: int = database.execute("PRAGMA user_version").fetchone()[0]
        return version == _VERSION

    def _forget(self) -> None:
        for suffix in ("", "-journal"):
            with suppress(OSError):
                self._path.with_name(FILE + suffix).unlink()


def _forget_unused(database: sqlite3.Connection, used: bytes) -> None:
    """Count a build, and drop what only builds asked for that are long past."""
    number = (database.execute("SELECT max(number) FROM build").fetchone()[0] or 0) + 1
    database.execute("INSERT INTO build VALUES (?, ?)", (number, used))
    builds = database.execute("SELECT number <= ?, used FROM build", (number - _KEPT,)).fetchall()
    past, last = (_keys(kept for is_past, kept in builds if is_past == side) for side in (True, False))
    database.executemany("DELETE FROM entry WHERE key >= ? AND key < ?", ((k, k + b"\xff") for k in past - last))
    database.execute("DELETE FROM build WHERE number <= ?", (number - _KEPT,))


def _keys(builds: Iterable[bytes]) -> set[bytes]:
    return {used[at : at + _DIGEST] for used in builds for at in range(0, len(used), _DIGEST)}


def _is_whole(value: bytes) -> bool:
    return value[:_SUM] == _sum(memoryview(value)[_SUM:])


def _sum(value: bytes | memoryview) -> bytes:
    return len(value).to_bytes(4, "little") + zlib.crc32(value).to_bytes(4, "little")


def _marks(batch: Sequence[bytes]) -> str:
    return ",".join("?" * len(batch))


def _batches(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
