"""Links outward, asked of a real server on this machine."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from site_builder.checking import external
from site_builder.checking.external import Web, ask, check_links, is_public
from site_builder.pipeline import build
from tests import dossiers


class Answers(BaseHTTPRequestHandler):
    """/200 answers 200 and so on; /no-head refuses HEAD; /to/X redirects to X; /archive knows a copy of /404."""

    asked: Counter[str]

    def do_GET(self) -> None:
        self.asked[f"{self.command} {self.path}"] += 1
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
        elif self.path.startswith("/archive"):
            closest = {"available": True, "url": "http://web.archive.org/web/2023/x"}
            self.answer(200, json.dumps({"archived_snapshots": {"closest": closest} if "404" in self.path else {}}))
            return
        elif self.path == "/no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815  # the names are the library's

    def answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Not to the terminal."""


@pytest.fixture
def server() -> Iterator[tuple[str, Counter[str]]]:
    asked: Counter[str] = Counter()
    handler = type("Handler", (Answers,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()


def web(address: str) -> Web:
    return Web(archive=f"{address}/archive", pause=0.01, timeout=5.0, is_allowed=lambda _host: True)


@pytest.mark.parametrize(
    ("path", "status", "is_dead"),
    [
        ("/200", 200, False),
        ("/404", 404, True),
        ("/410", 410, True),
        ("/403", 403, False),  # many publishers refuse whoever is no browser
        ("/429", 429, False),
        ("/503", 503, False),
        ("/no-head", 200, False),
        ("/to//200", 200, False),
        ("/to//404", 404, True),
    ],
)
def test_what_counts_as_dead(server: tuple[str, Counter[str]], path: str, status: int, is_dead: bool) -> None:
    address, _ = server
    verdict = ask(address + path, web(address))
    assert (verdict.status, verdict.is_dead) == (status, is_dead)


def test_nothing_inside_this_network_is_asked(server: tuple[str, Counter[str]]) -> None:
    address, asked = server
    verdict = ask(f"{address}/200", Web(timeout=5.0))
    assert (verdict.status, verdict.is_dead, asked) == (0, False, Counter())
    assert not any(map(is_public, ("127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "[::1]".strip("[]"))))


def test_a_redirect_does_not_lead_inside_either(server: tuple[str, Counter[str]]) -> None:
    address, asked = server
    inside = address.replace("127.0.0.1", "localhost")
    guarded = Web(timeout=5.0, is_allowed=lambda host: host == "127.0.0.1")
    assert not ask(f"{address}/to/{inside}/200", guarded).is_dead
    assert set(asked) == {f"HEAD /to/{inside}/200"}


def test_dead_links_are_told_with_their_copy_and_remembered(server: tuple[str, Counter[str]], tmp_path: Path) -> None:
    address, asked = server
    root = dossiers.make(tmp_path / "mine")
    text = (
        f"---\ntitle: 链接\nurl: {address}/404\n---\n\n[好]({address}/200) [坏]({address}/410) [也坏]({address}/404)\n"
    )
    for name in ("first.md", "second.md"):
        (root / "content" / name).unlink()
    (root / "content/links.md").write_text(text, encoding="utf-8")
    project = dossiers.load(root)
    library = build(project).library
    said: list[str] = []
    first = check_links(library, project, said.append, web(address))
    assert [(p.path, p.message.removeprefix(address), p.hint) for p in first] == [
        ("links.md", "/404: answers 404", "add `archived: http://web.archive.org/web/2023/x`"),
        ("links.md", "/410: answers 410", f"look for a copy: https://web.archive.org/web/*/{address}/410"),
    ]
    assert said[0] == "asking for 3 links of 1 hosts"
    before = Counter({key: n for key, n in asked.items() if "archive" not in key})
    assert check_links(library, project, said.append, web(address)) == first
    assert Counter({key: n for key, n in asked.items() if "archive" not in key}) == before
    (root / external.CACHE).unlink()
    few = replace(web(address), host_links=1)
    assert [len(check_links(library, project, said.append, few)) for _ in range(3)] == [1, 1, 2]
    assert said[-4] == "1 links of 127.0.0.1 are left for the next run"
    (root / external.CACHE).write_text("damaged")
    assert check_links(library, project, said.append, web(address)) == first
