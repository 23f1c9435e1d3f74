"""The Nu HTML checker (validator.github.io) over every page: neither errors nor warnings."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.site.npm import package
from tests.site.programs import program
from tests.site.sites import Site

MOST = 200  # pages of one site: the rest comes from the same templates
# A page read from a file has no origin that 'self' could name, and JSON-LD is data, which no policy blocks.
_BESIDE = ".*violates Content Security Policy.*"


def check(site: Site) -> Iterator[str]:
    jar = package("vnu-jar") / "build" / "dist" / "vnu.jar"
    kinds = list(site.of_each_kind.values())
    pages = [*kinds, *sorted(set(site.pages) - set(kinds))][:MOST]
    command = [
        program("java", "default-jre-headless"),
        "-Xss4m",
        "-jar",
        jar,
        "--format",
        "json",
        "--filterpattern",
        _BESIDE,
        "--exit-zero-always",
        *(site.folder / p for p in pages),
    ]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    found = json.loads(done.stderr)["messages"]
    counted = Counter((_where(message, site), message["message"]) for message in found if message["type"] != "info"
                      or message.get("subType") == "warning")  # fmt: skip
    yield from (f"{where}: {text}" + (f" ({n} times)" if n > 1 else "") for (where, text), n in counted.items())


def _where(message: dict[str, object], site: Site) -> str:
    path = Path(str(message.get("url", "")).removeprefix("file:"))
    inside = path.relative_to(site.folder) if path.is_relative_to(site.folder) else path
    return f"{inside}:{message.get('lastLine', '')}"
