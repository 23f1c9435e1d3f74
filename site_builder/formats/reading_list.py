"""Pocket's and Instapaper's CSV: addresses without text. They are no articles; they feed the wanted list."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from site_builder.formats.clip import Clip, Format
from site_builder.model import Extract, Wish
from site_builder.urls import is_web

_HEADS = {
    "title,url,time_added": "Pocket's column names",
    "url,title,selection": "Instapaper's column names",
}


def sniff(clip: Clip) -> str:
    first = clip.text[:200].lstrip().split("\n")[0].replace('"', "").lower()
    return next((reason for head, reason in _HEADS.items() if first.startswith(head)), "")


def read(_clip: Clip, _reason: str) -> tuple[Extract, ...]:
    return ()


def wishes(clip: Clip) -> Iterator[Wish]:
    """Every address of the list with its title, in order. Raises ValueError where it is no CSV."""
    try:
        for row in csv.DictReader(clip.text.lstrip().splitlines()):
            named = {(key or "").lower(): value for key, value in row.items() if isinstance(value, str)}
            url, title = named.get("url", "").strip(), named.get("title", "").strip()
            if is_web(url):
                yield Wish(url, "" if title == url else title)
    except csv.Error as error:
        raise ValueError(f"no valid CSV: {error}") from error


FORMAT = Format("reading-list", sniff, read)
