"""The bytes of a file are not held while a site is built: a text that the cache has lost is read once more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from site_builder import collecting, reading
from site_builder.cache import FILE, Cache
from site_builder.model import Origin
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


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markdown_comes_back_from_the_file_or_the_cache(tmp_path: Path, end: str) -> None:
    text = "---\ntitle: 港\n---\n\n正文，**粗**。\n\n第二段。\n".replace("\n", end)
    origins = (
        Origin("a.md", text.encode()),
        Origin("b.html", f"<title>港</title><article><p>{'长句。' * 90}".encode()),
    )
    first = reading.read_all(origins, Config(), 1, Cache(tmp_path))
    again = reading.read_all(origins, Config(), 1, Cache(tmp_path))
    assert again.each == first.each
    assert [part.article.body for read in again.each for part in read.parts] == [
        "正文，**粗**。\n\n第二段。",
        "长句。" * 90,
    ]
    kept = Cache(tmp_path).load(first.keys)
    assert ("正文".encode() in kept[first.keys[0]]) == (end != "\n")
    assert "长句".encode() not in kept[first.keys[1]]
