"""`robots.txt`: every page may be read; where the sitemap lies."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.exports.form import address
from site_builder.model import Library, Output
from site_builder.project import Project
from site_builder.words import Words


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """RFC 9309. A sitemap line needs an absolute address, so there is none without `base_url`."""
    lines = ["User-agent: *", "Disallow:"]
    if project.config.base_url:
        lines += ["", f"Sitemap: {address(project.config.base_url, 'sitemap.xml')}"]
    yield Output("robots.txt", ("\n".join(lines) + "\n").encode())
