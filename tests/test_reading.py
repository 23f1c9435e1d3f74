"""The bytes of a file are not held while a site is built: a text that the cache has lost is read once more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from site_builder import collecting, reading
from site_builder.cache import FILE, Cache
from site_builder.problems import SiteError
from site_builder.project import CACHE, Config


def test_a_lost_text_is_read_once_more_unless_the_file_changed(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text("---\ntitle: 港\n---\n\n正文。\n", encoding="utf-8")
    origins, _ = collecting.collect(content, 1)
    once_more = partial(collecting.read, content, max_file_mb=1)
    for _ in range(2):  # the second time from the cache
        readings = reading.read_all(origins, Config(), 1, Cache(tmp_path), once_more=once_more)
    (tmp_path / CACHE / FILE).unlink()
    assert readings.texts.body(readings.keys[0], 0).text == "正文。"
    (content / "a.md").write_text("---\ntitle: 港\n---\n\n别的。\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"a\.md: was changed while the site was built"):
        readings.texts.body(readings.keys[0], 0).text  # noqa: B018  # asked for
    (content / "a.md").unlink()
    with pytest.raises(SiteError, match="was changed"):
        readings.texts.posting(readings.keys[0], 0)
