"""Dialect C: `Title by Author`, rule, `**YYYY-MM-DD**`, then Markdown in which every `@` was written `@ `."""

from __future__ import annotations

import re

from site_builder.formats.clip import Clip, Format, header, line_at
from site_builder.model import Extract, Printed

_DATE = re.compile(r"\s*\*\*[ \t]*(\d{4}-\d{1,2}-\d{1,2}[^*\n]*?)[ \t]*\*\*[ \t]*(?:\n|\Z)")
_PARTED_AT = re.compile(r"@ (?=\w)")


def sniff(clip: Clip) -> str:
    if clip.matter or "**" not in clip.text[:4096]:
        return ""
    found = header(clip.text)
    is_dated = found is not None and _DATE.match(clip.text, found.end)
    return "title line, rule and bold date" if is_dated else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    found = header(clip.text)
    date = _DATE.match(clip.text, found.end) if found else None
    if found is None or date is None:
        raise ValueError("the header is gone")
    return (
        Extract(
            format=FORMAT.name,
            reason=reason,
            title=_PARTED_AT.sub("@", found.title),
            url=found.url,
            published=Printed(date[1], "bold date"),
            captured=found.captured,
            authors=(_PARTED_AT.sub("@", found.author),) if found.author else (),
            markdown=_PARTED_AT.sub("@", clip.text[date.end() :].strip("\n").rstrip()),
            body_line=line_at(clip.text, date.end()),
        ),
    )


FORMAT = Format("duty-machine-issue", sniff, read)
