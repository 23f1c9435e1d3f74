"""The sites under test, built by the command line as a user would, and served from one port under a folder each."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parent.parent.parent
DOSSIERS = {"example": ROOT, "english": Path(__file__).parent / "english"}


@dataclass(frozen=True)
class Site:
    """`folder` holds the files, `address` (with a final slash) serves them and is their base URL."""

    name: str
    folder: Path
    address: str

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every HTML file by its path."""
        found = sorted(self.folder.rglob("*.html"))
        return {p.relative_to(self.folder).as_posix(): Page(p.read_text(encoding="utf-8")) for p in found}

    @cached_property
    def of_each_kind(self) -> dict[str, str]:
        """One page of every kind, the one with most elements, by `kind` or `kind/mode`: where mistakes show."""
        ranked = sorted(self.pages.items(), key=lambda pair: (len(pair[1].elements), pair[0]))
        return {page.kind: path for path, page in ranked}


class Page(HTMLParser):
    """What the checks ask of a page: its elements with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    @cached_property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @cached_property
    def kind(self) -> str:
        """`data-kind` of the body; the template's blocks make articles and lists of several sorts differ."""
        body = next((attributes for tag, attributes in self.elements if tag == "body"), {})
        marks = {name for _, attributes in self.elements for name in attributes.get("class", "").split()}
        sort = next((mark for mark in ("note", "prose", "chips", "matrix") if mark in marks), "")
        return f"{body.get('data-kind', 'none')}/{sort}" if sort else body.get("data-kind", "none")


@contextmanager
def served(folder: Path, names: Sequence[str] = tuple(DOSSIERS)) -> Iterator[list[Site]]:
    """The sites built and served until the block ends."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        yield [built(name, folder / name, f"http://127.0.0.1:{port}/{name}/") for name in names]
        server.shutdown()


def built(name: str, output: Path, address: str) -> Site:
    command = ["build", "--root", DOSSIERS[name], "--output", output, "--base-url", address, "--quiet"]
    subprocess.run([sys.executable, "-m", "site_builder", *map(str, command)], check=True, cwd=ROOT)
    return Site(name, output, address)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # the base class's name
        """Requests are no news."""
