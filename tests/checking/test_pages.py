"""Built pages: what a reader would stumble over, in HTML and in one line."""

import pytest

from site_builder.checking.pages import inspect

GOOD = "<!doctype html><html lang=zh><head><title>页</title></head><body><h1 id=top1>页</h1>{}</body></html>"
SITE = {
    "a/index.html": GOOD.format("<h2 id=there>那里</h2>").encode(),
    "data/x.json": b"{}",
}


def codes(body: str, path: str = "index.html", base_url: str = "", page: str = GOOD) -> list[str]:
    return [p.code for p in inspect({**SITE, path: page.format(body).encode()}, base_url)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<a href="a/">x</a>', []),
        ('<a href="a/index.html#there">x</a>', []),
        ('<a href="a#there">x</a>', ["link-broken"]),
        ('<a href="a/#nowhere">x</a>', ["anchor-broken"]),
        ('<a href="#top1">x</a>', []),
        ('<a href="#">x</a><a href="#top">y</a>', []),
        ('<a href="#nowhere">x</a>', ["anchor-broken"]),
        ('<a href="b/">x</a>', ["link-broken"]),
        ('<a href="data/x.json?v=1">x</a>', []),
        ('<img src="missing.png" alt="">', ["link-broken"]),
        ('<script src="missing.js"></script>', ["link-broken"]),
        ('<a href="https://example.com/a">x</a><a href="//example.com">y</a><a href="mailto:a@b.c">z</a>', []),
        ('<a href="http://[broken">x</a>', ["link-broken"]),
        ('<a href="/a/">x</a>', ["link-absolute"]),
        ('<p id=x></p><p id="x"></p>', ["id-twice"]),
        ("<h3>x</h3>", ["heading-order"]),
        ("<h2>x</h2><h3>y</h3><h2>z</h2>", []),
        ("<h1>second</h1>", ["heading-order"]),
        ('<img src="data:,">', ["img-alt-missing"]),
        ('<a href="a/"></a>', ["name-missing"]),
        ('<a href="a/"><img src="data:," alt="图"></a>', []),
        ('<a href="a/" aria-label="往那里"></a>', []),
        ("<button> </button>", ["name-missing"]),
        ("<input name=q>", ["name-missing"]),
        ("<label>找 <input name=q></label><label for=r>在</label><select id=r></select>", []),
        ("<input type=hidden>", []),
    ],
)
def test_what_is_found_in_a_page(body: str, found: list[str]) -> None:
    assert codes(body) == found


def test_a_page_without_language_or_title() -> None:
    assert codes("", page="<html><head></head><body><h1>x</h1>{}</body></html>") == [
        "lang-missing",
        "page-title-missing",
    ]


def test_only_the_error_page_may_begin_at_the_root() -> None:
    link = '<a href="/repo/a/">x</a>'
    assert codes(link, "404.html", "https://x.github.io/repo/") == []
    assert codes(link, "404.html") == ["link-broken"]
    assert codes(link, "b/index.html", "https://x.github.io/repo/") == ["link-absolute"]


def test_links_climb_from_where_the_page_is() -> None:
    assert codes('<a href="../a/index.html">x</a><a href="../index.html">y</a>', "b/index.html") == ["link-broken"]
    assert codes('<a href="./">x</a><a href="../a/">y</a>', "b/index.html") == []
    assert codes('<a href="../../a/">x</a>', "b/index.html") == ["link-broken"]


def test_what_many_pages_share_is_said_once_more_or_less() -> None:
    files = {f"{n:02}.html": GOOD.format('<a href="gone/">x</a>').encode() for n in range(40)}
    problems = inspect(files, "")
    assert [p.path for p in problems] == ["00.html", "01.html", "02.html"]
    assert problems[-1].message == "'gone/' leads to nothing (and the same on 37 more pages)"
