"""Each document: a clip of one dialect, and beside it the normal form that reading makes of it.

Archives are written here as text, in `.parts`: what each member or record holds below a line `===== name`.
"""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from site_builder import formats, normalise, reading
from site_builder.model import Origin
from site_builder.project import Config

FOLDER = Path(__file__).parent / "documents"
DOCUMENTS = [path for path in sorted(FOLDER.glob("*.clip")) if path.with_suffix(".md").exists()]
LISTS = [path for path in sorted(FOLDER.glob("*.clip")) if path.with_suffix(".wishes").exists()]
BETWEEN = "\n=====\n"


def normal_forms(path: str, data: bytes) -> str:
    readings, _ = reading.read(Origin(path, data), Config())
    assert [problem for problem in readings.problems if problem.severity == "error"] == []
    return BETWEEN.join(map(normalise.text_of, reading.articles_of([readings])))


def expected(document: Path) -> str:
    return document.with_suffix(".md").read_text(encoding="utf-8")


def test_every_document_is_a_pair() -> None:
    assert len(DOCUMENTS) + len(LISTS) == len(list(FOLDER.glob("*.clip")))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_clip_becomes_normal_form(document: Path) -> None:
    assert normal_forms(document.name, document.read_bytes()) == expected(document)


@pytest.mark.parametrize("document", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_normalising_twice_changes_nothing(document: Path) -> None:
    for text in document.read_text(encoding="utf-8").split(BETWEEN):
        assert normal_forms(document.with_suffix(".clip").name, text.encode()) == text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_line_ends_and_marks_do_not_matter(document: Path) -> None:
    windows = b"\xef\xbb\xbf" + document.read_bytes().replace(b"\n", b"\r\n")
    assert normal_forms(document.name, windows) == expected(document)


@pytest.mark.parametrize("document", LISTS, ids=lambda path: path.stem)
def test_a_reading_list_is_wishes_and_no_articles(document: Path) -> None:
    origin = Origin(document.name, document.read_bytes())
    assert formats.read(origin) == ((), ())
    said = "".join(f"{wish.url} {wish.title}".strip() + "\n" for wish in formats.wishes(origin))
    assert said == document.with_suffix(".wishes").read_text(encoding="utf-8")


def test_every_format_has_a_document() -> None:
    files = [Origin(path.name, path.read_bytes()) for path in (*DOCUMENTS, *LISTS)]
    files += [Origin("export.zip", zipped(parts("g-omnivore.parts"))), Origin("crawl.warc", WARC)]
    known = {form.name for origin in files if (form := formats.recognise(formats.clip_of(origin))[0])}
    assert known == {form.name for form in formats.FORMATS}


def parts(document: str) -> list[tuple[str, bytes]]:
    """The members or records of an archive, each with its name."""
    text = (FOLDER / document).read_text(encoding="utf-8")
    found = [part.partition("\n") for part in text.split("===== ")[1:]]
    return [(name, body.encode()) for name, _, body in found]


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return buffer.getvalue()


def record(name: str, body: bytes) -> bytes:
    """`warcinfo`, or `response ADDRESS DATE` with the HTTP response."""
    kind, *told = name.split()
    head, mark, page = body.partition(b"\n\n")
    block = head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + page if mark else body
    fields = [f"WARC-Type: {kind}", f"Content-Length: {len(block)}"]
    if told:
        fields += [f"WARC-Target-URI: {told[0]}", f"WARC-Date: {told[1]}"]
    return "\r\n".join(["WARC/1.0", *fields, "", ""]).encode() + block + b"\r\n\r\n"


def test_omnivore() -> None:
    assert normal_forms("export.zip", zipped(parts("g-omnivore.parts"))) == expected(FOLDER / "g-omnivore.parts")


RECORDS = [record(name, body) for name, body in parts("f-warc.parts")]
WARC = b"".join(RECORDS)
ARCHIVES = {
    "warc": WARC,
    "warc.gz": b"".join(map(gzip.compress, RECORDS)),
    "wacz": zipped([("archive/data.warc.gz", gzip.compress(WARC)), ("datapackage.json", b"{}")]),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_web_archives(kind: str) -> None:
    assert normal_forms(f"crawl.{kind}", ARCHIVES[kind]) == expected(FOLDER / "f-warc.parts")
