"""What a URL leads to, and what it never leads to."""

import pytest

from site_builder.model import Output
from site_builder.serving.shelf import Found, base_path, content_type, shelf

OUTPUTS = (
    Output("index.html", b"home"),
    Output("404.html", b"nothing"),
    Output(
        "articles/a/index.html", b"<link rel=stylesheet href='../../static/site.css'><script src=../../x.js></script>"
    ),
    Output("static/site.css", b"body{}"),
    Output("x.js", b"1"),
    Output("people/习近平/index.html", b"name"),
)

LEADS = {
    "/": Found("index.html"),
    "/index.html": Found("index.html"),
    "/?q=1": Found("index.html"),
    "/articles/a/": Found("articles/a/index.html"),
    "/articles/a": Found(redirect="/articles/a/"),
    "/articles/a?from=feed": Found(redirect="/articles/a/?from=feed"),
    "/static/site.css?v=2": Found("static/site.css"),
    "/people/%E4%B9%A0%E8%BF%91%E5%B9%B3/": Found("people/习近平/index.html"),
    "/people/%E4%B9%A0%E8%BF%91%E5%B9%B3": Found(redirect="/people/%E4%B9%A0%E8%BF%91%E5%B9%B3/"),
}
NOWHERE = (
    "/articles/",
    "/static/",
    "/../etc/passwd",
    "/static/../index.html",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/..\\..\\etc\\passwd",
    "/..%5c..%5cetc",
    "//index.html",
    "//evil.example/articles/a",
    "/index.html/",
    "/index.html%00.css",
    "/%ff%fe",
    "/dossier.toml",
    "/.git/config",
)


@pytest.mark.parametrize(("target", "found"), LEADS.items())
def test_urls_lead_to_files(target: str, found: Found) -> None:
    assert shelf(OUTPUTS).find(target) == found


@pytest.mark.parametrize("target", NOWHERE)
def test_nothing_leads_out_of_the_site_or_lists_a_folder(target: str) -> None:
    assert shelf(OUTPUTS).find(target) == Found()


def test_below_a_base_path() -> None:
    below = shelf(OUTPUTS, "/repo/")
    assert below.find("/repo/articles/a") == Found(redirect="/repo/articles/a/")
    assert below.find("/repo/") == Found("index.html")
    assert below.find("/repo") == below.find("/") == Found(redirect="/repo/")
    assert below.find("/articles/a/") == below.find("/repository/") == Found()


def test_a_page_knows_its_assets_by_url() -> None:
    assert list(shelf(OUTPUTS, "/repo/").assets("articles/a/index.html")) == ["/repo/static/site.css", "/repo/x.js"]


@pytest.mark.parametrize(
    ("base_url", "path"),
    [("", "/"), ("https://a.example", "/"), ("https://a.example/", "/"), ("https://a.github.io/repo", "/repo/")],
)
def test_the_base_path_is_that_of_the_published_site(base_url: str, path: str) -> None:
    assert base_path(base_url) == path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("data/articles.json", "application/json; charset=utf-8"),
        ("static/font.woff2", "font/woff2"),
        ("A.JPG", "image/jpeg"),
        ("data/dossier", "application/octet-stream"),
    ],
)
def test_types_come_from_our_own_table(path: str, kind: str) -> None:
    assert content_type(path) == kind
