"""How rare a word is, told in steps."""

from __future__ import annotations

import numpy as np
import pytest

from site_builder.relate.rarity import rarity, rough, smallness, steps


@pytest.mark.parametrize(
    ("articles", "step"), [(0, -1), (1, -1), (2, 0), (3, 0), (4, 1), (15, 1), (16, 2), (63, 2), (64, 3), (5_000, 6)]
)
def test_the_step_of_a_number_of_articles(articles: int, step: int) -> None:
    assert steps(np.array([articles])).tolist() == [step]


def test_within_a_step_all_are_as_rare() -> None:
    of = rarity(np.array([16, 40, 63, 64]), 1_000, 0.01)
    assert of[0] == of[1] == of[2] > of[3]


def test_the_rarer_and_the_less_usual_the_more() -> None:
    assert list(rarity(np.array([1, 4, 16, 64, 256]), 1_000, 0.01)) == sorted(
        rarity(np.array([1, 4, 16, 64, 256]), 1_000, 0.01), reverse=True
    )
    assert rarity(np.array([2]), 10, 0.4) < rarity(np.array([2]), 10, 0.01)


def test_a_dossier_is_as_large_as_its_step() -> None:
    assert rough(1_000) == rough(1_009) != rough(1_010)
    assert all(0.85 * n < rough(n) < 1.2 * n for n in range(1, 10_000))
    assert smallness(1) > smallness(100) > smallness(10_000) > 0
