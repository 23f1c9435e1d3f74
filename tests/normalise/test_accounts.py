"""The account of an import in frontmatter: read as written; edited by hand it is a problem, never an article lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import matter
from site_builder.model import Account, Article, Counts, Trim
from tests import clips

RECORD = """losses:
  in: {characters: 943, paragraphs: 7, links: 7, images: 1, captions: 0, tables: 0}
  out: {characters: 920, paragraphs: 7, links: 3, images: 1, captions: 0, tables: 0}
  cut:
    share: {places: 2, characters: 11, links: 3}
  moved: {related: 1, "authors,contributors": 1}
  lost: 12
"""
READ = Account(
    Counts(characters=943, paragraphs=7, links=7, images=1),
    Counts(characters=920, paragraphs=7, links=3, images=1),
    (Trim("share", 2, 11, 3), Trim("field:related", 1), Trim("field:authors,contributors", 1)),
    12,
)


def read(record: str) -> tuple[Article, list[str]]:
    text = f"---\ntitle: 渡轮\nurl: https://e.org/a\npublished: 2023\n{record}---\n\n正文\n"
    (article,), problems = clips.read("a.md", text.encode())
    return article, [str(problem) for problem in problems]


def test_as_written() -> None:
    article, problems = read(RECORD)
    assert article.losses == READ
    assert problems == []


WRONG = {
    "losses: none": "`losses` is no account of an import",
    "losses: [1, 2]": "`losses` is no account of an import",
    "losses: {in: {}}": "`losses.out` is no account of an import",
    "losses: {in: {characters: many}, out: {}}": "`losses.in.characters` is no number",
    "losses: {in: {characters: -1}, out: {}}": "`losses.in.characters` is no number",
    "losses: {in: {characters: 9999999999}, out: {}}": "`losses.in.characters` is no number",
    "losses: {in: {characters: true}, out: {}}": "`losses.in.characters` is no number",
    "losses: {in: {words: 1}, out: {}}": "`losses.in.words` counts nothing",
    "losses: {in: {}, out: {}, cut: share}": "`losses.cut` is no account of an import",
    "losses: {in: {}, out: {}, cut: {share: 3}}": "`losses.cut.share` is no account of an import",
    "losses: {in: {}, out: {}, cut: {share: {rule: x}}}": "`losses.cut.share.rule` counts nothing",
    "losses: {in: {}, out: {}, moved: {related: [1]}}": "`losses.moved.related` is no number",
    "losses: {in: {}, out: {}, lost: a lot}": "`losses.lost` is no number",
}


@pytest.mark.parametrize(("record", "message"), WRONG.items())
def test_edited_by_hand(record: str, message: str) -> None:
    article, problems = read(record + "\n")
    assert article.losses is None
    hint = "it is what the import counted: restore it, or remove `losses:`"
    assert problems == [f"a.md:5: error[value-wrong] {message}. hint: {hint}"]


def test_what_else_stands_in_it_is_a_hint() -> None:
    article, problems = read(RECORD + "  note: mine\n")
    assert article.losses == READ
    assert [problem.partition(". hint")[0] for problem in problems] == [
        "a.md:5: hint[key-unknown] `losses.note` is no key that dossier uses"
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["in", "out", "cut", "moved", "lost", "links", "a\nb"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_value_is_read_or_reported(value: object) -> None:
    text = matter.join({"title": "渡轮", "published": "2023", "losses": value}, "正文")
    (article,), problems = clips.read("a.md", text.encode("utf-8", "replace"))
    wrong = [problem.code for problem in problems if problem.code == "value-wrong"]
    assert article.losses is None or not wrong
    assert article.body == "正文"
