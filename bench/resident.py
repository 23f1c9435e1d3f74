"""What an editor waits for with `dossier serve`: from saving a title to the new page, and to the whole site.

    python -m bench.resident FOLDER [EDITS]         the articles of FOLDER (normal form), default 15 edits

Asked over HTTP again and again, without a browser: first the article's own page, then that of its neighbour in time,
which names its title and is made anew with everything else. Between two edits there is a pause.
"""

from __future__ import annotations

import http.client
import json
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DOSSIER = Path(__file__).parent.parent / ".venv" / "bin" / "dossier"
PAUSE, PATIENCE = 1.0, 120.0  # seconds
LOOK, LOOK_FOR_ALL = 0.004, 0.05  # seconds between two looks: each takes time of the process that is building
_NEIGHBOUR = re.compile(r'<a(?: class="nx")? href="(?:\.\./)+([^"]+)" rel="(?:prev|next)"')


@dataclass(frozen=True, slots=True)
class Waits:
    """Medians in milliseconds: until the edited page, until the whole site was right."""

    page: float
    site: float

    def __str__(self) -> str:
        return f"edited page after {self.page:.0f} ms, whole site after {self.site:.0f} ms (medians)"


def waits(root: Path, edits: int = 15) -> Waits:
    """Of a dossier that has been built."""
    with _served(root) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        found = [_edit(connection, place, f"改{n}次") for n, place in enumerate(_places(root, edits))]
    return Waits(*(statistics.median(column) * 1000 for column in zip(*found, strict=True)))


def waits_of(files: Iterable[tuple[str, str]], edits: int = 15) -> Waits:
    """Of a dossier of these files (name, text), made for this."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / "content").mkdir()
        (root / "dossier.toml").write_text('title = "bench"\n', encoding="utf-8")
        for name, text in files:
            (root / "content" / name).write_text(text, encoding="utf-8")
        subprocess.run([DOSSIER, "build", "-q", "--root", root], check=True)
        return waits(root, edits)


@contextmanager
def _served(root: Path) -> Iterator[int]:
    command = [str(DOSSIER), "serve", "--root", str(root), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        line = next(line for line in process.stderr if "serving at " in line)
        with subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL):
            time.sleep(PAUSE * 2)
            try:
                yield int(line.partition("127.0.0.1:")[2].partition("/")[0])
            finally:
                process.send_signal(signal.SIGINT)
                process.wait()


@dataclass(frozen=True, slots=True)
class Place:
    """An article's file, the path of its page, the path of its neighbour's."""

    file: Path
    page: str
    neighbour: str


def _places(root: Path, number: int) -> list[Place]:
    """So many articles, spread over all that have an address of their own."""
    made = json.loads((root / "output/data/articles.json").read_bytes())
    pages = {article["url"]: article["permalink"] for article in made if article["url"]}
    found = []
    for file in sorted((root / "content").iterdir()):
        url = re.search(r"^url: (\S+)$", file.read_text(encoding="utf-8"), re.M)
        if url and (page := pages.get(url[1])):
            html = (root / "output" / page / "index.html").read_text(encoding="utf-8")
            if neighbour := _NEIGHBOUR.search(html):
                found.append(Place(file, f"/{page}", f"/{neighbour[1]}"))
    return [found[turn * len(found) // number] for turn in range(number)]


def _edit(connection: http.client.HTTPConnection, place: Place, mark: str) -> tuple[float, float]:
    """Seconds until the page has the mark in its title, and until the neighbour's page names it."""
    text = place.file.read_text(encoding="utf-8")
    edited = re.sub(r"^title: [\"']?", lambda found: found[0] + mark, text, count=1, flags=re.M)
    saved = time.perf_counter()
    place.file.write_text(edited, encoding="utf-8")
    first = _until(connection, place.page, mark, LOOK) - saved
    whole = _until(connection, place.neighbour, mark, LOOK_FOR_ALL) - saved
    time.sleep(PAUSE)
    return first, whole


def _until(connection: http.client.HTTPConnection, path: str, mark: str, pause: float) -> float:
    """The moment at which the page has the mark, give or take the `pause` between two looks."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        connection.request("GET", path)
        body = connection.getresponse().read()
        if mark.encode() in body:
            return time.perf_counter()
        time.sleep(pause)
    raise SystemExit(f"{path} never had {mark}")


if __name__ == "__main__":
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(Path(sys.argv[1]).glob("*.md"))]
    print(waits_of(texts, *map(int, sys.argv[2:])))
