"""Withdrawing an article: what is written, and what is left of it in the site."""

from pathlib import Path

import pytest

from site_builder import pipeline, withdraw
from site_builder.problems import SiteError
from site_builder.urls import article_id
from tests import dossiers

FIRST = "https://news.example.com/2023/11/first"
NIGHT = "https://news.example.com/2023/11/night"
RAW_CLIP = f"""<!--1700100000000-->
[夜里传来的消息]({NIGHT})
------

<div>16/11/2023 - 02:10</div><p>半夜里代表团忽然又回到旅馆。没有人说明为什么。</p>
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return dossiers.make(tmp_path / "mine")


def built(root: Path) -> dict[str, str]:
    """The text files of the site."""
    outputs = pipeline.build(dossiers.load(root)).outputs
    return {o.path: o.data.decode("utf-8", "replace") for o in outputs}


def pages_of(article: str, files: dict[str, str]) -> list[str]:
    return [path for path in files if path.startswith("articles/") and article in path]


def test_one_line_is_added_and_nothing_else_changes(mine: Path) -> None:
    file = mine / "content/first.md"
    before = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    assert withdraw.withdraw(dossiers.load(mine), FIRST, "应作者\n的要求") == file
    line = 'withdrawn: "应作者的要求"\r\n'.encode()
    assert line in file.read_bytes()
    assert file.read_bytes().replace(line, b"") == before


def test_a_note_stays_and_everything_else_is_gone(mine: Path) -> None:
    (before,) = pages_of(article_id(FIRST, ""), built(mine))
    withdraw.withdraw(dossiers.load(mine), article_id(FIRST, ""), "应作者的要求")
    files = built(mine)
    note = files[before]
    assert "应作者的要求" in note
    assert "两国谈判代表在日内瓦会面" in note
    assert 'content="noindex' in note
    assert "湖边的旅馆" not in "".join(files.values())
    named = [path for path, text in files.items() if path != before and ("两国谈判代表" in text or before in text)]
    assert named == ["data/manifest.json"]


def test_links_to_it_lead_to_the_original_and_it_is_not_wished_for(mine: Path) -> None:
    withdraw.withdraw(dossiers.load(mine), FIRST, "应作者的要求")
    library = pipeline.build(dossiers.load(mine)).library
    assert [c.target for citations in library.citations.values() for c in citations] == [""]
    assert library.wanted == ()


def test_a_raw_clip_stays_as_it_is_and_a_file_beside_speaks_for_it(mine: Path) -> None:
    clip = mine / "content/night.txt"
    clip.write_text(RAW_CLIP, encoding="utf-8")
    (page,) = pages_of(article_id(NIGHT, ""), built(mine))
    file = withdraw.withdraw(dossiers.load(mine), NIGHT, "消息不实")
    assert file == mine / f"content/withdrawn/{article_id(NIGHT, '')}.md"
    assert clip.read_text(encoding="utf-8") == RAW_CLIP
    assert [p for p in pipeline.build(dossiers.load(mine)).problems if p.code == "url-twice"] == []
    files = built(mine)
    assert "消息不实" in files[page]
    assert "半夜里代表团" not in "".join(files.values())
    file.unlink()
    assert "半夜里代表团" in built(mine)[page]


@pytest.mark.parametrize(
    ("article", "reason", "said"),
    [
        ("nothing", "x", "no article has the id or URL nothing"),
        ("https://news.example.com/other", "x", "no article has the id or URL"),
        (FIRST, " \n", "a withdrawal needs a reason"),
    ],
)
def test_what_cannot_be_withdrawn(mine: Path, article: str, reason: str, said: str) -> None:
    with pytest.raises(SiteError, match=said):
        withdraw.withdraw(dossiers.load(mine), article, reason)


def test_twice_is_once_too_often(mine: Path) -> None:
    withdraw.withdraw(dossiers.load(mine), FIRST, "应作者的要求")
    with pytest.raises(SiteError, match=r"^content/.* is withdrawn already: 应作者的要求"):
        withdraw.withdraw(dossiers.load(mine), FIRST, "又一次")


def test_a_clip_without_address_cannot_be_spoken_for(mine: Path) -> None:
    (mine / "content/page.html").write_text("<html><title>无名</title><p>没有地址的一页。</p></html>", encoding="utf-8")
    with pytest.raises(SiteError, match=r"page\.html has no URL to withdraw"):
        withdraw.withdraw(dossiers.load(mine), article_id("", "page.html"), "x")
