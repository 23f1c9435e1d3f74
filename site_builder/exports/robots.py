"""`robots.txt`: every page may be read; where the sitemap lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.exports.form import address
from site_builder.exports.item import Item, Setting, part
from site_builder.keyed import Keyed
from site_builder.model import Library, Output


def parts(
    _library: Library, _items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, None], Output]]:
    yield part(outputs, setting, None)


def outputs(setting: Setting, _nothing: None) -> Iterator[Output]:
    """RFC 9309. A sitemap line needs an absolute address, so there is none without `base_url`."""
    lines = ["User-agent: *", "Disallow:"]
    if setting.config.base_url:
        lines += ["", f"Sitemap: {address(setting.config.base_url, 'sitemap.xml')}"]
    yield Output("robots.txt", ("\n".join(lines) + "\n").encode())
