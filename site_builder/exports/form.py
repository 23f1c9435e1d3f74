"""What the exports share: addresses, JSON and CSV as bytes, moments in the forms that standards ask for."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable
from json.encoder import encode_basestring
from urllib.parse import quote

from site_builder.model import Moment, Output
from site_builder.text import cell


def address(base_url: str, path: str) -> str:
    """The absolute address of a page folder, or without `base_url` its file relative to the site's root."""
    quoted = quote(path, safe="/.-_~")
    if base_url:
        return f"{base_url.rstrip('/')}/{quoted}"
    return quoted + "index.html" if quoted.endswith("/") or not quoted else quoted


def timestamp(moment: Moment) -> str:
    """RFC 3339, which knows no bare days: those become their first second in UTC."""
    if moment.precision in {"minute", "second"}:
        seconds = "" if moment.precision == "second" else ":00"
        return f"{moment.text[:19] if not seconds else moment.text[:16] + seconds}{_offset(moment.text)}"
    return f"{moment.day.isoformat()}T00:00:00Z"


def _offset(text: str) -> str:
    return "Z" if text.endswith("Z") else text[-6:]


def quoted(text: str) -> str:
    """The text as JSON, letters of every script as they are."""
    return encode_basestring(text)


def as_json_lines(path: str, values: Iterable[bytes]) -> Output:
    """A JSON array with a line for every value, given as JSON, so that versions of it can be compared."""
    return Output(path, b"[\n%b\n]\n" % b",\n".join(values))


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells as RFC 4180 writes them."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def as_csv(path: str, lines: Iterable[bytes]) -> Output:
    """With a byte order mark, without which spreadsheets misread Chinese."""
    return Output(path, b"".join((BOM_UTF8, *lines)))
