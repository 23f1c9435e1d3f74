"""Bytes of one file -> what is printed there. One reader a dialect; content decides which, never the extension."""

from __future__ import annotations

from site_builder import matter
from site_builder.formats import (
    dated_clip,
    duty_machine,
    feed,
    issue,
    jekyll,
    json_export,
    limits,
    markdown,
    mhtml,
    omnivore,
    reading_list,
    warc,
    web_clipper,
    web_page,
)
from site_builder.formats.clip import Clip, Format
from site_builder.formats.encoding import decode, is_binary
from site_builder.model import Extract, Origin, Wish
from site_builder.problems import Problem

# The first that recognises a clip reads it: from the most telling marks to the least.
FORMATS: tuple[Format, ...] = (
    duty_machine.FORMAT,
    dated_clip.FORMAT,
    issue.FORMAT,
    web_clipper.FORMAT,
    jekyll.FORMAT,
    mhtml.FORMAT,
    warc.FORMAT,
    omnivore.FORMAT,
    feed.FORMAT,
    json_export.FEED,
    json_export.WALLABAG,
    reading_list.FORMAT,
    web_page.FORMAT,
    markdown.FORMAT,
)
_SPLIT = "split the article into parts"


def read(origin: Origin) -> tuple[tuple[Extract, ...], tuple[Problem, ...]]:
    """Everything a file holds (an export may hold many articles), and what is wrong with it. Never raises."""
    if not origin.data.removeprefix(b"\xef\xbb\xbf").strip():
        return (), (Problem("file-empty", origin.path, "there is nothing in this file"),)
    if too_long := limits.excess(origin.data):
        return (), (Problem("file-too-large", origin.path, too_long, hint=_SPLIT),)
    text, guessed = _decoded(origin)
    problems = [Problem("encoding-guessed", origin.path, f"read as {guessed}")] if guessed else []
    try:
        extracts, more = _read(clip_of(origin, text))
    except matter.MatterError as error:
        extracts, more = (), [Problem("matter-unreadable", origin.path, str(error), error.line, error.hint)]
    except ValueError as error:
        extracts, more = (), [Problem("clip-broken", origin.path, str(error))]
    said = [limits.excess_of(extract) for extract in extracts]
    wrong = [Problem("file-too-large", origin.path, text, hint=_SPLIT) for text in said if text]
    extracts = tuple(extract for extract, text in zip(extracts, said, strict=True) if not text)
    return extracts, (*problems, *more, *wrong)


def _decoded(origin: Origin) -> tuple[str, str]:
    return ("", "") if is_binary(origin.data) else decode(origin.data)


def clip_of(origin: Origin, text: str | None = None) -> Clip:
    """A file as the readers get it. Raises MatterError."""
    text = _decoded(origin)[0] if text is None else text
    return Clip(origin.path, origin.data, text, matter.split(text) if matter.is_matter(text) else None)


def _read(clip: Clip) -> tuple[tuple[Extract, ...], list[Problem]]:
    """The same, raising MatterError and ValueError for what is broken."""
    form, reason = recognise(clip)
    if form is None:
        return (), [Problem("format-unknown", clip.path, "no reader recognises this file")]
    return form.read(clip, reason), []


def wishes(origin: Origin) -> tuple[Wish, ...]:
    """The addresses of a reading list; none where the file is something else. Never raises."""
    if not origin.data[:200].lstrip(b'\xef\xbb\xbf "').lower().startswith((b"title", b"url")):
        return ()
    clip = clip_of(origin)
    try:
        return tuple(reading_list.wishes(clip)) if reading_list.sniff(clip) else ()
    except ValueError:
        return ()  # `read` reports what is wrong with it


def recognise(clip: Clip) -> tuple[Format | None, str]:
    """The dialect of a clip and the reason in words."""
    for form in FORMATS:
        reason = form.sniff(clip)
        if reason:
            return form, reason
    return None, ""
