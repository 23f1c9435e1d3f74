"""Jekyll's frontmatter: who wrote it, what it is about, and what only says where it was published."""

import pytest

from site_builder import formats
from site_builder.model import Extract, Origin, Printed


def read(matter: str, body: str = "字", path: str = "2020-05-18-题.md") -> Extract:
    (extract,), problems = formats.read(Origin(path, f"---\nlayout: post\n{matter}\n---\n{body}".encode()))
    assert problems == ()
    return extract


@pytest.mark.parametrize(
    ("matter", "authors"),
    [
        ("author: 张帆", ("张帆",)),
        ("author: 张帆、李桨", ("张帆", "李桨")),
        ("author: Ann Lee &#38; Bo Chen", ("Ann Lee", "Bo Chen")),
        ("author: Ann Lee, Bo Chen &#38; more", ("Ann Lee", "Bo Chen")),
        ("author: Ann Lee and Bo Chen", ("Ann Lee", "Bo Chen")),
        ("author: iYouPort\ncategories: [ iYouPort ]\nfrom: https://www.iyouport.org/a", ()),
        ("author: Huli\ncategories: [ Huli ]\nfrom: https://blog.example.org/a", ("Huli",)),
        ("author: ''", ()),
    ],
)
def test_authors(matter: str, authors: tuple[str, ...]) -> None:
    assert read(matter).authors == authors


def test_tags_without_the_outlet() -> None:
    assert read("author: 海报\ntags: [ 海报, 渡轮, 本地 ]\ncategories: [ 本地 ]").tags == ("渡轮",)
    assert read("tags: 渡轮 港口").tags == ("渡轮", "港口")


def test_what_only_the_file_name_says() -> None:
    assert read("comments: true").title == "题"
    assert read("comments: true").published == Printed("2020-05-18", "file name")
    assert read("title: 题", path="posts/a.md").published is None


def test_the_address_by_any_of_its_names() -> None:
    for key in ("from", "source", "canonical_url", "original_url"):
        assert read(f"{key}: https://e.org/a").url == "https://e.org/a"
    assert read("source: rfi").matter == {"source": "rfi"}
    assert read("from: nowhere").url == "nowhere"


def test_html_and_markdown_bodies() -> None:
    assert read("title: a", "<p>字</p>").html == "<p>字</p>"
    assert read("title: a", "字 <b>粗</b>").markdown == "字 <b>粗</b>"


def test_a_whole_clip_below_the_frontmatter() -> None:
    extract = read("title: a", "<!--1585152000000-->\n[b](https://e.org/b)\n------\n\n<p>字</p>")
    assert (extract.title, extract.url, extract.html) == ("a", "https://e.org/b", "<p>字</p>")
    assert extract.captured == Printed("1585152000000", "epoch comment")
    assert extract.body_line == 9
