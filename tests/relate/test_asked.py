"""Fingerprints are fetched once, and what a comparison has done with them goes."""

import pytest

from site_builder.model import Body
from site_builder.project import Config
from site_builder.relate import Fingerprint, fingerprint
from site_builder.relate.asked import Asked

from .articles import article


def prints() -> list[Fingerprint]:
    titles = {"one": "水库旁的灯塔", "two": "渡轮与铁路", "three": "高粱"}
    return [fingerprint(article(name, title), Body("", title * 9), Config()) for name, title in titles.items()]


def test_they_come_in_the_order_that_is_asked_for() -> None:
    asked = Asked(prints(), [2, 0, 1])
    assert [each.id for each in asked] == ["three", "one", "two"]


def test_grams_go_when_they_are_in_matrices_and_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.relate.asked._MANY", 1)
    given_back: list[str] = []
    asked = Asked(prints(), [0, 1, 2], lambda: given_back.append("memory"))
    one, two = asked[0], asked[1]
    asked.drop_grams()
    assert (asked[0].grams, asked[0].gram_counts, asked[0].title_grams) == (b"", b"", b"")
    assert (asked[0].words, asked[0].shingles) == (one.words, one.shingles)
    asked.drop_shingles()
    assert asked[1].shingles == b""
    assert asked[1].counts == two.counts
    assert given_back == ["memory", "memory"]
    assert asked[2].grams  # nobody had asked for that one
