"""Each publisher: a clip as its pages leave them (with sentences of our own), and the normal form beside it."""

from pathlib import Path

import pytest

from site_builder import normalise, reading
from site_builder.model import Cut, Origin
from site_builder.project import Config

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.clip"))


def normal_form(path: Path) -> str:
    (article,) = reading.articles_of([reading.read(Origin(path.name, path.read_bytes()), Config())])
    cuts = "".join(said(cut) for cut in article.cuts if not cut.rule.startswith("field:"))
    return f"{normalise.text_of(article)}\n===== cut\n{cuts}"


def said(cut: Cut) -> str:
    """The rule, the words it took, and the addresses of links and pictures among them."""
    return " ".join([f"{cut.rule}:", *cut.text.split(), *cut.links, *cut.images]) + "\n"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_clip_becomes_normal_form(document: Path) -> None:
    assert normal_form(document) == document.with_suffix(".md").read_text(encoding="utf-8")
