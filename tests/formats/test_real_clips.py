"""Over real clips, where DOSSIER_CLIPS names the folder that holds them: nothing is lost without a word."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder import formats, normalise, outlets
from site_builder.model import Article, ListedItem, Origin
from site_builder.normalise.losses import account
from site_builder.project import Config
from tests import clips

FOLDER = os.environ.get("DOSSIER_CLIPS", "")
FILES = [p for part in ("seeds", "clips") for p in sorted((Path(FOLDER) / part).rglob("*")) if FOLDER and p.is_file()]
RFI, NYT = "000_e39619cb124fa70b.txt", "003_d51e882cda1e128f.txt"

pytestmark = pytest.mark.skipif(not FOLDER, reason="DOSSIER_CLIPS is not set")


def article(file: Path) -> Article:
    (found,), problems = clips.read(file.name, file.read_bytes())
    assert [problem.code for problem in problems if problem.severity == "error"] == []
    return found


def seed(name: str) -> Article:
    return article(Path(FOLDER) / "seeds" / name)


def test_every_clip_has_a_title_a_source_an_address_and_a_date() -> None:
    for file in FILES:
        found = article(file)
        assert found.title, file.name
        assert found.url, file.name
        assert found.published, file.name
        assert found.source != "unknown", file.name
        assert found.language in {"zh-Hans", "zh-Hant", "en"}, file.name


def test_nothing_is_lost_that_no_rule_explains() -> None:
    for file in FILES:
        origin = Origin(file.name, file.read_bytes())
        for extract in formats.read(origin)[0]:
            refined = outlets.refine(extract)
            made, _ = normalise.article(refined, origin, Config())
            assert made, file.name
            loss = account(extract, refined, made)
            assert not loss.is_large, f"{file.name}: {loss.unexplained} {loss.links} {loss.images}"


def test_writing_and_reading_gives_the_same_article() -> None:
    for file in FILES:
        found = article(file)
        text = normalise.text_of(found)
        (again,), _ = clips.read(file.name, text.encode())
        assert replace(again, sha256=found.sha256, format=found.format) == found
        assert normalise.text_of(again) == text


def test_the_rfi_seed() -> None:
    found = seed(RFI)
    assert found.title == "中美将达成打击芬太尼贸易的协议"
    assert found.published
    assert (found.published.text, found.published.is_zone_assumed) == ("2023-11-14T10:34+01:00", False)
    assert found.captured
    assert found.captured.text == "2023-11-14T09:45:01Z"
    assert found.summary.startswith("据英国《金融时报》")
    assert found.image
    assert found.image.src.startswith("https://s.rfi.fr/media/display/")
    assert len(found.body.split("\n\n")) == 6
    assert "分享" not in found.body
    assert [item.kicker for item in found.related] == ["APEC/美国/经济", "美国/中国/国际", "要闻解说"]
    assert all(isinstance(item, ListedItem) and item.url.startswith("https://www.rfi.fr/cn/") for item in found.related)


def test_the_nyt_seed() -> None:
    found = seed(NYT)
    assert found.published
    assert (found.published.text, found.published.is_zone_assumed) == ("2023-11-16T02:57:27+08:00", True)
    assert found.authors == ("Ana Swanson", "Keith Bradsher")
    assert found.translators == ("纽约时报中文网",)
    assert found.image
    assert found.image.credit == "Lyndon French for The New York Times"
    assert found.body.count("![") == 3
    assert "weserv" not in found.body
    assert found.original
    assert found.original.url == "https://www.nytimes.com/2023/11/15/business/economy/biden-xi-fentanyl.html"
