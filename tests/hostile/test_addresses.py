"""Addresses and paths of any text: the arithmetic never raises, and what comes out is safe to link and to write."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from site_builder import paths, urls
from tests.hostile.looking import SCHEMES, scheme
from tests.hostile.payloads import URLS

BASES = st.sampled_from(["", "https://e.org/a/b", "http://e.org", "https://e.org:8443/?q#f", "javascript:xss()"])
PARTS = st.sampled_from(
    [*URLS, "https://", "//", "[", "]", "@", ":", "%", "%zz", "..", "/", "\\", "?", "#", "甲", "é", "\ud800", "e.org"]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(PARTS, max_size=6).map("".join))


@given(TEXTS, BASES)
@example("//[", "https://e.org/")
@example("https://[::1", "")
def test_an_absolute_address_is_a_web_address_or_nothing(text: str, base: str) -> None:
    found = urls.absolute(text, base)
    assert found == "" or (scheme(found) in {"http", "https"} and urls.host(found))
    assert not set(found) & set(' "<>\\^`{|}\n\t\x00')
    assert not found or urls.absolute(found, base) == found


@given(TEXTS)
def test_canonical_forms_are_settled(text: str) -> None:
    once = urls.canonical(text)
    assert urls.canonical(once) == once or not urls.is_web(once)
    assert urls.match_key(text) == urls.match_key(text)
    assert len(urls.article_id(text, "x.md")) == 10
    assert scheme(urls.legal(text)) in SCHEMES | {""} or not urls.is_web(text)


@given(TEXTS)
def test_what_is_shown_turns_nothing_around(text: str) -> None:
    assert not set(urls.shown(f"https://e.org/{text}")) & set("\u202e\u2066\u200f\x1b\n ")


@given(st.lists(st.sampled_from(["a", "A", "b", "c.html", "甲", "é", "e\u0301"]), min_size=1, max_size=4), TEXTS)
def test_relative_links_stay_inside_and_need_no_scheme(parts: list[str], anchor: str) -> None:
    link = urls.relative("x/y/index.html", "/".join(parts) + "#" + anchor.replace("#", ""))
    assert not link.startswith("/")
    assert scheme(link.partition("#")[0]) == ""


@given(st.lists(st.text(min_size=1, max_size=5), max_size=8))
def test_taken_paths_never_meet(texts: list[str]) -> None:
    taken = paths.Taken()
    kept = [text for text in texts if taken.take(text)]
    assert len({paths.folded(path) for path in kept}) == len(kept)
    assert not any(paths.folded(a).startswith(paths.folded(b) + "/") for a in kept for b in kept)
