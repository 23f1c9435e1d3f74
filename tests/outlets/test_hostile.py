"""Whatever a page has become on its way, the rules of its publisher neither fail nor lose anything unsaid."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import formats, normalise, outlets, publishers, tree
from site_builder.model import Extract, Origin
from site_builder.normalise import losses
from site_builder.outlets.names import names
from site_builder.outlets.rules import OUTLETS
from site_builder.project import Config
from tests import clips

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.clip"))
TOKEN = re.compile(r"<[^>]*>|[^<]+")


def extracts() -> list[Extract]:
    return [formats.read(Origin(path.name, path.read_bytes()))[0][0] for path in DOCUMENTS]


EXTRACTS = extracts()
EDITS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from("dcm")), max_size=12)


def damaged(html: str, edits: list[tuple[int, int, str]]) -> str:
    """The page with tags and texts deleted, copied or moved."""
    tokens = TOKEN.findall(html)
    for source, target, kind in edits:
        token = tokens[source % len(tokens)] if tokens else ""
        if kind in "dm" and tokens:
            tokens.pop(source % len(tokens))
        if kind in "cm":
            tokens.insert(target % (len(tokens) + 1), token)
    return "".join(tokens)


@given(st.sampled_from(EXTRACTS), EDITS)
def test_a_damaged_page_is_read_and_accounted_for(extract: Extract, edits: list[tuple[int, int, str]]) -> None:
    page = Extract(format="test", reason="", title=extract.title, url=extract.url, html=damaged(extract.html, edits))
    refined = outlets.refine(page)
    article, _ = normalise.article(refined, Origin("a.txt", b""), Config())
    assert article is not None
    loss = losses.account(page, refined, article)
    assert (loss.unexplained, loss.links, loss.images) == ((), (), ())


@given(st.sampled_from(EXTRACTS), EDITS)
def test_what_a_damaged_page_becomes_is_read_as_it_was_written(
    extract: Extract, edits: list[tuple[int, int, str]]
) -> None:
    page = Extract(format="test", reason="", title=extract.title, url=extract.url, html=damaged(extract.html, edits))
    article, _ = normalise.article(outlets.refine(page), Origin("a.md", b""), Config())
    assert article is not None
    text = normalise.text_of(article)
    (again,), _ = clips.read("a.md", text.encode())
    assert replace(again, sha256=article.sha256, format=article.format) == article
    assert normalise.text_of(again) == text


@given(st.sampled_from(EXTRACTS))
def test_refining_twice_changes_nothing_more(extract: Extract) -> None:
    once = outlets.refine(extract)
    twice = outlets.refine(once)
    assert tree.parse(twice.html).text() == tree.parse(once.html).text()


@given(st.text())
def test_any_byline_gives_names(byline: str) -> None:
    assert all(names(byline)) or names(byline) == ()


BYLINES = {
    "ANA SWANSON, KEITH BRADSHER": ("Ana Swanson", "Keith Bradsher"),
    "JOHN MCNEIL,JOHN MCNEIL": ("John McNeil",),
    "MARIA O'NEILL and J. D. VAN DER BERG": ("Maria O'Neill", "J. D. Van Der Berg"),
    "文/ 某甲": ("某甲",),
    "作者：某甲、某乙": ("某甲", "某乙"),
    "雨声 （综合报道）": ("雨声",),
    "香港特约记者 某丙": ("某丙",),
    "安德鲁·雅各布斯": ("安德鲁·雅各布斯",),
    "BBC": ("BBC",),
    "12:30": (),
}


@pytest.mark.parametrize(("byline", "expected"), BYLINES.items())
def test_bylines(byline: str, expected: tuple[str, ...]) -> None:
    assert names(byline) == expected


def test_every_outlet_is_for_a_publisher_that_is_known() -> None:
    known = {source.id for source in publishers.SOURCES}
    assert {outlet.source for outlet in OUTLETS} <= known


ADDRESSES = {
    "http://www.rfi.fr//cn/x": "rfi",
    "https://www.rfi.fr/en/x": "rfi-fr",
    "https://m.cn.rfi.fr/a": "rfi",
    "https://cn.nytimes.com/usa/x": "nyt",
    "https://www.nytimes.com/x": "nytimes",
    "https://www.bbc.com/zhongwen/simp/x": "bbc",
    "https://evilrfi.fr/cn/": "",
    "http://[": "",
    "": "",
}


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.items())
def test_whose_address_it_is(url: str, expected: str) -> None:
    source = publishers.of_url(url)
    assert (source.id if source else "") == expected
