"""The page of an edited article, before everything else is worked out."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from site_builder import collecting, pipeline
from site_builder.fresh import fresh_page
from site_builder.model import Output
from site_builder.project import Config, Project

TEXT = "---\ntitle: {title}\nurl: https://h.example/{n}\npublished: 2020-01-0{n}\n{extra}---\n\n{body}\n"


def write(root: Path, n: int, *, title: str = "渡轮", body: str = "正文。", extra: str = "") -> None:
    (root / f"{n}.md").write_text(TEXT.format(title=title, n=n, extra=extra, body=body), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for n in (1, 2, 3):
        write(tmp_path, n)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Project(root=tmp_path, content=tmp_path, output=tmp_path / "out", config=Config(), now=now)


def fresh(project: Project, site: pipeline.Site[Output], path: str) -> Output | None:
    origin = collecting.read(project.content, path, 20)
    assert origin
    return fresh_page(site, origin, project)


@pytest.mark.parametrize(
    "edit",
    [{"body": "改过的**正文**。"}, {"extra": "kicker: 港口\nsummary: 新的摘要。\n"}],
)
def test_the_page_is_what_the_whole_build_will_make(project: Project, edit: dict[str, str]) -> None:
    site = pipeline.build(project)
    write(project.content, 2, **edit)
    page = fresh(project, site, "2.md")
    assert page
    whole = {output.path: output.data for output in pipeline.build(project).outputs}
    before = {output.path: output.data for output in site.outputs}
    assert page.data == whole[page.path] != before[page.path]


@pytest.mark.parametrize("extra", ["slug: new", "rights: private", "rights: link", "source: bbc", "draft: true"])
def test_none_where_more_than_the_page_changes(project: Project, extra: str) -> None:
    site = pipeline.build(project)
    write(project.content, 2, extra=f"{extra}\n")
    assert fresh(project, site, "2.md") is None


def test_drafts_are_shown_where_they_are_asked_for(project: Project) -> None:
    project = replace(project, include_drafts=True)
    site = pipeline.build(project)
    write(project.content, 2, extra="draft: true\n")
    assert fresh(project, site, "2.md")


def test_a_file_that_is_not_there_gives_nothing(project: Project) -> None:
    assert collecting.read(project.content, "none.md", 20) is None
    assert collecting.read(project.content, "none/none.md", 20) is None
