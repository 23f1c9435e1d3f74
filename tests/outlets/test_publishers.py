"""Each publisher: a clip as its pages leave them (with sentences of our own), and the normal form beside it."""

from pathlib import Path

import pytest

from site_builder import formats, normalise, publishers, reading
from site_builder.model import Cut, Origin
from site_builder.outlets.rules import OUTLETS
from site_builder.project import Config

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.clip"))


def normal_form(path: Path) -> str:
    (article,) = reading.articles_of([reading.read(Origin(path.name, path.read_bytes()), Config())[0]])
    cuts = "".join(said(cut) for cut in article.cuts if not cut.rule.startswith("field:"))
    return f"{normalise.text_of(article)}\n===== cut\n{cuts}"


def said(cut: Cut) -> str:
    """The rule, the words it took, and the addresses of links and pictures among them."""
    return " ".join([f"{cut.rule}:", *cut.text.split(), *cut.links, *cut.images]) + "\n"


def test_every_publisher_with_rules_has_a_document() -> None:
    clips = [formats.read(Origin(path.name, path.read_bytes()))[0][0] for path in DOCUMENTS]
    sources = [publishers.of_url(clip.url) for clip in clips]
    assert {outlet.source for outlet in OUTLETS} <= {source.id for source in sources if source}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_clip_becomes_normal_form(document: Path) -> None:
    assert normal_form(document) == document.with_suffix(".md").read_text(encoding="utf-8")
