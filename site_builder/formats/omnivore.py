"""Dialect G: Omnivore's export, a zip of `metadata_*.json` and `content/<slug>.html`. One article an entry."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from site_builder.formats.clip import Clip, Format
from site_builder.formats.encoding import decode
from site_builder.formats.json_export import Entry, entries, parsed, printed, strings, text
from site_builder.model import Extract, Image

MAX_MEMBER = 20_000_000  # bytes unpacked of one page
MAX_ALL = 500_000_000


def sniff(clip: Clip) -> str:
    if not clip.data.startswith(b"PK\x03\x04") or b"metadata_" not in clip.data:
        return ""
    return "a zip with Omnivore's metadata files"


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    try:
        with ZipFile(BytesIO(clip.data)) as archive:
            members = {member.filename: member for member in archive.infolist()}
            if sum(member.file_size for member in members.values()) > MAX_ALL:
                raise ValueError(f"the archive unpacks to more than {MAX_ALL // 1_000_000} MB")
            lists = [name for name in members if name.rpartition("/")[2].startswith("metadata_")]
            return tuple(
                _saved(entry, _page(archive, members, name, entry), reason)
                for name in sorted(lists)
                for entry in entries(parsed(_unpacked(archive, members[name])))
            )
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise ValueError(f"the archive cannot be unpacked: {error}") from error


def _page(archive: ZipFile, members: dict[str, ZipInfo], listing: str, entry: Entry) -> str:
    """The HTML that belongs to an entry, "" where the archive has none."""
    folder = listing.rpartition("metadata_")[0]
    member = members.get(f"{folder}content/{text(entry, 'slug')}.html")
    return _unpacked(archive, member) if member else ""


def _unpacked(archive: ZipFile, member: ZipInfo) -> str:
    """One member's text. What it declares as its size is not believed: reading stops at the limit."""
    with archive.open(member) as stream:
        data = stream.read(MAX_MEMBER + 1)
    if len(data) > MAX_MEMBER:
        raise ValueError(f"{member.filename} is larger than {MAX_MEMBER // 1_000_000} MB")
    return decode(data)[0]


def _saved(entry: Entry, html: str, reason: str) -> Extract:
    thumbnail, author = text(entry, "thumbnail"), text(entry, "author")
    return Extract(
        format=FORMAT.name,
        reason=reason,
        title=text(entry, "title"),
        url=text(entry, "url") or text(entry, "originalArticleUrl"),
        summary=text(entry, "description"),
        published=printed(entry, "publishedAt"),
        captured=printed(entry, "savedAt"),
        authors=(author,) if author else (),
        tags=strings(entry.get("labels")),
        image=Image(thumbnail) if thumbnail else None,
        html=html,
    )


FORMAT = Format("omnivore", sniff, read)
