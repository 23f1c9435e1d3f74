"""The law: a build with any cache, over any number of processes, resident or not, equals a clean one byte for byte.

A state machine edits, adds, renames and deletes articles, templates and the configuration at random; after every step
the folder that has seen all builds is compared with one made from nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from site_builder import build, cache, config, disk, pipeline, reading
from site_builder.cache import Cache
from site_builder.memory import Memory
from site_builder.model import Output
from site_builder.project import CACHE, Config, Project

TOPICS = ("河港扩建", "渡轮停航", "灯塔修缮", "码头工会", "防波堤")
CONFIGS = (
    'title = "河港"\n',
    'title = "河港"\nrights = "excerpt"\n[people]\n"陈港生" = ["陳港生"]\n',
    'title = "Harbour"\nlanguage = "en"\nbase_url = "https://h.example/x/"\n[sources.daily]\nname = "日报"\n',
    'title = "港"\nimages = "none"\n[[phases]]\ndate = "2020"\nlabel = "开工"\n[events.opening]\nname = "开港"\n',
)
ABOUT_TEMPLATE = '{% extends "base.html" %}{% block main %}<p>%s</p>{% endblock %}'

numbers = st.integers(0, 7)


def article(number: int, topic: int, day: int, extra: str) -> str:
    subject = TOPICS[topic % len(TOPICS)]
    cited = f"[此前报道](https://daily.example/{(number + 1) % 8})"
    return (
        f"---\ntitle: {subject}第{number}报\nurl: https://daily.example/{number}\nsource: daily\n"
        f"published: 2020-0{1 + day % 9}-1{day % 9}\ncaptured: 2021-01-0{1 + day % 9}T00:00:00Z\n"
        f"tags: [{subject}, 港口]\n{extra}---\n\n陈港生在{subject}的会上说，{subject}不能再拖。{cited}\n\n"
        f"**{subject}**的预算在去年已经公布，{subject}的工期定为三年。\n"
    )


EXTRAS = (
    "",
    "event: opening\n",
    "rights: private\n",
    "draft: true\n",
    "slug: same\n",
    "rights: link\n",
    "aliases: [old]\n",
)
CLIP = (
    "<!--1612000000000-->\n[渡轮停航的一天](https://daily.example/{n})\n------\n\n<div><p>渡轮停航，{t}。</p></div>\n"
)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class Curator(RuleBasedStateMachine):
    """One dossier's life."""

    @initialize()
    def start(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.content = self.root / "content"
        self.content.mkdir()
        self.templates = self.root / "templates"
        self.templates.mkdir()
        (self.root / config.FILE).write_text(CONFIGS[0], encoding="utf-8")
        self.write(0, 0, 0, "")
        self.memory = Memory()
        self.standing: Mapping[bytes, tuple[Output, ...]] = {}

    def write(self, number: int, topic: int, day: int, extra: str) -> None:
        (self.content / f"{number}.md").write_text(article(number, topic, day, extra), encoding="utf-8")

    def files(self) -> list[Path]:
        return sorted(self.content.iterdir())

    @rule(number=numbers, topic=numbers, day=numbers, extra=st.sampled_from(EXTRAS))
    def add_or_edit(self, number: int, topic: int, day: int, extra: str) -> None:
        self.write(number, topic, day, extra)

    @rule(number=numbers, topic=numbers)
    def drop_a_clip(self, number: int, topic: int) -> None:
        text = CLIP.format(n=number, t=TOPICS[topic % len(TOPICS)])
        (self.content / f"clip{number}.txt").write_text(text, encoding="utf-8")

    @rule(data=st.binary(max_size=40))
    def drop_rubbish(self, data: bytes) -> None:
        (self.content / "rubbish.md").write_bytes(data)

    @precondition(lambda self: self.files())
    @rule(which=numbers)
    def delete(self, which: int) -> None:
        self.files()[which % len(self.files())].unlink()

    @precondition(lambda self: self.files())
    @rule(which=numbers)
    def rename(self, which: int) -> None:
        path = self.files()[which % len(self.files())]
        path.rename(path.with_name(f"renamed-{which}{path.suffix}"))

    @rule(text=st.sampled_from(CONFIGS))
    def configure(self, text: str) -> None:
        (self.root / config.FILE).write_text(text, encoding="utf-8")

    @rule(text=st.sampled_from(["我们的规矩", "another", ""]))
    def write_own_template(self, text: str) -> None:
        path = self.templates / "about.html"
        if text:
            path.write_text(ABOUT_TEMPLATE.replace("%s", text), encoding="utf-8")
        else:
            path.unlink(missing_ok=True)

    @rule(text=st.sampled_from(["# 关于\n", "---\ntitle: 说明\n---\n手写的说明。\n"]))
    def write_about(self, text: str) -> None:
        (self.content / "about.md").write_text(text, encoding="utf-8")

    @rule(damage=st.sampled_from([b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096]))
    def damage_the_cache(self, damage: bytes) -> None:
        folder = self.root / CACHE
        for kept in (folder / cache.FILE, *folder.glob("stamp-*"), *folder.glob("made-*")):
            if kept.exists():
                kept.write_bytes(damage)

    @rule()
    def lose_the_cache(self) -> None:
        (self.root / CACHE / cache.FILE).unlink(missing_ok=True)

    @rule()
    def touch_the_output(self) -> None:
        made = sorted((self.root / "output").rglob("index.html"))
        if made:
            made[0].write_bytes(b"torn")

    @rule(which=numbers)
    def lose_some_output(self, which: int) -> None:
        made = sorted(tree(self.root / "output"))
        if made:
            (self.root / "output" / made[which * 7 % len(made)]).unlink()

    def project(self, jobs: int = 1) -> Project:
        return Project(
            root=self.root,
            content=self.content,
            output=self.root / "output",
            config=config.load(self.root),
            now=datetime(2026, 1, 1, tzinfo=UTC),
            templates=(self.templates,),
            jobs=jobs,
        )

    @invariant()
    def cached_equals_clean(self) -> None:
        if not hasattr(self, "root"):
            return
        build.build(self.project())
        clean = self.root / "clean"
        build.build(replace(self.project(), output=clean), uses_cache=False)
        assert tree(self.root / "output") == tree(clean)
        resident = pipeline.build(self.project(), Cache(self.root), self.memory, self.standing)
        assert {output.path: output.data for output in resident.outputs} == tree(clean)
        self.standing = resident.made

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root)


Curator.TestCase.settings = settings(
    max_examples=4, stateful_step_count=7, deadline=None, suppress_health_check=list(HealthCheck)
)
TestTheLaw = Curator.TestCase


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_makes_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """With the threshold for small dossiers lowered, so that the processes are really used."""
    monkeypatch.setattr(reading, "_SMALL", 0)
    monkeypatch.setattr(pipeline, "_SMALL", 0)
    monkeypatch.setattr(pipeline, "_FEW", 0)
    for number in range(8):
        text = article(number, number, number, EXTRAS[number % 3])
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    project = Project(root=tmp_path, content=tmp_path, output=tmp_path / "out", config=Config(), now=now)
    alone = pipeline.build(replace(project, jobs=1))
    for cached in (None, Cache(tmp_path), Cache(tmp_path)):  # the second finds what the first kept
        together = pipeline.build(replace(project, jobs=jobs), cached)
        assert {o.path: o.data for o in together.outputs} == {o.path: o.data for o in alone.outputs}
        assert together.problems == alone.problems


def test_what_is_written_is_what_was_built(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(article(0, 0, 0, ""), encoding="utf-8")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    project = Project(root=tmp_path, content=tmp_path, output=tmp_path / "out", config=Config(), now=now)
    site = pipeline.build(project)
    with disk.locked(project.output), disk.laying(project.output):
        disk.write(project.output, [disk.lay(project.output, output) for output in site.outputs])
    assert tree(project.output) == {output.path: output.data for output in site.outputs}
