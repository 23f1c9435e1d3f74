"""What one article brings to the comparison: folded text, pairs of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.relate.grams import characters, grams, shingles
from site_builder.relate.names import folded
from site_builder.text import simplified

LONG = "港口的燈塔" * 30  # above this many characters a table folds


@pytest.mark.parametrize("sign", ["A", "門", "㑮", "İ", "Σ", "😀", "𠀀", "\0", "é"])
def test_long_texts_are_folded_like_short_ones(sign: str) -> None:
    assert folded(LONG + sign) == simplified(LONG) + folded(sign)


@given(st.text(max_size=20))
def test_any_long_text_is_folded_sign_by_sign(text: str) -> None:
    lower = text.lower() if len(text.lower()) == len(text) else text
    assert folded(LONG + text)[len(LONG) :] == simplified(lower)


@given(st.text("灯塔港 ，ab\n", max_size=12), st.text("灯塔港 ，ab", max_size=12))
def test_pairs_of_the_headline_are_those_of_its_characters(title: str, rest: str) -> None:
    every = f"{title}\n{rest}"
    alone, _, _ = grams(title, characters(title))
    _, _, in_title = grams(every, characters(every), len(title))
    assert in_title.tolist() == alone.tolist()


def test_pairs_are_counted() -> None:
    codes, counts, _ = grams("灯塔，灯塔塔", characters("灯塔，灯塔塔"))
    assert sorted(counts.tolist()) == [1, 2]
    assert codes.tolist() == sorted(codes.tolist())


@pytest.mark.parametrize("text", ["", "灯", "灯塔港口"])
def test_short_texts_have_no_shingles(text: str) -> None:
    assert shingles(characters(text)).tolist() == []


def test_punctuation_is_no_part_of_shingles() -> None:
    text = "港口的灯塔重新点亮之后岸上的人都说这是十年来头一回夜里又有了往来的船"
    assert shingles(characters(text)).tolist() == shingles(characters("，".join(text))).tolist()
