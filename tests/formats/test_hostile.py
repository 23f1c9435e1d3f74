"""No bytes make a reader raise, whatever they pretend to be; and none takes more than its share of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import formats
from site_builder.model import Origin
from site_builder.normalise.keys import ORDER
from tests import clips

STARTS = (
    *("", "---\n", "---\ntitle: a\n---\n", "---\nlayout: post\n---\n", "---\nsource: https://e.org\n---\n"),
    *(
        "<!--1699955101000-->\n[a](https://e.org)\n------\n",
        "[a](b)\n------\n日期：",
        "a by b\n---\n**2021-01-01**\n",
    ),
    *("<!doctype html>", "<html><article>", '<script type="application/ld+json">', "<rss>", "<feed>", '{"version": '),
    *('{"version": "https://jsonfeed.org/version/1", "items": ', '[{"is_archived": 1, "title": "", "url": "", '),
    *("title,url,time_added\n", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "PK\x03\x04metadata_", "# "),
    *("WARC/1.0\r\nContent-Length: 9\r\n", "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.org\r\n"),
)


@given(st.sampled_from(STARTS), st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes(start: str, rest: bytes) -> None:
    origin = Origin("x", start.encode() + rest)
    articles, problems = clips.read(origin.path, origin.data)
    formats.wishes(origin)
    assert articles or problems or not formats.read(origin)[0]


KEYS = st.sampled_from([*ORDER, "x"])
WRONG = ("true", "~", "2023-13-40", "https://e.org", "javascript:x", "[", "{", "{src: x}", "[a, [b]]", "{url: 1}")
LEAVES = st.one_of(st.text(max_size=20), st.sampled_from(WRONG))


@given(st.lists(st.tuples(KEYS, LEAVES), max_size=8), st.text(max_size=40))
def test_any_frontmatter(lines: list[tuple[str, str]], body: str) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in lines) + "---\n" + body
    articles, problems = clips.read("x.md", text.encode("utf-8", "replace"))
    assert articles or problems


DEEP = ("<div>" * 50_000, "[" * 100_000, "---\na: " + "[" * 100_000, "<!--" * 30_000, "[a](" * 30_000)
LONG = ("<!doctype html>" + "<p " * 60_000, "日期" + "[a](b)\n" * 20_000, "a" * 200_000 + " by b\n---\n", ">" * 100_000)


@pytest.mark.parametrize("text", [*DEEP, *LONG], ids=range(9))
def test_deep_nesting_and_long_lines_end(text: str) -> None:
    formats.read(Origin("x", text.encode()))
