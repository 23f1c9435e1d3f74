"""A page in one file as browsers archive it: MIME parts, the HTML first, address and date in the headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.formats.clip import Clip, Format
from site_builder.formats.encoding import decode
from site_builder.model import Extract, Printed

if TYPE_CHECKING:
    from email.message import EmailMessage

_MARK = b"\xef\xbb\xbf"
MAX_PARTS = 2_000  # a page has some hundred; parts inside of parts cost more the deeper they are
_PART = re.compile(rb"^content-type[ \t]*:", re.I | re.M)
_HEADERS = re.compile(rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}", re.ASCII)


def sniff(clip: Clip) -> str:
    headers = _HEADERS.match(clip.data.removeprefix(_MARK)[:8192])
    if headers is None or b"multipart/related" not in headers[0].lower():
        return ""
    return "MIME headers of an archived page" if b"mime-version" in headers[0].lower() else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    import email.policy  # here: Python's largest parser, for these files only

    from site_builder.formats.page import page

    if len(_PART.findall(clip.data)) > MAX_PARTS:
        raise ValueError(f"the archive has more than {MAX_PARTS} parts")
    message = email.message_from_bytes(clip.data.removeprefix(_MARK).lstrip(), policy=email.policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if part is None:
        raise ValueError("the archive holds no HTML part")
    url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    date = _header(message, "Date")
    captured = Printed(date, "MIME Date") if date else None
    return (page(_html(part), clip.path, url, captured, (FORMAT.name, reason)),)


def _html(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise ValueError("the archive's HTML part is no text")
    charset = part.get_content_charset()
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)[0]


def _header(part: EmailMessage, name: str) -> str:
    return str(part.get(name) or "").strip()


FORMAT = Format("mhtml", sniff, read)
