"""Addresses: which are one, which are safe, what their id is."""

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import urls

RFI = "https://www.rfi.fr/cn/%E5%9B%BD%E9%99%85/20231114-%E4%B8%AD%E7%BE%8E"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://www.rfi.fr/cn/%e5%9b%bd%e9%99%85/20231114-%e4%b8%ad%e7%be%8e", RFI),
        ("https://www.rfi.fr/cn/国际/20231114-中美", RFI),
        ("https://WWW.RFI.FR:443//cn//国际/20231114-中美?utm_source=x&fbclid=y#top", RFI),
        ("http://e.org", "http://e.org/"),
        ("http://e.org:8080/a", "http://e.org:8080/a"),
        ("http://e.org./a", "http://e.org/a"),
        ("https://e.org/%41%7e%2F%2f", "https://e.org/A~%2F%2F"),
        ("https://e.org/100%/x y", "https://e.org/100%25/x%20y"),
        ("https://e.org/?q=a b&utm_medium=c&r=%e4%b8%ad", "https://e.org/?q=a%20b&r=%E4%B8%AD"),
        ("https://e.org/?embed", "https://e.org/?embed"),
        ("https://web.archive.org/web/2023//https://e.org//a", "https://web.archive.org/web/2023/https://e.org/a"),
        ("https://例子.中国/", "https://xn--fsqu00a.xn--fiqs8s/"),
        ("https://user:word@[::1]/a", "https://[::1]/a"),
        ("https://e.org:port/a", "https://e.org:port/a"),
    ],
)
def test_canonical(written: str, canonical: str) -> None:
    assert urls.canonical(written) == canonical
    assert urls.canonical(canonical) == canonical


@given(
    st.text(alphabet="ab%/?&=#:.-1F;[] 中", max_size=20),
    st.sampled_from(["https://e.org", "http://i0.wp.com", "https://wsrv.nl/?url=", "HTTPS://", "//", ""]),
    st.sampled_from(["https://e.org/2023/a", "https://e.org", "", "mailto:x", "http://[", "https://é.org/b?c#d"]),
)
def test_a_whole_address_is_what_urllib_makes_of_it(tail: str, head: str, base: str) -> None:
    try:
        joined = urljoin(base, (head + tail).strip())
    except ValueError:
        joined = ""
    assert urls.absolute(head + tail, base) == (urls.legal(urls.unproxied(joined)) if urls.is_web(joined) else "")


@given(st.text(alphabet="abc%/?&=#:.-1F 中é", max_size=30))
def test_canonical_is_a_fixed_point(tail: str) -> None:
    once = urls.canonical(f"https://e.org/{tail}")
    assert urls.canonical(once) == once


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/news/1",
        "https://www.example.org/news/1/",
        "https://m.example.org/news/1",
        "https://amp.example.org/news/1",
        "https://example.org/news/1/amp/",
        "https://example.org/news/1.amp",
        "https://example.org/news/1/index.html",
        "https://example.org/news/1?amp=1",
        "https://example.org/news/1?outputType=amp&utm_campaign=x",
        "https://cdn.ampproject.org/c/s/www.example.org/news/1",
        "https://www.google.com/amp/s/example.org/news/1",
        "https://web.archive.org/web/20231114094501/https://www.example.org/news/1",
        "http://web.archive.org/web/20231114094501if_/http:/example.org/news/1/",
    ],
)
def test_one_article(other: str) -> None:
    assert urls.match_key(other) == urls.match_key("https://example.org/news/1")


@pytest.mark.parametrize(
    "other", ["https://example.org/news/1?p=2", "https://m.org/news/1", "https://example.org/News/1"]
)
def test_not_one_article(other: str) -> None:
    assert urls.match_key(other) != urls.match_key("https://example.org/news/1")
    assert urls.match_key("https://m.org/news/1") == "m.org/news/1"


@given(st.text(alphabet="ab1%4F2Ec/?&=#:.-+~amp中 ", max_size=30))
def test_typical_addresses_are_compared_as_all_others(tail: str) -> None:
    """With its port an address is not typical."""
    assert urls.match_key(f"https://e.org/{tail}") == urls.match_key(f"https://e.org:443/{tail}")
    if typical := urls.typical_parts(f"https://e.org/{tail}"):
        parts = urlsplit(f"https://e.org/{tail}")
        assert typical == (parts.netloc, urls.decoded(parts.path), parts.query)


def test_the_id_is_that_of_the_canonical_address_or_of_the_path() -> None:
    assert urls.article_id(RFI, "a.txt") == urls.article_id("https://www.rfi.fr//cn/国际/20231114-中美", "b.md")
    assert urls.article_id("", "a.txt") != urls.article_id("", "b.txt")
    assert len(urls.article_id("", "a.txt")) == 10


@pytest.mark.parametrize(
    "path", ["", "/a b", "/%e4%B8%AD/x", "/%E4%B8", "/%E4x%B8%AD%", "/100%/%2F%zz", "/中%41", "/%ff%FE"]
)
def test_decoded_is_what_the_standard_library_reads(path: str) -> None:
    assert urls.decoded(path) == unquote(path)
