"""Watching folders for changes of files: the only module that knows watchdog.

Events are taken as a knock on the door only. What has changed is found by comparing snapshots (mtime, size and
inode of each file), so that events of our own reading, duplicate events, editors' temporary files and touched
but equal folders come to nothing, and no combination of events can lead to an endless loop.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

SHORT_SECONDS = 0.01  # no event for this long ends a plain write of one file
QUIET_SECONDS = 0.04  # no event for this long ends an editor's save, with all the moves that some make of it
COPYING = 20  # events; from here on files are being copied or unpacked, and pauses between them are longer
COPYING_QUIET_SECONDS = 0.2
BURST_SECONDS = 2.0  # a burst that does not end is looked at all the same
FEW = 8  # names; an editor's save of one file touches no more
RECHECK_SECONDS = 0.4  # files written into a folder before its watch was set raise no event of their own
POLL_SECONDS = 0.7
_READING = {"opened", "closed_no_write"}  # what looking at files causes, above all our own looking

Snapshot = Mapping[str, tuple[int, int, int]]


class Watcher:
    """Waits for files to change below `roots` (files or folders, existing or not), but not below `ignored`."""

    def __init__(self, roots: Iterable[Path], ignored: Iterable[Path] = (), *, is_polling: bool = False) -> None:
        self._roots = tuple(Path(os.path.realpath(root)) for root in roots)
        self._ignored = tuple(os.path.realpath(folder) for folder in ignored)
        self._knock = threading.Event()
        self._heard = 0
        self._named: set[str] = set()
        self._is_closed = False
        self._recheck_at: float | None = None
        self._is_root_lost = False
        self._watches: dict[tuple[Path, bool], ObservedWatch] = {}
        self.is_polling = is_polling
        self._observer = None if is_polling else self._started()
        self._seen = self.snapshot()

    def _started(self) -> BaseObserver | None:
        """The observer, running; None where the system has no watches left to give, and polling must do."""
        observer = Observer()
        try:
            observer.start()
            self._watch(observer)
        except OSError:
            observer.unschedule_all()
            observer.stop()
            self.is_polling = True
            return None
        return observer

    def _watch(self, observer: BaseObserver) -> None:
        """Watch every root that is a folder, and the folder around each, where it may vanish and come again."""
        wanted = {(root, True) for root in self._roots if root.is_dir()}
        wanted |= {(root.parent, False) for root in self._roots if root.parent.is_dir()}
        wanted -= {(folder, False) for folder, is_deep in wanted if is_deep}
        if self._is_root_lost:  # a folder of that name may be there again, but the watch died with the old one
            self._is_root_lost = False
            observer.unschedule_all()
            self._watches.clear()
        for key in self._watches.keys() - wanted:
            observer.unschedule(self._watches.pop(key))
        for key in wanted - self._watches.keys():
            self._watches[key] = observer.schedule(_Knocker(self), str(key[0]), recursive=key[1])

    def wait(self) -> frozenset[Path]:
        """Block until files were changed, created, deleted or moved and all is quiet; which. Empty once closed."""
        while not self._is_closed:
            if self._observer is None:
                self._knock.wait(POLL_SECONDS)
            else:
                self._knock.wait(self._until_recheck())
            if edited := self._only(self._settle(SHORT_SECONDS)):
                return frozenset([Path(edited)])
            self._knock.wait(QUIET_SECONDS)
            self._settle(QUIET_SECONDS)
            now = self._still()
            changed = {path for path in now.keys() | self._seen.keys() if now.get(path) != self._seen.get(path)}
            self._seen = now
            if self._observer is not None:
                self._watch(self._observer)
            if changed and not self._is_closed:
                return frozenset(map(Path, changed))
        return frozenset()

    def _until_recheck(self) -> float | None:
        if self._recheck_at is None:
            return None
        left = max(0.0, self._recheck_at - time.monotonic())
        if left == 0.0:
            self._recheck_at = None
        return left

    def _settle(self, quiet: float) -> set[str]:
        """Let a burst of events end, after which it is `quiet` for so many seconds; the paths they named."""
        end = time.monotonic() + BURST_SECONDS
        while self._knock.is_set() and time.monotonic() < end and not self._is_closed:
            self._knock.clear()
            self._knock.wait(quiet if self._heard < COPYING else COPYING_QUIET_SECONDS)
        self._heard = 0
        named, self._named = self._named, set()
        return named

    def _only(self, named: set[str]) -> str | None:
        """The file that an edit of a single one changed, told without looking at all the others. Those have their turn
        right after it. None for anything else, as for a file that is there but empty: its save may go on."""
        if len(named) > FEW:
            return None
        now: dict[str, tuple[int, int, int]] = {}
        for path in named & self._seen.keys():
            _note(now, path)
        changed = [path for path, seen in now.items() if seen != self._seen[path]]
        if len(changed) != 1 or now[changed[0]][1] == 0 or self._is_closed:
            return None
        self._seen = {**self._seen, changed[0]: now[changed[0]]}
        self._recheck_at = time.monotonic()
        return changed[0]

    def _still(self) -> Snapshot:
        """The files as they are once a copy of many has ended: what is written into a folder before its watch is set
        raises no event, so with several files changed they are looked at again until nothing moves."""
        now = self.snapshot()
        end = time.monotonic() + BURST_SECONDS
        while len(now.items() ^ self._seen.items()) > COPYING and time.monotonic() < end and not self._is_closed:
            time.sleep(COPYING_QUIET_SECONDS)
            before, now = now, self.snapshot()
            if now == before:
                break
        return now

    def close(self) -> None:
        """End the waiting, from any thread."""
        self._is_closed = True
        self._knock.set()
        if self._observer is not None:
            self._observer.stop()

    def heard(self, event: FileSystemEvent) -> None:
        """Called by watchdog's threads. An atomic save shows only as a move: both its ends count."""
        if event.event_type in _READING:
            return
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if not any(self._is_watched(path) for path in paths):
            return
        if event.is_directory:
            self._recheck_at = time.monotonic() + RECHECK_SECONDS
            if event.event_type in {"deleted", "moved"} and Path(os.fsdecode(event.src_path)) in self._roots:
                self._is_root_lost = True
        self._heard += 1
        self._named.update(paths)
        self._knock.set()

    def _is_watched(self, path: str) -> bool:
        if any(path == folder or path.startswith(folder + os.sep) for folder in self._ignored):
            return False
        return any(path == str(root) or path.startswith(f"{root}{os.sep}") for root in self._roots)

    def snapshot(self) -> Snapshot:
        """Every watched file now. Linked folders are not entered, hidden files and editors' own not looked at."""
        found: dict[str, tuple[int, int, int]] = {}
        pending: list[str] = []
        for root in self._roots:
            if root.is_dir():
                pending.append(str(root))
            else:
                _note(found, str(root))
        while pending:
            folder = pending.pop()
            if folder in self._ignored:
                continue
            try:
                entries = list(os.scandir(folder))
            except OSError:  # it went away in between; its files are gone, which is what the snapshot says
                continue
            for entry in entries:
                if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    _note(found, entry.path)
        return found


def _note(found: dict[str, tuple[int, int, int]], path: str) -> None:
    try:
        stat = os.stat(path)  # noqa: PTH116  # five thousand Path objects a snapshot would be felt
    except OSError:  # deleted in between, or a link to nothing
        return
    found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)


class _Knocker(FileSystemEventHandler):
    """Hands every event on. No patterns: what they match has changed between releases of watchdog."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._watcher.heard(event)
