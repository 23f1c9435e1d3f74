"""Web archives: WARC (ISO 28500), plain or gzipped, and WACZ, a zip of them. Every HTML page in it is an article."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from site_builder.formats.clip import Clip, Format
from site_builder.formats.encoding import decode
from site_builder.model import Extract, Printed
from site_builder.text import one_line
from site_builder.urls import is_web, match_key

if TYPE_CHECKING:
    from email.message import Message

MAX_UNPACKED = 500_000_000  # bytes, of all records together
MAX_PAGE = 20_000_000
_LEAST = 60  # characters of text; frames, redirects and error pages have fewer
_GZIP = b"\x1f\x8b"
_END = b"\r\n\r\n"


def sniff(clip: Clip) -> str:
    if clip.data.startswith(b"WARC/"):
        return "a WARC record"
    if clip.data.startswith(_GZIP) and _inflated(clip.data[:4096], 5, is_whole=False).startswith(b"WARC/"):
        return "a gzipped WARC record"
    is_wacz = clip.data.startswith(b"PK\x03\x04") and b"datapackage.json" in clip.data and b".warc" in clip.data
    return "a zip with a data package of WARC files" if is_wacz else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    from site_builder.formats.page import page  # here: the parser is needed for pages only
    from site_builder.tree import parse

    pages: dict[str, Extract] = {}
    left_out = 0
    for archive in _archives(clip.data):
        for url, date, response in _responses(archive):
            html = _html(response)
            if html is None or match_key(url) in pages:
                left_out += html is None and b"text/html" in response[:4096]
                continue
            found = page(html, clip.path, url, Printed(date, "WARC-Date") if date else None, (FORMAT.name, reason))
            if len(one_line(parse(found.html).text() or "")) >= _LEAST:
                pages[match_key(url)] = found
    if not pages:
        encoded = f"; {left_out} are in an encoding that is not read, such as br" if left_out else ""
        raise ValueError(f"the web archive holds no page with text{encoded}")
    return tuple(pages.values())


def _archives(data: bytes) -> Iterator[bytes]:
    """The records of every WARC in a file, unpacked."""
    if not data.startswith(b"PK"):
        yield _inflated(data, MAX_UNPACKED) if data.startswith(_GZIP) else data
        return
    try:
        with ZipFile(BytesIO(data)) as package:
            names = [name for name in package.namelist() if name.endswith((".warc", ".warc.gz"))]
            if sum(package.getinfo(name).file_size for name in names) > MAX_UNPACKED:
                raise ValueError(f"the archive unpacks to more than {MAX_UNPACKED // 1_000_000} MB")
            for name in sorted(names):
                yield from _archives(package.read(name))
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise ValueError(f"the archive cannot be unpacked: {error}") from error


def _inflated(data: bytes, limit: int, *, is_whole: bool = True) -> bytes:
    """Gzip members unpacked, at most `limit` bytes; with `is_whole` a longer or broken stream raises ValueError."""
    made = bytearray()
    while data and len(made) < limit:
        stream = zlib.decompressobj(wbits=47)  # gzip or zlib, as the first bytes say
        try:
            made += stream.decompress(data, limit - len(made))
        except zlib.error as error:
            if is_whole:
                raise ValueError(f"the archive cannot be unpacked: {error}") from error
            break
        data = stream.unused_data
    if is_whole and len(made) >= limit:
        raise ValueError(f"the archive unpacks to more than {limit // 1_000_000} MB")
    return bytes(made)


def _responses(archive: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Address, date and HTTP response of every response record. Raises ValueError where the records end too soon."""
    position = 0
    while archive.startswith(b"WARC/", position):
        end = archive.find(_END, position)
        headers = _headers(archive[archive.find(b"\n", position) + 1 : end + 2])
        length = str(headers.get("Content-Length", ""))
        if end < 0 or not length.isdecimal() or end + len(_END) + int(length) > len(archive):
            raise ValueError("the web archive ends in the middle of a record")
        position = end + len(_END) + int(length)
        url = str(headers.get("WARC-Target-URI", "")).strip("<> ")
        if headers.get("WARC-Type") == "response" and is_web(url):
            yield url, str(headers.get("WARC-Date", "")), archive[end + len(_END) : position]
        while archive[position : position + 2] == b"\r\n":
            position += 2


def _headers(data: bytes) -> Message:
    from email.parser import BytesHeaderParser  # here: Python's largest parser, for these files only

    return BytesHeaderParser().parsebytes(data)


def _html(response: bytes) -> str | None:
    """The page in an HTTP response, None if it is none, or in an encoding that is not read."""
    head, mark, body = response.partition(_END)
    status, _, fields = head.partition(b"\r\n")
    headers = _headers(fields)
    if not mark or status.split()[1:2] != [b"200"] or "text/html" not in str(headers.get("Content-Type", "")):
        return None
    if "chunked" in str(headers.get("Transfer-Encoding", "")).lower():
        body = _joined(body)
    encoding = str(headers.get("Content-Encoding", "identity")).strip().lower()
    if encoding in {"gzip", "x-gzip", "deflate"}:
        body = _inflated(body, MAX_PAGE)
    elif encoding not in {"identity", "none", ""}:
        return None
    charset = headers.get_content_charset()
    try:
        return body.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(body)[0]


def _joined(body: bytes) -> bytes:
    """The chunks of a chunked body together; archives that store it joined already are left as they are."""
    made, position = bytearray(), 0
    while True:
        line_end = body.find(b"\r\n", position)
        size = body[position:line_end].partition(b";")[0].strip() if line_end > 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return bytes(made) if made else body
        if length <= 0:
            return bytes(made)
        made += body[line_end + 2 : line_end + 2 + length]
        position = line_end + 2 + length + 2


FORMAT = Format("warc", sniff, read)
