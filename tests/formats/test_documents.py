"""Each document: a clip of one dialect, and beside it the normal form that reading makes of it."""

from pathlib import Path

import pytest

from site_builder import normalise, reading
from site_builder.model import Origin
from site_builder.project import Config

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.clip"))
BETWEEN = "\n=====\n"


def normal_forms(path: str, data: bytes) -> str:
    articles = reading.articles_of([reading.read(Origin(path, data), Config())])
    return BETWEEN.join(map(normalise.text_of, articles))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_clip_becomes_normal_form(document: Path) -> None:
    expected = document.with_suffix(".md").read_text(encoding="utf-8")
    assert normal_forms(document.name, document.read_bytes()) == expected


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_normalising_twice_changes_nothing(document: Path) -> None:
    for text in document.with_suffix(".md").read_text(encoding="utf-8").split(BETWEEN):
        assert normal_forms(document.name, text.encode()) == text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_line_ends_and_marks_do_not_matter(document: Path) -> None:
    windows = b"\xef\xbb\xbf" + document.read_bytes().replace(b"\n", b"\r\n")
    assert normal_forms(document.name, windows) == document.with_suffix(".md").read_text(encoding="utf-8")
