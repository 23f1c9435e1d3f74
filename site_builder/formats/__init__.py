"""Bytes of one file -> what is printed there. One reader a dialect; content decides which, never the extension."""

from __future__ import annotations

from site_builder import matter
from site_builder.formats import dated_clip, duty_machine, issue, jekyll, markdown, mhtml, web_clipper, web_page
from site_builder.formats.clip import Clip, Format
from site_builder.formats.encoding import decode
from site_builder.model import Extract, Origin
from site_builder.problems import Problem

# The first that recognises a clip reads it: from the most telling marks to the least.
FORMATS: tuple[Format, ...] = (
    duty_machine.FORMAT,
    dated_clip.FORMAT,
    issue.FORMAT,
    web_clipper.FORMAT,
    jekyll.FORMAT,
    mhtml.FORMAT,
    web_page.FORMAT,
    markdown.FORMAT,
)


def read(origin: Origin) -> tuple[tuple[Extract, ...], tuple[Problem, ...]]:
    """Everything a file holds (an export may hold many articles), and what is wrong with it. Never raises."""
    if not origin.data.strip():
        return (), (Problem("file-empty", origin.path, "there is nothing in this file"),)
    text, guessed = decode(origin.data)
    problems: list[Problem] = []
    if guessed:
        problems.append(Problem("encoding-guessed", origin.path, f"read as {guessed}"))
    try:
        clip = Clip(origin.path, origin.data, text, matter.split(text) if matter.is_matter(text) else None)
        form, reason = recognise(clip)
        if form is None:
            problems.append(Problem("format-unknown", origin.path, "no reader recognises this file"))
            return (), tuple(problems)
        return form.read(clip, reason), tuple(problems)
    except matter.MatterError as error:
        problems.append(Problem("matter-unreadable", origin.path, str(error), error.line, error.hint))
    except ValueError as error:
        problems.append(Problem("clip-broken", origin.path, str(error)))
    return (), tuple(problems)


def recognise(clip: Clip) -> tuple[Format | None, str]:
    """The dialect of a clip and the reason in words."""
    for form in FORMATS:
        reason = form.sniff(clip)
        if reason:
            return form, reason
    return None, ""
