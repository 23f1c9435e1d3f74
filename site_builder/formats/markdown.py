"""The normal form: Markdown under frontmatter with this tool's own keys, which `normalise` reads and checks."""

from __future__ import annotations

import re

from site_builder.formats.clip import Clip, Format, file_date
from site_builder.model import Extract

_HEADING = re.compile(r"\s*#[ \t]+([^\n]+?)[ \t#]*(?:\n|\Z)")


def sniff(clip: Clip) -> str:
    if clip.matter:
        return "frontmatter"
    return "Markdown with a heading first" if _HEADING.match(clip.text) else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    if clip.matter:
        return (
            Extract(
                format=FORMAT.name,
                reason=reason,
                markdown=clip.matter.body,
                matter=clip.matter.keys,
                matter_lines=clip.matter.lines,
                body_line=clip.matter.body_line,
            ),
        )
    title = _HEADING.match(clip.text)
    if title is None:
        raise ValueError("the heading is gone")
    rest = clip.text[title.end() :]
    return (
        Extract(
            format=FORMAT.name,
            reason=reason,
            title=title[1],
            published=file_date(clip.path),
            markdown=rest.strip("\n").rstrip(),
            body_line=clip.text.count("\n", 0, title.end()) + 1 + len(rest) - len(rest.lstrip("\n")),
        ),
    )


FORMAT = Format("markdown", sniff, read)
