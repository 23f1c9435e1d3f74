"""The bytes of a file are not held while a site is built, and what is known of one that stands as it was is not read:
Markdown, and a text that the cache has lost, are read once more."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from site_builder import collecting, light, normalise, packs, program, reading
from site_builder.cache import FILE, Cache
from site_builder.light import Unread
from site_builder.memory import Memory
from site_builder.model import Article
from site_builder.problems import SiteError
from site_builder.project import CACHE, Config
from site_builder.reading import Readings


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def read(content: Path, memory: Memory | None = None) -> Readings:
    cache = Cache(content.parent)
    files, _ = collecting.look(content, 1, packs.sights(cache, content))
    return reading.read_all(files, Config(), 1, cache, memory)


def articles(readings: Readings) -> tuple[Article, ...]:
    return reading.articles_of(readings.each)


def test_a_lost_text_is_read_once_more_unless_the_file_changed(content: Path) -> None:
    (content / "a.md").write_text("---\ntitle: 港\n---\n\n正文。\n", encoding="utf-8")
    read(content)
    readings = read(content)  # from the cache
    (content.parent / CACHE / FILE).unlink()
    assert readings.texts.body(readings.keys[0], 0).text == "正文。"
    (content / "a.md").write_text("---\ntitle: 港\n---\n\n别的。\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"a\.md: was changed while the site was built"):
        readings.texts.body(readings.keys[0], 0).text  # noqa: B018  # asked for
    with pytest.raises(SiteError, match="was changed"):
        articles(readings)[0].body  # noqa: B018
    (content / "a.md").unlink()
    with pytest.raises(SiteError, match="was changed"):
        readings.texts.posting(readings.keys[0], 0)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markdown_comes_back_from_the_file_or_the_cache(content: Path, end: str) -> None:
    text = "---\ntitle: 港\n---\n\n正文，**粗**。\n\n第二段。\n".replace("\n", end)
    (content / "a.md").write_bytes(text.encode())
    (content / "b.html").write_text(f"<title>港</title><article><p>{'长句。' * 90}", encoding="utf-8")
    files, _ = collecting.look(content, 1)
    plain = reading.read_all(files, Config(), 1)
    first, again = read(content), read(content)
    assert [article.body for article in articles(again)] == ["正文，**粗**。\n\n第二段。", "长句。" * 90]
    assert plain.each == first.each == again.each
    assert [isinstance(article, Unread) for article in articles(again)] == [end == "\n", True]
    assert len(set(articles(first) + articles(again))) == 2


def test_a_file_that_stands_as_it_was_is_not_opened(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (content / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n正文", encoding="utf-8")
    time.sleep(2 * program.TICK / 1e9)
    first = read(content)
    (content / "b.md").write_text("---\ntitle: c\n---\n正文", encoding="utf-8")
    opened: list[str] = []

    def opening(path: str, *rest: Any, **options: Any) -> Any:
        opened.append(Path(path).name)
        return open(path, *rest, **options)  # noqa: PTH123

    monkeypatch.setattr(collecting, "open", opening, raising=False)
    assert [a.title for a in articles(read(content))] == ["a", "c"]
    assert set(opened) == {"b.md"}
    assert [a.title for a in articles(first)] == ["a", "b"]


def test_a_young_file_is_looked_at_again(content: Path) -> None:
    """Within a tick of the clock a file may be written twice and look the same."""
    (content / "a.md").write_text("---\ntitle: a\n---\n", encoding="utf-8")
    files, _ = collecting.look(content, 1)
    assert files.sights["a.md"][0] is None
    os.utime(content / "a.md", ns=(0, 0))  # the time of its last change cannot be set
    assert collecting.look(content, 1)[0].sights["a.md"][0] is None


def test_a_file_that_changes_between_look_and_reading_is_read_as_it_is(content: Path) -> None:
    (content / "a.md").write_text("---\ntitle: a\n---\n", encoding="utf-8")
    files, _ = collecting.look(content, 1)
    (content / "a.md").write_text("---\ntitle: b\n---\n", encoding="utf-8")
    readings = reading.read_all(files, Config(), 1, Cache(content.parent))
    assert [a.title for a in articles(readings)] == ["b"]
    assert readings.texts.body(readings.keys[0], 0).text == ""
    (content / "a.md").unlink()
    with pytest.raises(SiteError, match="was changed"):
        reading.read_all(files, Config(), 1)


def test_of_two_articles_of_one_file_with_one_address_each_is_found(content: Path) -> None:
    items = ",".join(f'{{"id": "1", "url": "https://a.example/1", "title": "t", "content_text": "{n}"}}' for n in "ab")
    text = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{items}]}}'
    (content / "feed.json").write_text(text, encoding="utf-8")
    readings = read(content)
    found = articles(readings)
    find = readings.finder()
    assert [find(replace(article, slug="x")).place[1] for article in found] == list(range(len(found))) == [0, 1]
    shown, _ = normalise.fold_versions(found)
    assert find(shown[0]).part.article.body == shown[0].body


def test_edits_go_into_one_small_pack(content: Path) -> None:
    for number in range(40):
        (content / f"{number:02}.md").write_text(f"---\ntitle: t{number}\n---\n正文", encoding="utf-8")
    read(content)
    memory = Memory()
    for number in range(20):
        (content / f"{number:02}.md").write_text(f"---\ntitle: u{number}\n---\n正文", encoding="utf-8")
        read(content, memory if number % 2 else None)
    assert [a.title for a in articles(read(content))] == [f"{'u' if n < 20 else 't'}{n}" for n in range(40)]
    assert len(memory.packs.used) <= 4


def test_a_reading_keeps_no_markdown_of_its_file(content: Path) -> None:
    (content / "a.md").write_text("---\ntitle: 港\n---\n\n正文。\n", encoding="utf-8")
    (reading_,) = read(content).each
    assert "正文".encode() not in packs.pack({b"n": reading_})[1]
    (_, again), *_ = packs.unpacked(packs.pack({b"n": reading_})[1])
    origin = collecting.read(content, "a.md", 1)
    assert origin
    assert light.with_file(again, lambda: origin).parts[0].article.body == "正文。"


def test_what_an_import_counted_comes_back_when_it_is_asked_for(content: Path) -> None:
    matter = "title: 港\nlosses: {in: {characters: 9}, out: {characters: 7}, cut: {share: {places: 1}}, lost: 0}"
    (content / "a.md").write_text(f"---\n{matter}\n---\n\n正文。\n", encoding="utf-8")
    files, _ = collecting.look(content, 1)
    (plain,) = articles(reading.read_all(files, Config(), 1))
    read(content)
    (kept,) = articles(read(content))
    assert plain.losses
    assert plain.losses.cuts
    assert (kept.losses, kept) == (plain.losses, plain)
