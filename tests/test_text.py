"""Small questions about text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import cjk
from site_builder.text import HAN, count_han


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ASCII", 0),
        ("港口，Port 港。", 3),
        ("㐀䶿一鿿\uf900\ufaff\U00020000\U0003ffff", 8),  # the ends of every block
        ("㏿䷀\u4dff\ua000\uf8ff\ufb00\U0001f600", 0),  # what stands beside them: hexagrams, private use, emoji
        ("한국어 かな", 0),
    ],
)
def test_han_characters_are_counted(text: str, count: int) -> None:
    assert count_han(text) == count


@given(st.text())
def test_the_count_is_that_of_the_class(text: str) -> None:
    assert count_han(text) == len(re.findall(f"[{HAN}]", text))


def test_private_characters_are_not_taken_for_chinese() -> None:
    assert cjk.is_cjk("\uf900")
    assert not cjk.is_cjk("\ue000")
