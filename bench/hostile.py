"""One hostile file at a time, as large as the limits let it be: what a build of it takes.

    python -m bench.hostile [NAME ...]

Each file lies beside a good article in a dossier of its own, built in a process of its own. Bars: 10 s of processor
time and 500 MB for any file, and the good article is published. Exit 1 if one is missed.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

HERE = Path(__file__).parent.parent
HTML, MARKDOWN = 2_900_000, 980_000  # bytes; a little more would only be refused
CLIP = "<!--1699955101000-->\n[题](https://www.rfi.fr/cn/1)\n------\n\n"
PAGE = "<!doctype html><html><head><title>题</title></head><body><article>"
MATTER = "---\ntitle: 题\nurl: https://e.org/1\n---\n\n"
SECONDS, MEGABYTES, PATIENCE = 10, 500, 60


def times(text: str, size: int) -> str:
    return text * (size // len(text.encode()))


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        entry = {"slug": "s", "title": "t", "url": "https://e.org/z", "savedAt": "2023-11-14T09:45:01.000Z"}
        file.writestr("metadata_0_to_1.json", json.dumps([entry]))
        file.writestr("content/s.html", b"a" * 600_000_000)
    return buffer.getvalue()


FILES: Mapping[str, Callable[[], str | bytes]] = {
    "paragraphs": lambda: CLIP + times("<p>甲乙丙丁</p>", HTML),
    "page": lambda: PAGE + times("<p>甲乙丙丁</p>", HTML),
    "one line": lambda: CLIP + "<p>" + times("甲乙丙丁", MARKDOWN),
    "nested div": lambda: CLIP + times("<div>", HTML),
    "nested bold": lambda: CLIP + times("<b><p>", HTML),
    "nested list": lambda: CLIP + times("<ul><li>", HTML),
    "nested table": lambda: CLIP + times("<table><tr><td>", HTML),
    "nested quote": lambda: CLIP + times("<blockquote>", HTML),
    "anchors": lambda: CLIP + times("<a href=x>", HTML),
    "attributes": lambda: CLIP + "<p " + "".join(f"a{n}=1 " for n in range(250_000)) + ">",
    "entities": lambda: CLIP + times("&amp;", HTML),
    "comments": lambda: CLIP + times("<!--", HTML),
    "text": lambda: MATTER + times("甲乙丙丁。\n\n", MARKDOWN),
    "stars": lambda: MATTER + times("*a ", MARKDOWN),
    "brackets": lambda: MATTER + times("![", MARKDOWN),
    "links": lambda: MATTER + times("[甲](https://e.org/a) ", 450_000),
    "many links": lambda: MATTER + times("[甲](https://e.org/a) ", MARKDOWN),
    "quotes": lambda: MATTER + times(">", MARKDOWN),
    "table": lambda: MATTER + times("|a", 400_000) + "|\n" + times("|-", 400_000) + "|\n",
    "ticks": lambda: MATTER + "".join("`" * n + "a" for n in range(1350)),
    "headings": lambda: MATTER + times("# 甲\n\n", MARKDOWN),
    "tags": lambda: "---\ntags: [" + ",".join(f"t{n}" for n in range(15_000)) + "]\n---\n甲",
    "yaml": lambda: "---\na: " + times("[", 200_000) + "\n---\n甲",
    "json": lambda: '{"version": "https://jsonfeed.org/version/1.1", "items": ' + times("[", 19_000_000),
    "feed": lambda: '<rss version="2.0"><channel><item>' + times("<a>", 19_000_000),
    "list": lambda: "title,url,time_added\n" + "".join(f"t{n},https://e.org/{n},1\n" for n in range(100_000)),
    "parts": lambda: (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
        + times("--B\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n", 19_000_000)
    ),
    "zip": bomb,
    "random": lambda: random.Random(0).randbytes(19_000_000),
    "blanks": lambda: times(" \n", 19_000_000) + "a",
    "large page": lambda: PAGE + times("<p>甲乙丙丁</p>", 19_000_000),
}


def build(root: Path) -> tuple[int, float, float]:
    """Exit status, seconds of processor time, megabytes of a build."""
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.chdir(HERE)
        command = ["-m", "site_builder", "build", "--quiet", "--no-cache", "--jobs", "1", "--root", str(root)]
        os.execv(sys.executable, [sys.executable, *command])
    _, status, usage = os.wait4(pid, 0)
    megabytes = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, megabytes


def main() -> int:
    missed = 0
    for name in sys.argv[1:] or FILES:
        with tempfile.TemporaryDirectory() as folder:
            content = Path(folder) / "content"
            content.mkdir()
            (content.parent / "dossier.toml").touch()
            made = FILES[name]()
            (content / "hostile").write_bytes(made.encode() if isinstance(made, str) else made)
            (content / "good.md").write_text("---\ntitle: good\npublished: 2023-01-01\n---\n\ngood text\n")
            status, seconds, megabytes = build(content.parent)
            pages = (content.parent / "output" / "articles").glob("2023-01-01-*/index.html")
            is_good = status in {0, 1} and any("good text" in page.read_text() for page in pages)
        is_missed = seconds > SECONDS or megabytes > MEGABYTES or not is_good
        missed += is_missed
        print(
            f"{name:13} {len(made) / 1e6:5.1f} M {seconds:5.1f} s {megabytes:5.0f} MB {'MISSED' * is_missed}",
            flush=True,
        )
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
