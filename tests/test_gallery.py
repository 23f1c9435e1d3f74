"""Pictures beside the articles, and copies of the publishers', fetched from a real server on loopback."""

from __future__ import annotations

import io
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image

from site_builder import gallery, pipeline
from site_builder.project import Config, Project

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def picture(width: int, height: int, form: str = "JPEG") -> bytes:
    """A gradient, so that it does not compress to nothing."""
    target = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(target, form, quality=95)
    return target.getvalue()


ANSWERS: dict[str, tuple[int, bytes]] = {
    "/wide.jpg": (200, picture(1400, 700)),
    "/same-again.jpg": (200, picture(1400, 700)),
    "/small.png": (200, picture(40, 30, "PNG")),
    "/page.jpg": (200, b"<html>not found, but 200</html>"),
    "/hostile.svg": (200, b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    "/gone.jpg": (404, b""),
    "/tired.jpg": (503, b""),
    "/large.jpg": (200, b"\xff" * (gallery.MOST_BYTES + 1)),
    "/away.jpg": (302, b"file:///etc/hostname"),
    "/round.jpg": (302, b"/round.jpg"),
    "/torn.jpg": (200, picture(400, 200)[:-900]),
    "/no-http.jpg": (0, b"HELO picture\r\n\r\n"),
}


TORN = 900  # bytes announced and never sent


class Server:
    """Answers from ANSWERS and counts what is asked for."""

    def __init__(self) -> None:
        asked = self.asked = Counter[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked[self.path] += 1
                status, body = ANSWERS.get(self.path, (404, b""))
                if not status:
                    self.wfile.write(body)
                    return
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", body.decode())
                self.send_header("Content-Length", str(len(body) + TORN * (self.path == "/torn.jpg")))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()


def project(
    root: Path, images: str = "local", *, may_fetch: bool = True, now: datetime = NOW, rights: str = "full"
) -> Project:
    config = Config(images=images, rights=rights)  # type: ignore[arg-type]
    content = root / "content"
    return Project(root=root, content=content, output=root / "out", config=config, now=now, may_fetch=may_fetch)


def dossier(root: Path, *pictures: str) -> None:
    (root / "content").mkdir(exist_ok=True)
    body = "\n\n".join(f"正文。\n\n![图]({src})" for src in pictures)
    text = f"---\ntitle: 灯塔\nurl: https://h.example/1\npublished: 2020-01-01\n---\n\n{body}\n"
    (root / "content" / "a.md").write_text(text, encoding="utf-8")


def built(project: Project) -> tuple[dict[str, bytes], str, list[str]]:
    """(files, the article's <img> tags, messages about pictures)."""
    site = pipeline.build(project)
    files = {output.path: output.data for output in site.outputs}
    page = next(data.decode() for path, data in files.items() if path.startswith("articles/"))
    wrong = [f"{p.path}: {p.message}" for p in site.problems if p.code == "image-missing"]
    return files, "\n".join(re.findall(r"<img[^>]*>", page)), wrong


def test_publishers_pictures_are_fetched_once_and_published_in_sizes(tmp_path: Path, server: Server) -> None:
    dossier(tmp_path, f"{server.address}/wide.jpg", f"{server.address}/small.png")
    server.asked.clear()
    files, shown, wrong = built(project(tmp_path))
    names = sorted(path for path in files if path.startswith("images/"))
    wide = next(name for name in names if name.endswith(".jpg")).removesuffix(".jpg")
    assert [name.removeprefix(wide) for name in names if name.startswith(wide)] == ["-480.webp", "-960.webp", ".jpg"]
    assert files[f"{wide}.jpg"] == ANSWERS["/wide.jpg"][1]
    assert f'src="../../{wide}.jpg" width="1400" height="700"' in shown
    assert f'srcset="../../{wide}-480.webp 480w, ../../{wide}-960.webp 960w, ../../{wide}.jpg 1400w"' in shown
    assert 'width="40" height="30" alt="图"' in shown
    assert (wrong, server.address in shown) == ([], False)
    assert built(project(tmp_path))[0] == files
    assert server.asked == {"/wide.jpg": 1, "/small.png": 1}


def test_one_picture_under_two_addresses_is_one_file(tmp_path: Path, server: Server) -> None:
    dossier(tmp_path, f"{server.address}/wide.jpg", f"{server.address}/same-again.jpg")
    files, _, _ = built(project(tmp_path))
    assert sum(path.startswith("images/") for path in files) == 3


def test_kept_pictures_need_no_web(tmp_path: Path, server: Server) -> None:
    dossier(tmp_path, f"{server.address}/small.png")
    files, _, _ = built(project(tmp_path))
    server.asked.clear()
    assert built(project(tmp_path, may_fetch=False))[0] == files
    assert not server.asked


FAILURES = [
    ("gone.jpg", "the server says 404", 1),
    ("tired.jpg", "the server says 503", 2),
    ("page.jpg", "is no picture that pages show", 1),
    ("hostile.svg", "is no picture that pages show", 1),
    ("large.jpg", "larger than 15 MB", 1),
    ("away.jpg", "", 1),
    ("round.jpg", "", 1),
    ("torn.jpg", "the answer breaks off", 2),
    ("no-http.jpg", "the answer is broken", 2),
]


@pytest.mark.parametrize(("name", "why", "asked"), FAILURES, ids=[name for name, _, _ in FAILURES])
def test_what_cannot_be_had_is_said_and_the_publishers_shown(
    tmp_path: Path, server: Server, name: str, why: str, asked: int
) -> None:
    dossier(tmp_path, f"{server.address}/{name}")
    server.asked.clear()
    files, shown, wrong = built(project(tmp_path))
    assert not any(path.startswith("images/") for path in files)
    assert f'src="{server.address}/{name}"' in shown
    assert len(wrong) == 1
    assert wrong[0].startswith(f"content/a.md: {server.address}/{name}: ")
    assert why in wrong[0]
    first = server.asked[f"/{name}"]
    assert first >= asked
    built(project(tmp_path))
    assert server.asked[f"/{name}"] == first, "asked again within a day"
    built(project(tmp_path, now=NOW + timedelta(days=2)))
    assert server.asked[f"/{name}"] > first


def test_a_server_that_is_not_there_does_not_stop_the_build(tmp_path: Path) -> None:
    dossier(tmp_path, *(f"http://127.0.0.1:9/{n}.jpg" for n in range(9)))
    _, shown, wrong = built(project(tmp_path))
    assert shown.count("http://127.0.0.1:9/") == 9
    assert len(wrong) == 9


def test_a_picture_beside_the_article_is_published_from_there(tmp_path: Path) -> None:
    dossier(tmp_path, "photo.jpg", "sub/%E5%9B%BE.png")
    (tmp_path / "content/photo.jpg").write_bytes(picture(600, 400))
    (tmp_path / "content/sub").mkdir()
    (tmp_path / "content/sub/图.png").write_bytes(picture(30, 30, "PNG"))
    files, shown, wrong = built(project(tmp_path, "link", may_fetch=False))
    assert wrong == []
    assert shown.count('src="../../images/') == 2
    assert sum(path.startswith("images/") for path in files) >= 2


@pytest.mark.parametrize("src", ["none.jpg", "../secret.png", "/etc/hostname", "a.md"])
def test_a_picture_that_is_not_beside_the_article_is_not_shown(tmp_path: Path, src: str) -> None:
    (tmp_path / "secret.png").write_bytes(picture(30, 30, "PNG"))
    dossier(tmp_path, src)
    files, shown, _ = built(project(tmp_path, "link"))
    assert not any(path.startswith("images/") for path in files)
    assert shown == ""


@pytest.mark.parametrize(("images", "rights"), [("none", "full"), ("local", "excerpt"), ("local", "link")])
def test_what_is_not_shown_is_not_fetched(tmp_path: Path, server: Server, images: str, rights: str) -> None:
    dossier(tmp_path, f"{server.address}/small.png")
    server.asked.clear()
    files, shown, _ = built(project(tmp_path, images, rights=rights))
    assert (shown, dict(server.asked)) == ("", {})
    assert not any(path.startswith("images/") for path in files)


def test_a_damaged_store_is_fetched_again(tmp_path: Path, server: Server) -> None:
    dossier(tmp_path, f"{server.address}/small.png")
    files, _, _ = built(project(tmp_path))
    index = tmp_path / "content" / gallery.STORE / gallery.INDEX
    assert list(json.loads(index.read_text())) == [f"{server.address}/small.png"]
    index.write_text("{")
    assert built(project(tmp_path))[0] == files
