"""Frontmatter: every value stays what was typed, every key knows its line, and mistakes say how to mend them."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder import matter, simplematter
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


SIMPLE = """title: 渡轮：海港
url: https://e.org/%E6%96%87?a=1#b
published: 2023-11-14T10:34+01:00
draft: true
summary: 'a: b'
note: "#一"
empty:
authors: [张帆, ~, Li Jiang]
clip:
  path: a b.md
  size: {characters: 12, links: 0}
  rules:
    title-again: {places: 1}
tags:
- 甲
- no

related:
- title: 乙
  url: https://e.org
  at:
  - c
- title: null
"""


def by_yaml(head: str) -> object:
    """What YAML itself makes of it: a comment is no simple line."""
    return read(f"{head}\n# nothing\n")


def read(head: str) -> object:
    try:
        found = matter.split(f"---\n{head}\n---\n")
    except matter.MatterError:
        return None
    return found.keys, found.lines


def test_simple_lines_need_no_yaml() -> None:
    found = simplematter.read(SIMPLE)
    assert found
    assert found == by_yaml(SIMPLE)
    assert found[0]["related"] == [{"title": "乙", "url": "https://e.org", "at": ["c"]}, {"title": None}]


LINES = [
    *SIMPLE.splitlines(),
    "a:",
    "a: b",
    "- a",
    "- a: b",
    "- a:",
    "-",
    "- - a",
    "a: -b",
    "a: b:",
    "a:b",
    "a : b",
    "a: b #c",
]
LINES += [
    "a: |",
    "a: [b]",
    "a: [b: c]",
    "a: [b?]",
    "a: {b: 1, b: 2}",
    "a: &x b",
    "a: *x",
    "a: 'b''c'",
    'a: "b\\t"',
    "<<: a",
    "",
    " ",
]
SIGNS = [*" \t:-?#,[]{}&*!|>'\"%@`~=.", "\xa0", "\u3000", "\u2028", "\x85", "\ufeff", "\x07", "null", "1", "字", "a"]


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(LINES)), max_size=8))
def test_simple_lines_say_what_yaml_says(lines: list[tuple[int, str]]) -> None:
    head = "\n".join(" " * indent + line for indent, line in lines)
    assert read(head) == by_yaml(head)


@given(
    st.lists(st.sampled_from(SIGNS), max_size=6).map("".join),
    st.sampled_from(["a: {}", "a: [b, {}]", "a:\n- {}", "a: '{}'"]),
)
def test_any_value_is_what_yaml_says(value: str, form: str) -> None:
    head = form.replace("{}", value)
    assert read(head) == by_yaml(head)
