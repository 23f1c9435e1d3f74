"""Importing: what is written, what is never written over, and the account of every loss."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from site_builder.import_ import Report, import_paths
from site_builder.model import Cut
from site_builder.problems import SiteError
from site_builder.project import Config, Project
from tests import clips

CLIP = """<!--{epoch}-->
[渡轮复航](https://www.example.org/news/ferry?utm_source=x)
------

<div><p>渡轮在雾里开出，{words}。</p><p><img src="/pier.jpg"><small>清晨的码头</small></p></div>
"""
WRITTEN = """---
title: 渡轮复航
url: https://www.example.org/news/ferry
source: example-org
captured: 2023-11-14T09:45:01Z
language: zh-Hans
clip:
  path: {path}
  sha256: {sha256}
  format: duty-machine
losses:
  in: {{characters: 22, paragraphs: 2, links: 0, images: 1, captions: 1, tables: 0}}
  out: {{characters: 22, paragraphs: 1, links: 0, images: 1, captions: 1, tables: 0}}
---

渡轮在雾里开出，岸上的人数着汽笛。

![](https://www.example.org/pier.jpg "清晨的码头")
"""
NAME = "undated-example-org-渡轮复航.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    content = tmp_path / "dossier" / "content"
    content.mkdir(parents=True)
    now = datetime(2024, 1, 1, tzinfo=UTC)
    return Project(root=content.parent, content=content, output=content.parent / "output", config=Config(), now=now)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    file = tmp_path / "clips" / "000_e3.txt"
    file.parent.mkdir()
    file.write_text(CLIP.format(epoch=1699955101000, words="岸上的人数着汽笛"), encoding="utf-8")
    return file


def run(project: Project, *paths: Path, dry_run: bool = False) -> Report:
    return import_paths(project, paths, project.content, dry_run)


def outcomes(report: Report) -> list[str]:
    return [f"{entry.outcome} {entry.file} -> {entry.path}" for entry in report.entries]


def test_a_clip_becomes_a_file_of_the_normal_form(project: Project, clip: Path) -> None:
    report = run(project, clip)
    assert outcomes(report) == [f"new 000_e3.txt -> {NAME}"]
    record = report.entries[0].article.clip
    assert record
    expected = WRITTEN.format(path="000_e3.txt", sha256=record.sha256)
    assert (project.content / NAME).read_text(encoding="utf-8") == expected


def test_the_account_of_what_was_cut_stays_with_the_article(project: Project, clip: Path) -> None:
    """In numbers: the words that were cut may not be ours to show."""
    bar = '<div class="share-buttons">分享到<a href="/s">微信</a><img src="/w.png"></div><p>广告</p>'
    clip.write_text(clip.read_text(encoding="utf-8").replace("<div>", f"<div>{bar}"), encoding="utf-8")
    run(project, clip)
    text = (project.content / NAME).read_text(encoding="utf-8")
    assert text[text.index("losses:") : text.index("---\n\n")] == (
        "losses:\n"
        "  in: {characters: 29, paragraphs: 3, links: 1, images: 2, captions: 1, tables: 0}\n"
        "  out: {characters: 22, paragraphs: 1, links: 0, images: 1, captions: 1, tables: 0}\n"
        "  cut:\n"
        "    widget: {places: 1, characters: 5, links: 1, images: 1}\n"
        "    advertisement: {places: 1, characters: 2}\n"
    )
    (again,), problems = clips.read(NAME, text.encode())
    assert again.losses == run(project, clip).entries[0].article.losses
    assert [problem.code for problem in problems] == ["date-missing"]


def test_an_article_imported_before_there_was_an_account_is_the_same(project: Project, clip: Path) -> None:
    run(project, clip)
    file = project.content / NAME
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("losses:")] + text[text.index("---\n\n") :], encoding="utf-8")
    assert outcomes(run(project, clip)) == [f"same 000_e3.txt -> {NAME}"]


def test_a_dry_run_writes_nothing(project: Project, clip: Path) -> None:
    report = run(project, clip.parent, dry_run=True)
    assert outcomes(report) == [f"new 000_e3.txt -> {NAME}"]
    assert list(project.content.iterdir()) == []


def test_importing_again_changes_nothing(project: Project, clip: Path) -> None:
    run(project, clip)
    report = run(project, clip, project.content)
    assert outcomes(report) == [f"same 000_e3.txt -> {NAME}"]
    assert [file.name for file in project.content.iterdir()] == [NAME]


def test_what_lies_in_the_dossier_already_is_not_complained_about(project: Project, clip: Path) -> None:
    (project.content / "about.md").write_text("---\ntitle: 关于\n---\n\n谁在编。\n", encoding="utf-8")
    report = run(project, project.content, clip)
    assert outcomes(report) == [f"new 000_e3.txt -> {NAME}"]
    assert {problem.path for problem in report.problems} == {"000_e3.txt"}


def test_what_only_editors_decide_is_no_difference(project: Project, clip: Path) -> None:
    run(project, clip)
    file = project.content / NAME
    decided = "\ndraft: true\nevent: ferry\nwithdrawn: 应作者的要求"
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: 渡轮复航", f"title: 渡轮复航{decided}"), encoding="utf-8"
    )
    report = run(project, clip)
    assert outcomes(report) == [f"same 000_e3.txt -> {NAME}"]
    assert decided in file.read_text(encoding="utf-8")


def test_an_edit_is_never_written_over_and_the_difference_is_said(project: Project, clip: Path) -> None:
    run(project, clip)
    file = project.content / NAME
    edited = (
        file.read_text(encoding="utf-8")
        .replace("title: 渡轮复航", "title: 渡轮终于复航\nevent: ferry")
        .replace("雾", "晨雾")
    )
    file.write_text(edited, encoding="utf-8")
    report = run(project, clip)
    assert outcomes(report) == [f"kept 000_e3.txt -> {NAME}"]
    assert [str(problem) for problem in report.problems if problem.severity == "warning"][-1] == (
        f"000_e3.txt: warning[import-differs] is in {NAME} already, and differs in"
        ' title (here "渡轮终于复航", by the clip "渡轮复航"),'
        ' the text (here "渡轮在晨雾里开出，岸上的人数着汽笛。", by the clip "渡轮在雾里开出，岸上的人数着汽笛。").'
        " hint: take it over by hand"
    )
    (entry,) = report.as_json()
    assert entry["differences"] == [
        {"key": "title", "here": "渡轮终于复航", "clip": "渡轮复航"},
        {"key": "text", "here": "渡轮在晨雾里开出，岸上的人数着汽笛。", "clip": "渡轮在雾里开出，岸上的人数着汽笛。"},
    ]
    assert file.read_text(encoding="utf-8") == edited


def test_a_newer_capture_does_not_touch_what_is_there(project: Project, clip: Path) -> None:
    run(project, clip)
    before = (project.content / NAME).read_bytes()
    clip.write_text(CLIP.format(epoch=1700000000000, words="船上没有人说话"), encoding="utf-8")
    report = run(project, clip)
    assert outcomes(report) == [f"kept 000_e3.txt -> {NAME}"]
    assert [differing.key for differing in report.entries[0].differences] == ["captured", "clip", "text"]
    assert 'captured (here "2023-11-14T09:45:01Z", by the clip "2023-11-14T22:13:20Z")' in report.problems[-1].message
    assert (project.content / NAME).read_bytes() == before


def test_of_several_captures_the_newest_is_imported(project: Project, clip: Path) -> None:
    newer = clip.with_name("001_e3.txt")
    newer.write_text(CLIP.format(epoch=1700000000000, words="船上没有人说话"), encoding="utf-8")
    report = run(project, clip.parent)
    assert outcomes(report) == [f"new 001_e3.txt -> {NAME}", "older 000_e3.txt -> "]
    assert report.problems[-1].code == "capture-older"


def test_another_article_of_the_same_name_gets_its_own_file(project: Project, clip: Path) -> None:
    other = clip.with_name("b.txt")
    other.write_text(clip.read_text(encoding="utf-8").replace("news/ferry", "news/other"), encoding="utf-8")
    assert outcomes(run(project, clip.parent)) == [
        f"new 000_e3.txt -> {NAME}",
        "new b.txt -> undated-example-org-渡轮复航-2.md",
    ]


def test_a_file_that_somebody_else_put_there_stays(project: Project, clip: Path) -> None:
    (project.content / NAME).write_text("a note of my own", encoding="utf-8")
    run(project, clip)
    assert (project.content / NAME).read_text(encoding="utf-8") == "a note of my own"
    assert (project.content / "undated-example-org-渡轮复航-2.md").is_file()


def test_what_is_anywhere_in_the_dossier_is_not_written_again(project: Project, clip: Path) -> None:
    run(project, clip)
    (project.content / "2023").mkdir()
    (project.content / NAME).rename(project.content / "2023" / "mine.md")
    for folder in (project.content, project.content / "2024", project.root / "elsewhere"):
        report = import_paths(project, [clip], folder, False)
        assert outcomes(report) == ["same 000_e3.txt -> 2023/mine.md"]


def test_a_raw_clip_inside_the_dossier_is_recorded_by_its_path(project: Project, clip: Path) -> None:
    inside = project.content / "raw" / "ferry.html"
    inside.parent.mkdir()
    clip.rename(inside)
    (entry,) = run(project, inside).entries
    assert entry.article.clip
    assert entry.article.clip.path == "content/raw/ferry.html"


def test_a_clip_may_be_called_anything(project: Project, clip: Path) -> None:
    odd = clip.with_name(os.fsdecode("灯\n\x1b[31m".encode() + b"\xff\xe4.txt"))
    clip.rename(odd)
    (entry,) = run(project, odd).entries
    assert entry.article.clip
    assert entry.article.clip.path == "灯\n\x1b[31m\ufffd\ufffd.txt"
    assert outcomes(run(project, odd))[0].startswith("same ")


def test_names_fit_every_file_system(project: Project, clip: Path) -> None:
    title = "a/b: <c>? " + "很长的题" * 40
    clip.write_text(clip.read_text(encoding="utf-8").replace("渡轮复航", title), encoding="utf-8")
    (entry,) = run(project, clip).entries
    assert entry.path.startswith("undated-example-org-a-b-c-很长的题")
    assert len(entry.path.encode()) <= 130
    assert (project.content / entry.path).is_file()


def test_what_is_not_there_stops_the_import(project: Project, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="there is no such file or folder"):
        run(project, tmp_path / "nowhere")


def test_a_reading_list_is_not_imported_and_says_what_it_is_for(project: Project, clip: Path) -> None:
    clip.write_text("title,url,time_added,tags,status\n渡轮,https://e.org/a,1699955101,,unread\n", encoding="utf-8")
    report = run(project, clip)
    assert report.entries == ()
    assert [str(problem) for problem in report.problems] == [
        "000_e3.txt: hint[reading-list] addresses to be collected: 1. hint: keep it in content/ for the wanted list"
    ]


def test_the_report_as_a_table(project: Project, clip: Path) -> None:
    assert run(project, clip, dry_run=True).as_table().splitlines() == [
        "     clip        format        chars  paras  links  images  captions  tables  cut  lost",
        "new  000_e3.txt  duty-machine  22     2>1    0      1       1         0       0    0",
        "1 would be written",
    ]


def test_what_rules_cut_and_what_they_moved_are_told_apart(project: Project, clip: Path) -> None:
    report = run(project, clip, dry_run=True)
    cuts = (Cut("share", "分享 :"), Cut("promo", "下载应用"), Cut("share", "转发"), Cut("field:authors", "张帆"))
    entry = replace(report.entries[0], loss=replace(report.entries[0].loss, cuts=cuts))
    assert replace(report, entries=(entry,)).as_table().splitlines()[1:] == [
        "new  000_e3.txt  duty-machine  22     2>1    0      1       1         0       9    0",
        "cut 2x 5 characters: share",
        "cut 1x 4 characters: promo",
        "moved into keys: authors 1x",
        "1 would be written",
    ]


def test_the_report_as_data(project: Project, clip: Path) -> None:
    (entry,) = run(project, clip, dry_run=True).as_json()
    assert {key: entry[key] for key in ("file", "outcome", "path", "format", "reason", "title")} == {
        "file": "000_e3.txt",
        "outcome": "new",
        "path": NAME,
        "format": "duty-machine",
        "reason": "epoch comment, linked title and rule",
        "title": "渡轮复航",
    }
    assert entry["unexplained"] == {"text": [], "links": [], "images": []}
