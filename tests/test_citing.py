"""How an article is cited, in each form."""

from dataclasses import replace

import pytest

from site_builder import citing
from site_builder.citing import Name
from site_builder.model import Article, Moment
from site_builder.project import Source

CHINESE = Article(
    id="abcdefghij",
    title="两地恢复夜航",
    url="https://news.example/a?x=1&y=2",
    source="harbour.news",
    origin="a.md",
    sha256="0" * 64,
    format="matter",
    published=Moment("2023-11-16T02:57:27+08:00"),
    captured=Moment("2023-11-17T07:07:01Z"),
    language="zh-Hans",
    authors=("薛一航", "Ana Maria van der Berg"),
    translators=("周译",),
    tags=("夜航", "灯塔"),
    archived="https://archive.example/x",
)
PAPER = Source(id="harbour.news", name="港报")
ENGLISH = replace(
    CHINESE,
    title="Lights back on at 100% {almost}",
    language="en",
    authors=("Ana Swanson", "Keith Bradsher"),
    translators=(),
    archived="",
)
POST = Source(id="post", name="Harbour & Post")
BARE = replace(CHINESE, authors=(), translators=(), published=None, captured=None, archived="", tags=(), url="")


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("Ana Swanson", Name("Swanson", "Ana")),
        ("Swanson, Ana", Name("Swanson", "Ana")),
        ("Ana Maria van der Berg", Name("van der Berg", "Ana Maria")),
        ("Martin King Jr.", Name("King", "Martin", "Jr.")),
        ("薛媖月", Name("薛媖月")),
        ("薛媖月 Roselyn Hsueh", Name("薛媖月 Roselyn Hsueh")),
        ("安娜·斯旺森", Name("安娜·斯旺森")),
        ("Reuters", Name("Reuters")),
        ("Editorial Board", Name("Editorial Board")),
        ("Xinhua News Agency", Name("Xinhua News Agency")),
        ("  Ana\n Swanson ", Name("Swanson", "Ana")),
    ],
)
def test_a_name_and_its_parts(printed: str, parts: Name) -> None:
    assert citing.name(printed) == parts


def test_gbt_7714() -> None:
    assert citing.gbt7714(CHINESE, PAPER) == (
        "薛一航, VAN DER BERG A M. 两地恢复夜航[N/OL]. 周译, 译. 港报, 2023-11-16[2023-11-17]. "
        "https://news.example/a?x=1&y=2. 存档: https://archive.example/x."
    )
    assert citing.gbt7714(ENGLISH, POST) == (
        "SWANSON A, BRADSHER K. Lights back on at 100% {almost}[N/OL]. Harbour & Post, 2023-11-16[2023-11-17]. "
        "https://news.example/a?x=1&y=2."
    )
    assert citing.gbt7714(BARE, PAPER) == "两地恢复夜航[N/OL]. 港报."


def test_gbt_7714_names_three_authors() -> None:
    four = ("甲某", "乙某", "丙某", "丁某")
    assert citing.gbt7714(replace(BARE, authors=four), PAPER).startswith("甲某, 乙某, 丙某, 等. 两地")
    assert citing.gbt7714(replace(ENGLISH, authors=four), PAPER).startswith("甲某, 乙某, 丙某, et al. Lights")


def test_chicago() -> None:
    assert citing.chicago(ENGLISH, POST) == (
        "Swanson, Ana, and Keith Bradsher. “Lights back on at 100% {almost}.” Harbour & Post, November 16, 2023. "
        "Accessed November 17, 2023. https://news.example/a?x=1&y=2."
    )
    assert citing.chicago(CHINESE, PAPER) == (
        "薛一航, and Ana Maria van der Berg. “两地恢复夜航.” Translated by 周译. 港报, November 16, 2023. "
        "Accessed November 17, 2023. https://news.example/a?x=1&y=2. Archived at https://archive.example/x."
    )
    assert citing.chicago(replace(BARE, title="谁开的灯？"), PAPER) == "“谁开的灯？” 港报, n.d."
    assert citing.chicago(replace(BARE, published=Moment("2023-11")), PAPER).endswith("港报, November 2023.")


def test_bibtex() -> None:
    assert citing.bibtex(ENGLISH, POST) == (
        "@article{harbour-news-2023-abcdefghij,\n"
        "  author = {Swanson, Ana and Bradsher, Keith},\n"
        "  title = {{Lights back on at 100\\% \\textbraceleft{}almost\\textbraceright{}}},\n"
        "  journal = {Harbour \\& Post},\n"
        "  entrysubtype = {newspaper},\n"
        "  year = {2023},\n"
        "  date = {2023-11-16},\n"
        "  url = {https://news.example/a?x=1&y=2},\n"
        "  urldate = {2023-11-17},\n"
        "  langid = {english},\n"
        "  keywords = {夜航, 灯塔},\n"
        "  month = nov\n"
        "}\n"
    )
    assert "  author = {{薛一航} and van der Berg, Ana Maria},\n" in citing.bibtex(CHINESE, PAPER)


@pytest.mark.parametrize("title", ["}", "{", "a\\b", "$x_1^2$ #~&%", "\\end{document}", "}}{{", "新\n行"])
def test_bibtex_braces_balance_whatever_the_title(title: str) -> None:
    entry = citing.bibtex(replace(CHINESE, title=title, url="https://x.example/{a}"), PAPER)
    assert entry.count("{") == entry.count("}")
    assert entry.count("\n") == citing.bibtex(replace(CHINESE, title="短"), PAPER).count("\n")


def test_ris() -> None:
    assert citing.ris(CHINESE, PAPER).split("\r\n") == [
        "TY  - NEWS",
        "AU  - 薛一航",
        "AU  - van der Berg, Ana Maria",
        "A4  - 周译",
        "TI  - 两地恢复夜航",
        "T2  - 港报",
        "PY  - 2023",
        "DA  - 2023/11/16/",
        "Y2  - 2023/11/17/",
        "UR  - https://news.example/a?x=1&y=2",
        "L2  - https://archive.example/x",
        "LA  - zh-Hans",
        "KW  - 夜航",
        "KW  - 灯塔",
        "ID  - abcdefghij",
        "ER  - ",
        "",
        "",
    ]
    assert "DA  - 2023///" in citing.ris(replace(CHINESE, published=Moment("2023")), PAPER)


def test_csl_json() -> None:
    assert citing.csl(CHINESE, PAPER) == {
        "id": "harbour-news-2023-abcdefghij",
        "type": "article-newspaper",
        "title": "两地恢复夜航",
        "container-title": "港报",
        "author": [{"literal": "薛一航"}, {"family": "van der Berg", "given": "Ana Maria"}],
        "translator": [{"literal": "周译"}],
        "issued": {"date-parts": [[2023, 11, 16]]},
        "accessed": {"date-parts": [[2023, 11, 17]]},
        "URL": "https://news.example/a?x=1&y=2",
        "archive_location": "https://archive.example/x",
        "language": "zh-Hans",
        "keyword": "夜航, 灯塔",
    }
    assert citing.csl(BARE, PAPER) == {
        "id": "harbour-news-nd-abcdefghij",
        "type": "article-newspaper",
        "title": "两地恢复夜航",
        "container-title": "港报",
        "language": "zh-Hans",
    }
