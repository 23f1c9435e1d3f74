"""Dialect B: linked title, rule, a `日期：` line with an RFC 822 date, then the feed's HTML."""

from __future__ import annotations

import re

from site_builder.formats.clip import Clip, Format, header, line_at
from site_builder.model import Extract, Printed

_DATE = re.compile(r"\s*日期[：:][ \t]*([^\n<]*)(?:\n|\Z|(?=<))")


def sniff(clip: Clip) -> str:
    if "日期" not in clip.text[:4096]:
        return ""
    found = header(clip.text)
    is_dated = found is not None and found.is_link and _DATE.match(clip.text, found.end)
    return "linked title, rule and 日期 line" if is_dated else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    found = header(clip.text)
    date = _DATE.match(clip.text, found.end) if found else None
    if found is None or date is None:
        raise ValueError("the header is gone")
    return (
        Extract(
            format=FORMAT.name,
            reason=reason,
            title=found.title,
            url=found.url,
            published=Printed(date[1].strip(), "日期 line") if date[1].strip() else None,
            captured=found.captured,
            html=clip.text[date.end() :].strip(),
            body_line=line_at(clip.text, date.end()),
        ),
    )


FORMAT = Format("duty-machine-feed", sniff, read)
