"""Keys of pages and exports: the same key, the same files; and what an edit does not touch keeps its key."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder import catalogues, config, exports, pages, pipeline
from site_builder.keyed import Section
from site_builder.model import Article, Body, Library, Output
from site_builder.project import Config, Project
from site_builder.render import Renderer
from tests.exports.library import CONFIG, FULL, LIBRARY
from tests.pages.made import articles, library

SETTINGS = """
title = "河港"
summary = "一座港。"
base_url = "https://h.example/x/"
[people]
"陈港生" = ["陳港生"]
"周渡" = []
[sources.daily]
name = "日报"
[sources.paper]
name = "The Paper"
language = "en"
[[phases]]
date = "2020-03"
label = "开工"
articles = ["https://daily.example/1"]
[events.opening]
name = "开港"
"""
# What an article may be; the first choice of each is what it is where nothing else is said.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "title": ("渡轮停航第{n}报", "灯塔修缮第{n}报", "Harbour report {n}"),
    "source": ("daily", "paper", "other"),
    "published": ("2020-03-1{n}", "2020-03-10", "2021-07", ""),
    "captured": ("2021-01-02T00:00:00Z", "2022-02-03"),
    "tags": ("[港口]", "[港口, 灯塔]", "[]"),
    "people": ("[]", "[陈港生, 周渡]", "[周渡]"),
    "summary": ("", "一句摘要。"),
    "kicker": ("", "港口/夜航"),
    "rights": ("", "excerpt", "link", "private"),
    "event": ("", "opening"),
    "slug": ("", "own-{n}"),
    "aliases": ("[]", "[old-{n}]"),
    "see_also": ("[]", "['https://daily.example/2']"),
    "note": ("", "编者的话。"),
    "archived": ("", "https://archive.example/{n}"),
    "withdrawn": ("", "应要求撤下"),
    "authors": ("[]", "[林一舟]"),
    "image": ("", "https://daily.example/{n}.jpg"),
    "text": (
        "陈港生说渡轮停航不能再拖。[此前报道](https://daily.example/{m})\n\n**预算**在去年已经公布。",
        "陈港生说渡轮停航不能再拖，他说。[此前报道](https://daily.example/{m})\n\n**预算**在去年已经公布。",
        "灯塔修缮的工期定为三年，见[别处](https://else.example/{n})。周渡也在场。",
        "The ferry stopped.",
    ),
}
FEWEST = 4
Clips = dict[int, dict[str, int]]  # by number: which of the choices each key has


def clip(number: int, chosen: Mapping[str, int]) -> str:
    said = {key: choices[chosen.get(key, 0) % len(choices)] for key, choices in CHOICES.items()}
    filled = {key: text.format(n=number, m=(number + 1) % 6) for key, text in said.items()}
    lines = [f"{key}: {text}" for key, text in filled.items() if text and key != "text"]
    return "\n".join(("---", f"url: https://daily.example/{number}", *lines, "---", "", filled["text"], ""))


def linked(clips: Clips) -> tuple[Library, Project]:
    """The library of these clips, by the real way."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / config.FILE).write_text(SETTINGS, encoding="utf-8")
        for number, chosen in clips.items():
            (root / f"{number}.md").write_text(clip(number, chosen), encoding="utf-8")
        now = datetime(2026, 1, 1, tzinfo=UTC)
        project = Project(root=root, content=root, output=root / "out", config=config.load(root), now=now, jobs=1)
        made = pipeline.build(project).library
        loaded = {article.id: made.bodies[article.id] for article in made.articles}
        digests = {article.id: made.digests[article.id] for article in made.articles} if made.digests else {}
    return replace(made, bodies=loaded, digests=digests), project


class Made:
    """The parts of a site by key, and the files of each."""

    def __init__(self, known: Library, project: Project) -> None:
        self.project, self.words = project, (words := catalogues.load(project.config.language))
        self.renderer = Renderer(project, words)
        self.known: dict[bytes, tuple[Output, ...]] = {}
        planned, exported = pages.parts(known, project, words).sections, exports.sections(known, project, words)
        self.pages = {part.key: part for section in planned for part in section.gather()}
        self.exports = {part.key: part for section in exported for part in section.gather()}
        self.lists = known.lists
        self.sections = _keys("pages", planned) | _keys("exports", exported)

    def keys(self) -> set[bytes]:
        return {*self.pages, *self.exports}

    def files(self, key: bytes) -> tuple[Output, ...]:
        if key not in self.known:
            pages = (self.renderer.render(page) for page in self.pages[key]()) if key in self.pages else ()
            self.known[key] = (*pages, *(self.exports[key]() if key in self.exports else ()))
        return self.known[key]

    def paths(self, keys: Iterable[bytes]) -> set[str]:
        return {file.path for key in keys for file in self.files(key)}


def _keys(kind: str, sections: Iterable[Section[Any]]) -> dict[tuple[str, bytes], list[bytes]]:
    """The keys of the parts of each section."""
    return {(kind, one.digest): [part.key for part in one.gather()] for one in sections if one.digest}


EDITS = st.tuples(
    st.integers(0, FEWEST), st.sampled_from(["new", "deleted", *CHOICES]), st.integers(0, 3)
)  # number, what, choice


def edited(clips: Clips, edit: tuple[int, str, int]) -> Clips:
    number, what, choice = edit
    if what == "deleted":
        return {n: chosen for n, chosen in clips.items() if n != number} or clips
    if what == "new":
        return {**clips, FEWEST + choice: {"title": choice}}
    return {**clips, number: {**clips.get(number, {}), what: choice}}


RICH: Clips = {  # nearly everything shared by two articles at least
    0: {"tags": 1, "people": 1, "event": 1, "see_also": 1, "summary": 1},
    1: {"tags": 1, "people": 1, "event": 1, "source": 1, "image": 1, "text": 2},
    2: {"people": 2, "published": 2, "kicker": 1},
    3: {"tags": 1, "source": 1, "authors": 1, "text": 2},
    4: {"source": 2, "rights": 1, "summary": 1, "published": 3},
}


@pytest.fixture(autouse=True)
def _a_section_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.pages.article.TOGETHER", 1)


@cache
def rich() -> Made:
    return Made(*linked(RICH))


def agree(one: Made, other: Made) -> None:
    for key in one.keys() & other.keys():
        assert one.files(key) == other.files(key)
    for name in one.sections.keys() & other.sections.keys():
        assert one.sections[name] == other.sections[name]


@pytest.mark.parametrize("what", ["new", "deleted", *CHOICES])
def test_after_any_one_edit_the_same_key_means_the_same_files(what: str) -> None:
    for choice in range(1, max(2, len(CHOICES.get(what, ())))):
        after = Made(*linked(edited(RICH, (choice, what, choice))))
        agree(rich(), after)


def test_other_words_change_no_list() -> None:
    after = Made(*linked(edited(RICH, (0, "text", 1))))
    assert rich().lists == after.lists
    assert rich().keys() != after.keys()


@given(start=st.lists(EDITS, max_size=8), edits=st.lists(EDITS, min_size=1, max_size=2))
@settings(max_examples=4, deadline=None)
def test_the_same_key_means_the_same_files(
    start: list[tuple[int, str, int]], edits: list[tuple[int, str, int]]
) -> None:
    """Here with digests of the articles worked out from their texts."""
    clips: Clips = {number: {} for number in range(FEWEST)}
    for edit in start:
        clips = edited(clips, edit)
    after = clips
    for edit in edits:
        after = edited(after, edit)
    (one, project), (other, _) = linked(clips), linked(after)
    agree(Made(replace(one, digests={}), project), Made(replace(other, digests={}), project))


def made(known: Library, configured: Config = CONFIG) -> Made:
    here = Path()
    now = datetime(2025, 1, 2, tzinfo=UTC)
    return Made(known, Project(root=here, content=here, output=here, config=configured, now=now))


def reworded(known: Library, article: Article) -> Library:
    """The library after an edit of an article's text alone."""
    changed = replace(article, body="另一段。", sha256="9" * 64)
    listed = tuple(changed if a.id == article.id else a for a in known.articles)
    return replace(known, articles=listed, bodies={**known.bodies, article.id: Body("<p>另一段。</p>", "另一段。")})


def summed_up(known: Library) -> Library:
    return replace(known, articles=tuple(replace(a, summary=a.summary or "一句摘要。") for a in known.articles))


def test_an_edit_of_the_text_changes_its_page_and_the_feeds_that_quote_it() -> None:
    before, after = made(LIBRARY), made(reworded(LIBRARY, FULL))
    changed = {f"{FULL.permalink}index.html", *_feeds("", "sources/harbour/", "tags/dengta/")}
    assert after.paths(after.keys() - before.keys()) == changed


def test_an_edit_of_the_text_changes_no_section_but_its_own() -> None:
    known = replace(LIBRARY, lists=b"as before")
    before, after = made(known), made(reworded(known, FULL))
    changed = [after.paths(keys) for name, keys in after.sections.items() if name not in before.sections]
    assert changed == [{f"{FULL.permalink}index.html"}]


def test_with_a_summary_only_the_feed_with_whole_texts_quotes_it() -> None:
    known = summed_up(LIBRARY)
    full = next(article for article in known.articles if article.id == FULL.id)
    before, after = made(known), made(reworded(known, full))
    assert after.paths(after.keys() - before.keys()) == {f"{FULL.permalink}index.html", *_feeds("")}


def _feeds(*folders: str) -> set[str]:
    return {f"{folder}{name}" for folder in folders for name in ("feed.xml", "feed.json")}


def test_in_a_long_list_a_new_title_changes_the_pages_that_show_it() -> None:
    lines = [f"{2000 + n // 30}-{1 + n // 10 % 3:02}-{1 + n % 10:02} {'ab'[n % 2]} 第{n}报" for n in range(330)]
    listed = articles("\n".join(lines))
    retitled = tuple(replace(a, title="新题") if a.id == "a100" else a for a in listed)
    before, after = made(library(listed)), made(library(retitled))
    html = {path for path in after.paths(after.keys() - before.keys()) if path.endswith(".html")}
    around = {f"{listed[n].permalink}index.html" for n in (99, 100, 101)}
    assert html == around | {"timeline/2003/index.html", "sources/a/index.html", "search/index.html"}


def test_an_article_more_changes_no_page_of_others_but_its_neighbour() -> None:
    """As long as no source gets another shape by it."""
    lines = [f"2020-01-{n:02} {'ab'[n % 3 == 0]} 第{n}报" for n in range(1, 23)]
    listed, more = articles("\n".join(lines[:-1])), articles("\n".join(lines))
    before, after = made(library(listed)), made(library(more))
    changed = {path for path in after.paths(after.keys() - before.keys()) if path.startswith("articles/")}
    assert changed == {f"{more[n].permalink}index.html" for n in (20, 21)}


def test_parts_of_one_site_have_keys_of_their_own() -> None:
    known = made(LIBRARY)
    parts = (
        *pages.parts(LIBRARY, known.project, known.words).each,
        *exports.parts(LIBRARY, known.project, known.words),
    )
    assert len(known.keys()) == len(parts)
