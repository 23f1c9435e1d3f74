"""Everything of a clip is in the article, or named by the loss report: asked of every document, and of real clips."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bench.kept import KINDS, fates
from site_builder import formats, normalise, outlets
from site_builder.model import Article, Extract, Origin
from site_builder.project import Config

TESTS = Path(__file__).parent.parent
DOCUMENTS = sorted((TESTS / "outlets" / "documents").glob("*.clip")) + sorted(
    (TESTS / "formats" / "documents").glob("*.clip")
)
FOLDER = os.environ.get("DOSSIER_CLIPS", "")
CLIPS = [p for part in ("seeds", "clips") for p in sorted(Path(FOLDER, part).rglob("*")) if FOLDER and p.is_file()]
LEAST = 0.995  # of a clip's own text is in its article


def made(path: Path) -> list[tuple[Extract, Article]]:
    origin = Origin(path.name, path.read_bytes())
    found = []
    for extract in formats.read(origin)[0]:
        article, _ = normalise.article(outlets.refine(extract), origin, Config())
        assert article is not None
        found.append((extract, article))
    return found


@pytest.mark.parametrize("path", DOCUMENTS + CLIPS, ids=lambda path: path.name[:40])
def test_nothing_is_missing(path: Path) -> None:
    for extract, article in made(path):
        found = fates(extract, article)
        assert {kind: found[kind].missing for kind in KINDS} == {kind: [] for kind in KINDS}
        assert found["text"].recall >= LEAST


HTML = (
    '<p>渡轮在雾里开出，<a href="/pier?id=2">码头</a>上的人数着汽笛。</p>'
    '<figure><img src="/a.jpg"><figcaption>清晨</figcaption></figure>'
)


def test_what_is_gone_is_found_missing() -> None:
    """The check itself can fail."""
    extract = Extract(format="duty-machine", reason="", title="渡轮", url="https://e.org/x", html=HTML)
    article, _ = normalise.article(extract, Origin("a.txt", b""), Config())
    assert article is not None
    for kind, gone in (
        ("text", "渡轮在雾里"),
        ("captions", "清晨"),
        ("links", "pier?id=2"),
        ("pictures", "a.jpg"),
    ):
        found = fates(extract, replace(article, title="", body=article.body.replace(gone, "")))
        assert len(found[kind].missing) == 1, kind
        assert found[kind].share < 1
