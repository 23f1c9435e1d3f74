"""Files that hold a page, or many: MHTML, web archives, Omnivore's zip, reading lists."""

import gzip
import io
import json
import quopri
import zipfile

import pytest

from site_builder import formats
from site_builder.formats import omnivore
from site_builder.model import Extract, Origin, Printed, Wish

PAGE = """<html lang="zh-CN"><title>渡轮复航 - 海港日报</title><body><article>
<h1>渡轮复航</h1><p>周二清晨六点，头一班渡轮在雾里开出，岸上的人数着汽笛，一共响了三声，又等了一会儿才散去。</p>
<p>船公司的人说，前两年停航是因为船龄到了，新船在外地造，路上又耽搁了四个月，所以晚了一年才回来。</p>
</article></body></html>"""


def read(data: bytes) -> tuple[Extract, ...]:
    extracts, problems = formats.read(Origin("x", data))
    assert problems == ()
    return extracts


def test_mhtml() -> None:
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example.org/ferry\r\n"
        b"Date: Tue, 14 Nov 2023 09:45:01 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n\r\n------B\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    (extract,) = read(head + quopri.encodestring(PAGE.encode()) + b"\r\n------B--\r\n")
    assert (extract.format, extract.title, extract.url) == ("mhtml", "渡轮复航", "https://daily.example.org/ferry")
    assert extract.captured == Printed("Tue, 14 Nov 2023 09:45:01 -0000", "MIME Date")
    assert "头一班渡轮" in extract.html


def archive(files: dict[str, str], more: dict[str, bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
        for name, data in (more or {}).items():
            file.writestr(name, data)
    return buffer.getvalue()


def test_omnivore() -> None:
    entry = {"slug": "ferry-1", "title": "渡轮", "url": "https://e.org/f", "savedAt": "2023-11-14T09:45:01.000Z"}
    (extract,) = read(archive({"metadata_0_to_1.json": json.dumps([entry]), "content/ferry-1.html": PAGE}))
    assert (extract.title, extract.url) == ("渡轮", "https://e.org/f")
    assert extract.captured == Printed("2023-11-14T09:45:01.000Z", "savedAt")
    assert extract.html == PAGE


def test_a_zip_that_unpacks_to_too_much_is_left_alone() -> None:
    entry = json.dumps([{"slug": "a", "title": "a", "url": "https://e.org/a"}])
    data = archive({"metadata_0.json": entry, "content/a.html": " " * (omnivore.MAX_MEMBER + 1)})
    extracts, problems = formats.read(Origin("x", data))
    assert extracts == ()
    assert problems[0].message == "content/a.html is larger than 20 MB"


def response(url: str, body: bytes, headers: str = "", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-11-14T09:45:01Z\r\n"
    return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


CHUNKED = b"".join(
    f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (PAGE.encode()[:90], PAGE.encode()[90:], b"")
)
RECORDS = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nok\r\n\r\n"
    + response("https://e.org/plain", PAGE.encode())
    + response("https://e.org/gzip", gzip.compress(PAGE.encode()), "Content-Encoding: gzip\r\n")
    + response("https://e.org/chunked", CHUNKED, "Transfer-Encoding: chunked\r\n")
    + response("http://www.e.org/plain/", PAGE.encode())
    + response("https://e.org/frame", b"<p>x</p>")
    + response("https://e.org/gone", PAGE.encode(), status="404 Not Found")
    + response("https://e.org/br", b"\x00", "Content-Encoding: br\r\n")
)


@pytest.mark.parametrize(
    "data",
    [
        RECORDS,
        gzip.compress(RECORDS[:300]) + gzip.compress(RECORDS[300:]),
        archive({"datapackage.json": "{}"}, {"archive/data.warc.gz": gzip.compress(RECORDS)}),
    ],
    ids=["warc", "warc.gz", "wacz"],
)
def test_web_archives_hold_pages(data: bytes) -> None:
    extracts = read(data)
    assert [extract.url for extract in extracts] == [
        "https://e.org/plain",
        "https://e.org/gzip",
        "https://e.org/chunked",
    ]
    assert {(extract.title, extract.html) for extract in extracts} == {("渡轮复航", extracts[0].html)}
    assert extracts[0].captured == Printed("2023-11-14T09:45:01Z", "WARC-Date")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (RECORDS[:-40], "the web archive ends in the middle of a record"),
        (b"WARC/1.0\r\n", "the web archive ends in the middle of a record"),
        (
            response("https://e.org/br", b"x", "Content-Encoding: br\r\n"),
            "the web archive holds no page with text; 1 are",
        ),
        (response("https://e.org/a", b"x"), "the web archive holds no page with text"),
        (gzip.compress(RECORDS)[:-40], "the web archive ends in the middle of a record"),
    ],
)
def test_broken_web_archives(data: bytes, message: str) -> None:
    extracts, problems = formats.read(Origin("x", data))
    assert extracts == ()
    assert problems[0].message.startswith(message)


def test_reading_lists_are_wishes_and_no_articles() -> None:
    pocket = b'title,url,time_added,tags,status\n"\xe6\xb8\xa1\xe8\xbd\xae, ferry",https://e.org/a,1699955101,x|y,unread\nno,ftp://e.org,1,,read\n'
    instapaper = b"URL,Title,Selection,Folder,Timestamp\nhttps://e.org/b,https://e.org/b,,Unread,1699955101\n"
    assert read(pocket) == ()
    assert formats.wishes(Origin("x", pocket)) == (Wish("https://e.org/a", "渡轮, ferry"),)
    assert formats.wishes(Origin("x", instapaper)) == (Wish("https://e.org/b"),)
    assert formats.wishes(Origin("x", b"title of a text\n")) == ()
