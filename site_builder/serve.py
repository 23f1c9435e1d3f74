"""Preview: build into memory, serve it to this machine's browser, and build again whenever a file changes."""

from __future__ import annotations

import asyncio
import gc
import ipaddress
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from site_builder import collecting, pipeline
from site_builder.cache import Cache
from site_builder.fresh import fresh_page
from site_builder.memory import Memory
from site_builder.model import Output
from site_builder.problems import Problem, SiteError
from site_builder.project import Project
from site_builder.serving.http import Answer, Request, Server
from site_builder.serving.live import Live, Shown, merged
from site_builder.serving.respond import respond
from site_builder.serving.shelf import Shelf, base_path, shelf
from site_builder.serving.watch import Watcher

Report = Callable[[str], None]
PORTS_TRIED = 20
TIDIED = 10  # builds after which Python looks for cycles, which takes a second at thousands of articles


def serve(
    load: Callable[[], Project],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    poll: bool = False,
    open_browser: bool = False,
    report: Report,
) -> None:
    """Serve the dossier until interrupted (KeyboardInterrupt passes through; nothing is left behind).

    `load` reads the configuration anew each time. `report` gets one line a message. Raises SiteError if the
    configuration is wrong at the start or no port is free; later mistakes are shown over the last good page.
    """
    project = load()
    with listening(host, port) as ear:
        taken_host, taken = ear.getsockname()[:2]
        if port not in {0, taken}:
            report(f"port {port} is taken, using {taken}")
        preview = Preview(load, project, f"http://{_in_url(host)}:{taken}", report)
        preview.first()
        roots = [project.content, project.root / "templates", project.root / "dossier.toml", *project.templates]
        watcher = Watcher(roots, [project.output, project.root / ".cache"], is_polling=poll)
        if watcher.is_polling and not poll:
            report("the system has no file watches left; looking every second instead")

        def ready() -> None:
            report(f"serving at {preview.address}  (Ctrl-C ends)")
            if not is_loopback(taken_host):
                report("everyone on this network can read the preview")
            if open_browser:
                threading.Thread(target=webbrowser.open, args=(preview.address,), daemon=True).start()

        try:
            asyncio.run(_run(preview, watcher, ear, host, ready))
        finally:
            watcher.close()


class Preview:
    """What is shown, and how it becomes the next. Its methods are called one after another, never at once."""

    def __init__(self, load: Callable[[], Project], project: Project, origin: str, report: Report) -> None:
        self._load = load
        self._origin = origin
        self._report = report
        self._base = base_path(project.config.base_url)
        self._settled: frozenset[Problem] = frozenset()
        self._memory = Memory()
        self._builds = 0
        self._project: Project | None = None
        self._site: pipeline.Site[Output] | None = None
        self.shown = Shown(Shelf({}, self._base))

    @property
    def address(self) -> str:
        return f"{self._origin}{self._base}"

    def rebuild(self) -> pipeline.Site[Output]:
        """The site as the files are now; absolute links lead to this preview. Raises SiteError."""
        project = self._load()
        self._base = base_path(project.config.base_url)
        if project.config.base_url:
            project = replace(project, config=replace(project.config, base_url=self.address))
        self._project = project
        before = self._site
        self._site = pipeline.build(project, Cache(project.root), self._memory, before.made if before else {})
        if before:
            before.renderer.forget()
        self._builds += 1
        if self._builds % TIDIED == 0:  # a build freezes what it leaves, old renderers among it
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        return self._site

    def first(self) -> Shown:
        """The build before anything is served; its errors are known ones from then on."""
        shown = self.next()
        self._settled = shown.errors
        return shown

    def next(self) -> Shown:
        """Build, report what came and what went, and say what is to be shown."""
        before = self.shown
        try:
            site = self.rebuild()
        except SiteError as failure:
            if str(failure) != str(before.failure or ""):
                self._report(f"error: {failure}. hint: {failure.hint}" if failure.hint else f"error: {failure}")
            self.shown = replace(before, failure=failure)
            return self.shown
        self.shown = merged(before, self._settled, shelf(site.outputs, self._base), site.problems)
        if not self.shown.errors - self._settled:
            self._settled = self.shown.errors
        self._tell(before, self.shown)
        return self.shown

    def fresh(self, changed: frozenset[Path]) -> Shown | None:
        """What to show at once after one article was edited: its page. None if it is not so simple."""
        if len(changed) != 1 or self._site is None or self._project is None or self.shown.failure:
            return None
        file, content = next(iter(changed)), Path(os.path.realpath(self._project.content))
        if not file.is_relative_to(content):
            return None
        path = file.relative_to(content).as_posix()
        origin = collecting.read(content, path, self._project.config.max_file_mb)
        try:
            page = origin and fresh_page(self._site, origin, self._project)
        except SiteError:
            return None  # the build that follows tells
        if not page:
            return None
        files = {**self.shown.shelf.files, page.path: page.data}
        self.shown = replace(self.shown, shelf=Shelf(files, self.shown.shelf.base))
        return self.shown

    def prepare(self) -> None:
        """Load what reading an article needs, so that the first edit need not wait for it."""
        if self._site and self._project and self._site.library.articles:
            file = self._project.content / self._site.library.articles[0].origin
            self.fresh(frozenset([Path(os.path.realpath(file))]))

    def _tell(self, before: Shown, after: Shown) -> None:
        if before.failure:
            self._report("mended: " + str(before.failure))
        for problem in after.problems:
            if problem not in before.problems and problem.severity != "hint":
                self._report(str(problem))
        for problem in before.problems:
            if problem not in after.problems and problem.severity != "hint":
                self._report(f"mended: {problem.path}: {problem.message}")


async def _run(preview: Preview, watcher: Watcher, ear: socket.socket, host: str, ready: Callable[[], None]) -> None:
    """Serve and keep up until cancelled. `ready` is called from inside the loop: an interrupt after it ends cleanly."""
    live = Live(preview.shown)

    def handler(request: Request) -> Answer:
        return respond(request, live.shown, host, live.events)

    async def keep_up() -> None:
        await asyncio.to_thread(preview.prepare)
        while changed := await asyncio.to_thread(watcher.wait):
            if fresh := await asyncio.to_thread(preview.fresh, changed):
                live.show(fresh)
            live.show(await asyncio.to_thread(preview.next))

    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(Server(handler).run(ear))
            tasks.create_task(keep_up())
            ready()
    finally:
        watcher.close()  # or the thread that waits in it would be waited for


def listening(host: str, port: int) -> socket.socket:
    """A listening socket on `port` or the next free one. Raises SiteError."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError) as error:
        raise SiteError(f"{host}: no such address", "use 127.0.0.1, or 0.0.0.0 for the whole network") from error
    last = min(port + PORTS_TRIED, 65_536) if port else 1
    for candidate in range(port, last):
        ear = socket.socket(family, kind, protocol)  # named, or asyncio lets packets wait for each other (Nagle)
        if os.name == "posix":  # elsewhere the option would let two servers share the port
            ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            ear.bind((place[0], candidate, *place[2:]))
            ear.listen(256)
            return ear
        ear.close()
    raise SiteError(f"no free port from {port} to {last - 1} on {host}", "name another with --port")


def is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _in_url(host: str) -> str:
    """The host as a link names it: a wildcard is reached by this machine's own name."""
    if host in {"0.0.0.0", "::", ""}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
