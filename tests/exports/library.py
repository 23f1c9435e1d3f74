"""A small dossier of invented articles, one a rights mode, for the tests of exports and heads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from site_builder import catalogues, exports
from site_builder.model import (
    LINK_SLOT,
    Article,
    Body,
    Citation,
    Event,
    Library,
    Link,
    ListedItem,
    Moment,
    Output,
    Reason,
    Related,
    Term,
    Wanted,
)
from site_builder.project import Band, Config, Project, Source

BASE = "https://site.example/dossier"
SECRET = "这一句只在正文里"

FULL = Article(
    id="aaaaaaaaaa",
    title='港口<b>与</b>"灯塔" & 100%',
    url="https://news.example/a?x=1&y=2",
    source="harbour",
    origin="a.md",
    sha256="0" * 64,
    format="matter",
    published=Moment("2023-11-14T10:34+01:00"),
    captured=Moment("2023-11-14T09:45:01Z"),
    language="zh-Hans",
    kicker="港口/夜航",
    authors=("林一舟", "Ana van der Berg"),
    translators=("周译",),
    tags=("灯塔", "夜航"),
)
EXCERPT = Article(
    id="bbbbbbbbbb",
    title="=HYPERLINK 起头的标题",
    url="https://paper.example/b",
    source="paper",
    origin="b.md",
    sha256="1" * 64,
    format="matter",
    published=Moment("2023-11"),
    language="zh-Hans",
    summary="编者写的一句摘要。",
    tags=("灯塔",),
    rights="excerpt",
    archived="https://archive.example/b",
    body=SECRET,
)
LINK = Article(
    id="cccccccccc",
    title="Only a link",
    url="https://paper.example/c",
    source="paper",
    origin="c.md",
    sha256="2" * 64,
    format="matter",
    language="en",
    summary="这句摘要也不登。",
    rights="link",
    body=SECRET,
    related=(ListedItem("别处", "https://paper.example/z"),),
)
BODIES = {
    FULL.id: Body(
        html=f"<p>灯塔\x0b亮了，见{LINK_SLOT.format(0)}旧报道</a>。</p>",
        text="灯塔亮了，见旧报道。",
        links=(Link('https://paper.example/b?"q"&r', "旧报道", 1),),
    ),
    EXCERPT.id: Body(html=f"<p>{SECRET}</p>", text=SECRET),
    LINK.id: Body(html=f"<p>{SECRET}</p>", text=SECRET),
}
LIBRARY = Library(
    articles=(EXCERPT, FULL, LINK),
    bodies=BODIES,
    related={
        FULL.id: (
            Related(EXCERPT.id, "event", 0.87654321, (Reason("same-event", ("灯塔重开",)),)),
            Related("", "publisher", 0.5, (Reason("listed", ("港报",)),), url="https://news.example/z", title="别处"),
        )
    },
    citations={
        FULL.id: (
            Citation("https://paper.example/b", "旧报道", 1, target=EXCERPT.id),
            Citation("https://else.example/", "别处", 1, is_wanted=True),
        )
    },
    cited_by={EXCERPT.id: (FULL.id,)},
    events=(Event("relit", "灯塔重开", (EXCERPT.id, FULL.id)),),
    wanted=(Wanted("https://else.example/", "+86 开头的标题", "", ((FULL.id, Reason("cited-by", ("1",))),)),),
    terms=(
        Term("tag", "灯塔", "dengta", (FULL.id, EXCERPT.id)),
        Term("tag", "夜航", "yehang", (FULL.id,)),
        Term("person", "林一舟", "lin-yizhou", (FULL.id, EXCERPT.id)),
    ),
)
CONFIG = Config(
    title="灯塔案卷",
    summary="一座灯塔的两年。",
    sources=(Source(id="harbour", name="港报", home="https://news.example/"), Source(id="paper", name="The Paper")),
    bands=(Band(start="2022-08", end="2023-11-15", label="停航"),),
)
EMPTY = Library(articles=(), bodies={}, related={}, citations={}, cited_by={})


def project(config: Config = CONFIG) -> Project:
    here = Path()
    return Project(root=here, content=here, output=here, config=config, now=datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC))


def exported(config: Config = CONFIG, library: Library = LIBRARY) -> dict[str, bytes]:
    """Every export by its path."""
    return by_path(exports.export(library, project(config), catalogues.load(config.language)))


def by_path(outputs: Iterable[Output]) -> dict[str, bytes]:
    return {output.path: output.data for output in outputs}
