"""Two hundred readers of the preview at once while files change: no request may fail.

    python -m bench.load [READERS] [SECONDS]        default 200 readers for 30 seconds

A dossier of 100 articles is served on loopback; each reader holds a connection open and asks for one page, data file
or style sheet after another. Twice a second an article is rewritten, added or removed, so that the site is built
anew all the time. An answer other than 200 (404 for an article that was just removed), a torn body, a refused or
broken connection is an error. Exit 1 if there was one.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.corpus import documents, normal_form

HERE = Path(__file__).parent.parent
ARTICLES = 100
PATIENCE = 30.0  # seconds for one answer; the machine is busy with building
COMMON = ("/", "/timeline/", "/search/", "/feed.xml", "/data/articles.json", "/static/dossier.css", "/sources/")


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> tuple[int, bytes]:
    """Status and body of one GET on an open connection."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length: ")[2].partition("\r\n")[0] or 0)
    return int(head.split(" ")[1]), await reader.readexactly(length)


async def read(port: int, paths: list[str], until: float, seen: Counter[str]) -> None:
    """One reader, from page to page."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        path = random.choice(COMMON if random.random() < 0.3 else paths)
        try:
            async with asyncio.timeout(PATIENCE):
                status, body = await ask(reader, writer, path)
        except (OSError, EOFError, TimeoutError) as error:
            seen[f"ERROR {type(error).__name__}"] += 1
            return
        is_whole = not path.endswith("/") or body.rstrip().endswith(b"</html>")
        is_known = status == 200 or (status == 404 and path.startswith("/articles/"))
        seen[f"{status}" if is_whole and is_known else f"ERROR {status} {path} {'' if is_whole else 'torn'}"] += 1
        await asyncio.sleep(random.random() / 5)
    writer.close()


async def edit(content: Path, until: float) -> int:
    """Articles change, come and go; how many times."""
    files, count = sorted(content.iterdir()), 0
    while time.monotonic() < until - 2:
        file = random.choice(files)
        if count % 5 == 3 and file.exists():
            text = await asyncio.to_thread(file.read_text, encoding="utf-8")
            file.unlink()
            await asyncio.sleep(0.5)
        elif file.exists():
            text = await asyncio.to_thread(file.read_text, encoding="utf-8") + f"\n第{count}次改动。\n"
        await asyncio.to_thread(file.write_text, text, encoding="utf-8")
        count += 1
        await asyncio.sleep(0.5)
    return count


async def run(port: int, content: Path, readers: int, seconds: float) -> tuple[Counter[str], int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    _, data = await ask(reader, writer, "/sitemap.xml")
    writer.close()
    paths = ["/articles/" + part.partition("<")[0] for part in data.decode().split("/articles/")[1:]]
    paths = [path.removesuffix("index.html") for path in paths]
    until, seen = time.monotonic() + seconds, Counter[str]()
    *_, edits = await asyncio.gather(
        *(read(port, paths, until, seen) for _ in range(readers)), edit(content, until), return_exceptions=False
    )
    return seen, edits or 0


def main() -> int:
    readers, seconds = (*map(int, sys.argv[1:]), *(200, 30)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").mkdir()
        (root / "dossier.toml").write_text('title = "负载"\n', encoding="utf-8")
        for document in documents(ARTICLES):
            (root / "content" / f"{document.number:06}.md").write_text(normal_form(document), encoding="utf-8")
        command = [sys.executable, "-u", "-m", "site_builder", "serve", "--root", str(root), "--port", "0"]
        with subprocess.Popen(command, cwd=HERE, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr
            line = next(line for line in server.stderr if "serving at " in line)
            port = int(line.partition("127.0.0.1:")[2].partition("/")[0])
            drain = subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
            seen, edits = asyncio.run(run(port, root / "content", readers, seconds))
            server.terminate()
            drain.terminate()
    for outcome, count in sorted(seen.items()):
        print(f"{count:7}  {outcome}")
    print(f"{sum(seen.values()) / seconds:7.0f}  answers a second to {readers} readers, {edits} edits")
    return any(outcome.startswith("ERROR") for outcome in seen)


if __name__ == "__main__":
    sys.exit(main())
