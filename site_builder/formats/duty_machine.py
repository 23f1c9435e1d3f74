"""Dialect A: epoch comment, linked title, rule, then the page's HTML on one line."""

from __future__ import annotations

from site_builder.formats.clip import Clip, Format, header, line_at
from site_builder.model import Extract


def sniff(clip: Clip) -> str:
    if not clip.text.lstrip().startswith(("<!--", "[")):
        return ""
    found = header(clip.text)
    if found is None or not found.is_link or clip.text[found.end :].lstrip().startswith("日期："):
        return ""
    return "epoch comment, linked title and rule" if found.epoch else "linked title and rule"


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    found = header(clip.text)
    if found is None:
        raise ValueError("the header is gone")
    return (
        Extract(
            format=FORMAT.name,
            reason=reason,
            title=found.title,
            url=found.url,
            captured=found.captured,
            html=clip.text[found.end :].strip(),
            body_line=line_at(clip.text, found.end),
        ),
    )


FORMAT = Format("duty-machine", sniff, read)
