"""Frontmatter: every value stays what was typed, every key knows its line, and mistakes say how to mend them."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder import matter
from site_builder.text import clean


def test_values_stay_what_was_typed() -> None:
    text = """---
published: 2023-11-14
slug: 0123
no: yes
ratio: 1_000
draft: true
image: ~
quoted: "true"
authors: [张帆, 1:30]
related:
- {title: 甲, url: https://e.org}
---

正文
"""
    found = matter.split(text)
    assert found.keys == {
        "published": "2023-11-14",
        "slug": "0123",
        "no": "yes",
        "ratio": "1_000",
        "draft": True,
        "image": None,
        "quoted": "true",
        "authors": ["张帆", "1:30"],
        "related": [{"title": "甲", "url": "https://e.org"}],
    }
    assert found.lines["no"] == 4
    assert found.lines["related"] == 10
    assert (found.body, found.body_line) == ("正文", 14)


def test_join_writes_what_people_would_type() -> None:
    keys = {
        "title": "渡轮: 海港",
        "published": "2023-11-14T10:34+01:00",
        "slug": "0123",
        "no": "yes",
        "authors": ["张帆", "李桨"],
        "summary": "一行\n两行",
        "image": {"src": "https://e.org/a.jpg", "width": 800},
        "related": [{"title": "甲", "url": "https://e.org"}],
        "draft": True,
    }
    assert (
        matter.join(keys, "正文")
        == """---
title: '渡轮: 海港'
published: 2023-11-14T10:34+01:00
slug: '0123'
'no': 'yes'
authors: [张帆, 李桨]
summary: |-
  一行
  两行
image:
  src: https://e.org/a.jpg
  width: 800
related:
- title: 甲
  url: https://e.org
draft: true
---

正文
"""
    )


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("---\ntitle: a: b\n---\n", 2, "no valid YAML: mapping values are not allowed", "put the value of `title` in"),
        ("---\ntitle: @a\n---\n", 2, "no valid YAML: found character that cannot start", "put the value of `title` in"),
        ("---\na: 1\n\tb: 2\n---\n", 3, "no valid YAML: found a tab character", "indent with blanks, not with tabs"),
        ("---\na: 1\nb: 2\na: 3\n---\n", 4, "the key `a` is there twice", "also in line 2; keep one"),
        ("---\ntitle: a\n", 1, "the frontmatter has no end", "close it with a line `---`"),
        ("---\n- a\n---\n", 2, "the frontmatter is no list of `key: value` lines", ""),
        ("---\n? [a]\n: b\n---\n", 2, "a key must be a plain word", ""),
        ('---\na: "b\nc: d\n---\n', 2, "no valid YAML: a quotation mark is open", "close it"),
        ("---\na: *b\n---\n", 2, "nothing is named &b", "put the value in quotes"),
        ("---\na: &a [*a]\n---\n", 2, "nothing is named &a", ""),
        ("---\na: " + "[" * 5000 + "\n---\n", 2, "too many or too deeply nested values", ""),
        ("---\na: " + "x" * 300_000 + "\n---\n", 1, "the frontmatter is larger than 256 kB", ""),
        ("---\na: 1\n--- x\n...\n", 3, "a second document begins inside the frontmatter", "put the value in quotes"),
    ],
)
def test_mistakes(text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(matter.MatterError) as caught:
        matter.split(text)
    assert caught.value.line == line
    assert str(caught.value).startswith(message)
    assert caught.value.hint.startswith(hint)


def test_aliases_cannot_blow_up() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for above, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{above}'] * 10)}]\n"
    with pytest.raises(matter.MatterError, match="too many"):
        matter.split(f"---\n{bomb}---\n")


def test_no_frontmatter() -> None:
    for text in ("", "words", "----\na: 1\n----\n", " ---\na: 1\n---\n", "--- a\n---\n"):
        assert matter.split(text) == matter.Matter({}, {}, text, 1)


WORDS = st.text(max_size=30).map(clean)
VALUES = st.recursive(
    st.one_of(WORDS, st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, VALUES, max_size=6))
def test_what_was_joined_splits_again(keys: dict[str, object]) -> None:
    found = matter.split(matter.join(keys, "正文"))
    assert (found.keys, found.body) == (keys, "正文")


@pytest.mark.parametrize("value", ["\n", "a\n", "a\n\n", "\n\na", "\n---\n", "...\n\n", " \n "])
def test_line_breaks_at_the_ends_of_a_value(value: str) -> None:
    found = matter.split(matter.join({"note": value}, "正文"))
    assert (found.keys, found.body) == ({"note": value}, "正文")


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.lists(WORDS, max_size=3) | WORDS, max_size=6))
def test_other_tools_read_the_same_strings(keys: dict[str, object]) -> None:
    """A YAML 1.1 reader sees dates where we write dates, and else the very strings."""
    text = matter.join({**keys, "published": "2023-11-14"}, "")
    theirs = yaml.safe_load(text.removeprefix("---\n").removesuffix("---\n"))
    assert {key: str(value) if key == "published" else value for key, value in theirs.items()} == {
        **keys,
        "published": "2023-11-14",
    }
