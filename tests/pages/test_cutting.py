"""What reading left out, in words: every rule has a name that readers understand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import site_builder
from site_builder import catalogues
from site_builder.model import Account, Article, Counts, Cut, Trim
from site_builder.pages.cutting import MOVED, trimming
from tests.pages.made import articles

HERE = Path(site_builder.__file__).parent
CUTTING = {"Cut", "cut", "drop", "drop_lines", "drop_from"}


def rules() -> Iterator[str]:
    """The rules that the code names where it cuts."""
    for path in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            if name in CUTTING and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                yield node.args[0].value


def article(**known: object) -> Article:
    (made,) = articles("2023-11-14 harbour 重新点亮")
    return replace(made, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", sorted(set(rules())))
def test_every_rule_has_a_name(rule: str) -> None:
    said = trimming(article(cuts=(Cut(rule, "字"),)), catalogues.load("zh-Hans"))
    assert said
    assert not any("其他" in line for line in said.lines)
    assert (said.total == "移入书目栏1处") is rule.startswith(MOVED)


def test_cuts_of_a_clip_in_english() -> None:
    cuts = (Cut("share", "a b", images=("i",)), Cut("share", "c", links=("l", "m")), Cut("promo", "d"))
    said = trimming(article(cuts=cuts), catalogues.load("en"))
    assert said
    assert said.total == "4 characters left out"
    assert said.lines == (
        "Share bars: 2 places, 3 characters, 2 links and 1 picture",
        "Promotion: 1 place and 1 character",
    )


RECORD = Account(
    Counts(characters=943, paragraphs=7, links=7, images=1, captions=1, tables=1),
    Counts(characters=900, paragraphs=6),
    (Trim("share", 1, 3), Trim("element:form", 1, 4), Trim("field:tags", 2)),
    lost=12,
)
SAID = {
    "zh-Hans": (
        "略去7字",
        "剪报有943字、7段、7个链接、1张图片、1条图说、1个表格",
        "导入后有900字、6段",
        "网页控件：1处、4字",
        "分享栏：1处、3字",
        "移入书目栏2处",
        "去向不明12字",
    ),
    "zh-Hant": (
        "略去7字",
        "剪報有943字、7段、7個連結、1張圖片、1條圖說、1個表格",
        "匯入後有900字、6段",
        "網頁控制項：1處、4字",
        "分享列：1處、3字",
        "移入書目欄2處",
        "去向不明12字",
    ),
    "en": (
        "7 characters left out",
        "In the clip: 943 characters, 7 paragraphs, 7 links, 1 picture, 1 caption and 1 table",
        "After the import: 900 characters and 6 paragraphs",
        "Page controls: 1 place and 4 characters",
        "Share bars: 1 place and 3 characters",
        "2 passages moved to the record",
        "12 characters unaccounted for",
    ),
}


@pytest.mark.parametrize("language", SAID)
def test_the_record_of_an_import(language: str) -> None:
    said = trimming(article(losses=RECORD, cuts=(Cut("promo", "d"),)), catalogues.load(language))
    assert said
    assert (said.total, *said.lines) == SAID[language]


def test_an_import_that_cut_nothing_says_so() -> None:
    whole = Account(Counts(characters=3), Counts(characters=3), (Trim("field:tags", 1),))
    said = trimming(article(losses=whole), catalogues.load("zh-Hans"))
    assert said
    assert (said.total, *said.lines) == ("未略去内容", "剪报有3字", "导入后有3字", "移入书目栏1处")
