"""The preview's answers, request by request."""

import html
import json
import re
from collections.abc import AsyncGenerator

import pytest

from site_builder.model import Output
from site_builder.problems import Problem, SiteError
from site_builder.serving.http import Answer, BadRequest, Request, parse
from site_builder.serving.live import Shown, merged, state, troubles
from site_builder.serving.respond import respond
from site_builder.serving.shelf import shelf

PAGE = "<!doctype html><html lang=zh><body><p>页</p></body></html>".encode()
SHOWN = Shown(
    shelf(
        [
            Output("index.html", PAGE),
            Output("404.html", b"<body>no such page</body>"),
            Output("feed.xml", b"0123456789"),
        ]
    )
)


async def _no_events(query: str) -> AsyncGenerator[bytes, None]:
    yield query.encode()


def ask(target: str, method: str = "GET", host: str = "127.0.0.1:8000", **headers: str) -> Answer:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return respond(Request(method, target, {"host": host, **fields}), SHOWN, "127.0.0.1", _no_events)


def test_a_page_gets_the_script_and_a_feed_does_not() -> None:
    page, feed = ask("/"), ask("/feed.xml")
    assert page.body.startswith(PAGE.removesuffix(b"</body></html>"))
    assert b'<script src="/_live/client.js"' in page.body
    assert page.body.endswith(b"</script></body></html>")
    assert (feed.status, feed.body) == (200, b"0123456789")


def test_what_is_missing_is_the_404_page() -> None:
    answer = ask("/nothing/")
    assert answer.status == 404
    assert answer.body.startswith(b"<body>no such page")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_only_reading_is_allowed(method: str) -> None:
    answer = ask("/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("LOCALHOST.:8000", 200),
        ("[::1]:8000", 200),
        ("192.168.1.7:8000", 200),  # an address cannot be rebound
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
def test_the_host_header_must_name_this_machine(host: str, status: int) -> None:
    assert ask("/", host=host).status == status


def test_validators() -> None:
    tag = ask("/feed.xml").headers["ETag"]
    assert ask("/feed.xml", if_none_match=tag).status == 304
    assert ask("/feed.xml", if_none_match=f'"old", W/{tag}').status == 304
    assert ask("/feed.xml", if_none_match='"old"').status == 200


@pytest.mark.parametrize(
    ("asked", "status", "body", "said"),
    [
        ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=1-2,4-5", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None),
        ("lines=1-2", 200, b"0123456789", None),
    ],
)
def test_ranges(asked: str, status: int, body: bytes, said: str | None) -> None:
    answer = ask("/feed.xml", range=asked)
    assert (answer.status, answer.body, answer.headers.get("Content-Range")) == (status, body, said)


def test_a_range_of_an_older_file_is_not_served() -> None:
    assert ask("/feed.xml", range="bytes=2-4", if_range='"old"').status == 200


def test_a_page_carries_what_it_was_made_from() -> None:
    body = ask("/").body.decode()
    baseline = re.search(r'data-files="([^"]*)"', body)
    assert baseline
    assert json.loads(html.unescape(baseline[1])) == state(SHOWN, "/")["files"]


BROKEN = Problem("date-unreadable", "content/a.md", '"31/02/2023" is no date', 3)
OLD = Problem("title-missing", "content/b.md", "no title", 1)


def test_errors_are_troubles_and_warnings_are_not() -> None:
    assert troubles(Shown(SHOWN.shelf, (BROKEN, OLD))) == [
        {
            "place": "content/a.md:3",
            "code": "date-unreadable",
            "message": '"31/02/2023" is no date',
            "hint": "write it as YYYY-MM-DD, with a time if it is known",
        }
    ]


def test_what_stops_the_build_is_a_trouble_with_its_place() -> None:
    failure = SiteError("templates/home.html:12: unexpected '}'", "close the block")
    assert troubles(Shown(SHOWN.shelf, (), failure)) == [
        {"place": "templates/home.html:12", "code": "", "message": "unexpected '}'", "hint": "close the block"}
    ]


def test_a_page_lost_to_a_new_error_stays_until_it_is_mended() -> None:
    without = shelf([Output("404.html", b"no")])
    broken = merged(SHOWN, frozenset(), without, (BROKEN,))
    assert broken.shelf.files["index.html"] == PAGE
    assert "index.html" not in merged(broken, frozenset(), without, ()).shelf.files
    assert "index.html" not in merged(SHOWN, frozenset({BROKEN}), without, (BROKEN,)).shelf.files


@pytest.mark.parametrize(
    "head",
    [
        "GET / HTTP/1.1\r\n\r\n",  # no Host
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/2\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
        "\x16\x03\x01 hello\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(head: str) -> None:
    with pytest.raises(BadRequest):
        parse(head.encode("latin-1"))


def test_a_request_with_a_body_ends_the_conversation() -> None:
    request = parse(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n")
    assert not request.is_keep_alive
