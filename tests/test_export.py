"""The dossier in other forms, read back by those who will read them."""

import csv
import io
import json
import sqlite3
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from site_builder import export
from site_builder.problems import SiteError
from tests import dossiers

XHTML = "{http://www.w3.org/1999/xhtml}"
SECRET = "代表们在湖边的旅馆里谈了整整一天"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return dossiers.make(tmp_path / "mine")


def test_bibliographies_and_tables_are_those_of_the_site(mine: Path) -> None:
    project = dossiers.load(mine)
    assert [entry["title"] for entry in json.loads(export.export(project, "csl-json"))] == [
        "两国谈判代表在日内瓦会面",
        "谈判结束以后的第二天",
    ]
    assert export.export(project, "bibtex").count(b"\n@") + 1 == 2
    assert export.export(project, "ris").count(b"TY  - ") == 2
    assert len(json.loads(export.export(project, "timelinejs"))["events"]) == 2
    rows = list(csv.DictReader(io.StringIO(export.export(project, "csv").decode("utf-8-sig"))))
    assert [row["published"] for row in rows] == ["2023-11-14T10:34:00+08:00", "2023-11-15"]


@pytest.fixture
def database(mine: Path, tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "dossier.db"
    export.export(dossiers.load(mine), "sqlite", path)
    return sqlite3.connect(path)


def test_the_database_answers_questions(database: sqlite3.Connection) -> None:
    asked = database.execute(
        "SELECT a.title, s.name, p.name FROM articles a JOIN sources s ON s.id = a.source"
        " LEFT JOIN people_of p ON p.article = a.id ORDER BY a.published"
    )
    assert asked.fetchall() == [
        ("两国谈判代表在日内瓦会面", "示例日报", "王小明"),
        ("谈判结束以后的第二天", "示例日报", None),
    ]
    linked = database.execute(
        "SELECT a.title, b.title FROM citations c JOIN articles a ON a.id = c.article"
        " JOIN articles b ON b.id = c.target"
    )
    assert linked.fetchall() == [("谈判结束以后的第二天", "两国谈判代表在日内瓦会面")]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_database_searches_chinese_text(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT a.title FROM articles_fts JOIN articles a ON a.rowid = articles_fts.rowid WHERE articles_fts MATCH ?",
        ('"整整一天"',),
    )
    assert found.fetchall() == [("两国谈判代表在日内瓦会面",)]


def test_the_book_is_well_formed_and_in_reading_order(mine: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(export.export(dossiers.load(mine), "epub"))) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")
        package = ElementTree.fromstring(book.read("book/package.opf"))
        items = {item.get("id"): item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")}
        spine = [items[ref.get("idref")] for ref in package.iter("{http://www.idpf.org/2007/opf}itemref")]
        sheets = {path: ElementTree.fromstring(book.read(f"book/{path}")) for path in spine if path}
    titles = [sheet.findtext(f".//{XHTML}h1") for sheet in sheets.values()]
    assert titles == ["湖边谈判", "湖边谈判", "两国谈判代表在日内瓦会面", "谈判结束以后的第二天"]
    first_chapter, second_chapter = spine[2:]
    assert second_chapter is not None
    links = [a.get("href") for a in sheets[second_chapter].iter(f"{XHTML}a")]
    assert links == [first_chapter, "https://news.example.com/2023/11/second"]


def test_the_book_has_links_for_pictures_and_names_for_all(mine: Path) -> None:
    (mine / "content/nameless.md").write_text(
        "---\nurl: https://news.example.com/x\n---\n\n[![雾](https://news.example.com/a.jpg)](https://news.example.com/b)"
        "\n\n![湖](https://news.example.com/c.jpg)\n",
        encoding="utf-8",
    )
    with zipfile.ZipFile(io.BytesIO(export.export(dossiers.load(mine), "epub"))) as book:
        sheets = [ElementTree.fromstring(book.read(n)) for n in book.namelist() if n.endswith(".xhtml")]
    (chapter,) = (s for s in sheets if s.findtext(f".//{XHTML}title") == "news.example.com/x")
    links = [(a.get("href"), a.text) for a in chapter.iter(f"{XHTML}a")]
    assert links[:2] == [("https://news.example.com/b", "[雾]"), ("https://news.example.com/c.jpg", "[湖]")]
    assert not [sheet for sheet in sheets if list(sheet.iter(f"{XHTML}img"))]


@pytest.mark.parametrize("form", export.FORMATS)
def test_no_form_holds_what_the_site_may_not_show(tmp_path: Path, form: str) -> None:
    project = dossiers.load(dossiers.make(tmp_path / "mine", 'rights = "excerpt"\n'))
    data = export.export(project, form)
    if form == "epub":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    assert SECRET.encode() not in data
    assert "两国谈判代表在日内瓦会面".encode() in data


def test_an_unknown_form_is_told_with_the_nearest(mine: Path) -> None:
    with pytest.raises(SiteError) as caught:
        export.export(dossiers.load(mine), "sqllite")
    assert "did you mean sqlite?" in caught.value.hint


def test_a_file_is_written_whole_or_not_at_all(mine: Path, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="cannot be written"):
        export.export(dossiers.load(mine), "csv", tmp_path / "missing" / "a.csv")
    export.export(dossiers.load(mine), "csv", tmp_path / "a.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "mine"]
