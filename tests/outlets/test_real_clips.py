"""Over real clips, where DOSSIER_CLIPS names a folder that holds them: nothing lost unsaid, no boilerplate left."""

import os
import re
from pathlib import Path

import pytest

from site_builder import formats, normalise, outlets
from site_builder.model import Article, Extract, Origin
from site_builder.normalise import losses
from site_builder.project import Config

CLIPS = os.environ.get("DOSSIER_CLIPS", "")
FILES = sorted(
    path
    for part in ("seeds", "clips")
    for path in Path(CLIPS, part).rglob("*")
    if CLIPS and path.suffix in {".md", ".txt"}
)
BOILERPLATE = re.compile(
    r"^分享 ?[:：]|Better Feed|del\.icio\.us|^Post tags:|^Permalink|共享此文章|^点击以在|^赞过|冒个泡吧"
    r"|You’ve hit the wall|share-button|^同一主题|德国之声版权声明|images\.weserv\.nl|^Tagged$|^下载.{0,10}客户端"
    r"|utm_source=|^翻译：",
    re.MULTILINE,
)

pytestmark = pytest.mark.skipif(not CLIPS, reason="DOSSIER_CLIPS names no folder of real clips")


def articles(path: Path) -> list[tuple[Extract, Extract, Article]]:
    origin = Origin(path.name, path.read_bytes())
    extracts, _ = formats.read(origin)
    found = []
    for extract in extracts:
        refined = outlets.refine(extract)
        article, _ = normalise.article(refined, origin, Config())
        assert article is not None
        found.append((extract, refined, article))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:40])
def test_everything_is_kept_or_accounted_for(path: Path) -> None:
    for extract, refined, article in articles(path):
        loss = losses.account(extract, refined, article)
        assert (loss.unexplained, loss.links, loss.images) == ((), (), ())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:40])
def test_no_boilerplate_is_left_and_every_article_has_title_and_source(path: Path) -> None:
    found = articles(path)
    assert found
    for _, _, article in found:
        assert BOILERPLATE.findall(article.body) == []
        assert article.title
        assert article.source


def test_the_two_seeds_give_all_they_hold() -> None:
    rfi, nyt = (article for path in FILES if path.suffix == ".txt" for _, _, article in articles(path))
    assert rfi.published is not None
    assert rfi.published.text == "2023-11-14T10:34+01:00"
    assert rfi.summary.startswith("据英国《金融时报》援引知情人士报导")
    assert rfi.image is not None
    assert len(rfi.body.strip().split("\n\n")) == 6
    assert [item.kicker for item in rfi.related] == ["APEC/美国/经济", "美国/中国/国际", "要闻解说"]
    assert all(item.url.startswith("https://www.rfi.fr/cn/") for item in rfi.related)
    assert nyt.authors == ("Ana Swanson", "Keith Bradsher")
    assert nyt.contributors == ("Eileen Sullivan",)
    assert nyt.translators == ("纽约时报中文网",)
    assert nyt.image is not None
    assert nyt.image.credit == "Lyndon French for The New York Times"
    assert nyt.body.count('.jpg "') == 3
    assert nyt.original is not None
    assert nyt.original.url == "https://www.nytimes.com/2023/11/15/business/economy/biden-xi-fentanyl.html"
    assert nyt.body.count("点击查看更多关于") == 2
    assert nyt.summary == ""
