"""Dialect F: a saved web page, also as SingleFile and browsers write it, or a bare HTML fragment."""

from __future__ import annotations

import re

from site_builder.formats.clip import Clip, Format, is_markup
from site_builder.model import Extract, Printed

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>])", re.I | re.S)
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+?)\s*(?:\n|-->)", re.I
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.I)
_NEAR_TOP = 8192


def sniff(clip: Clip) -> str:
    if clip.matter or clip.text.startswith("{"):
        return ""
    top = clip.text[:_NEAR_TOP]
    if _SINGLE_FILE.search(top):
        return "SingleFile's comment with address and date"
    if _PAGE.match(top):
        return "an HTML page"
    return "an HTML fragment" if is_markup(top) else ""


def read(clip: Clip, reason: str) -> tuple[Extract, ...]:
    from site_builder.formats.page import page  # here: the parser is needed for pages only

    single, saved = _SINGLE_FILE.search(clip.text[:_NEAR_TOP]), _SAVED_FROM.search(clip.text[:_NEAR_TOP])
    url = single[1] if single else saved[1] if saved else ""
    captured = Printed(single[2], "SingleFile comment") if single else None
    return (page(clip.text, clip.path, url, captured, (FORMAT.name, reason)),)


FORMAT = Format("web-page", sniff, read)
