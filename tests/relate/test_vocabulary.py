"""The words of all articles as columns: what stands in two articles or more, counted without looking words up."""

import random
from collections import Counter
from types import MappingProxyType

import pytest

from site_builder.model import Article, Body
from site_builder.project import Config
from site_builder.relate import Fingerprint, fingerprint
from site_builder.relate.vocabulary import hashed, vocabulary

from .articles import article

TEXTS = {
    "dam": "水库的水位连降两米，灌溉渠道见底，农户改种高粱。",
    "fields": "下游的农户把玉米换成高粱，灌溉渠道等到雨季才有水。",
    "chess": "棋手在决赛里弃子，裁判复盘。Referee 说：灌溉 Referee。",
}


def printed(made: Article, config: Config | None = None) -> Fingerprint:
    return fingerprint(made, Body("", made.body), config or Config())


def prints(**texts: str) -> list[Fingerprint]:
    return [printed(article(name, day="2023-03-10", body=text)) for name, text in texts.items()]


def test_a_column_is_a_word_of_at_least_two_articles() -> None:
    found = prints(**TEXTS)
    known, distinct = vocabulary(found)
    counted = Counter(word for p in found for word in p.words.split("\n"))
    assert dict(zip(known.words, known.frequency.tolist(), strict=True)) == {
        word: n for word, n in counted.items() if n > 1 and word in known.words
    }
    assert {"高粱", "灌溉渠道", "农户"} <= set(known.words)
    assert known.words == sorted(known.words)
    assert len(distinct.hashes) == len(counted)


def test_the_columns_of_an_article_stand_in_the_order_of_its_words() -> None:
    found = prints(**TEXTS)
    known, _ = vocabulary(found)
    for i, p in enumerate(found):
        words = p.words.split("\n")
        assert [known.words[column] if column >= 0 else "" for column in known.of(i).tolist()] == [
            word if word in known.words else "" for word in words
        ]


@pytest.mark.parametrize("texts", [{}, {"empty": ""}, {"empty": "", "dam": TEXTS["dam"]}, {"signs": "，。！"}])
def test_articles_without_words_have_no_columns(texts: dict[str, str]) -> None:
    known, _ = vocabulary(prints(**texts))
    assert known.words == []
    assert len(known.starts) == len(texts) + 1


def test_a_hash_depends_on_the_word_alone() -> None:
    words = ["水库", "库水", "水", "水库水", "a", "aa", "高粱\U00020000", "\ud800"]
    chosen = random.Random(3)
    alone = {word: hashed(word).tolist() for word in words}
    for _ in range(20):
        chosen.shuffle(words)
        assert hashed("\n".join(words)).tolist() == [number for word in words for number in alone[word]]
    assert len({numbers[0] for numbers in alone.values()}) == len(words)
    assert hashed("").tolist() == []


def test_names_of_several_lines_or_none_are_one_word_or_none() -> None:
    made = article("dam", "水库", day="2023-03-10", body=TEXTS["dam"], people=("周\n禾", "", "  "), tags=(" ",))
    found = printed(made)
    assert len(found.words.split("\n")) == len(found.counts) == len(found.flags) == len(found.shown.split("\n"))
    assert "周 禾" in found.words.split("\n")


def test_words_are_counted_in_the_first_pages_only_but_listed_names_everywhere() -> None:
    sentence = "灌溉渠道见底，农户改种高粱。\n\n"
    body = sentence * 500 + "周禾女士检查抽水机。\n\n" * 3
    config = Config(people=MappingProxyType({"周禾女士": ()}))
    made = article("dam", "水库", day="2023-03-10", body=body)
    found = printed(made, config)
    counts = dict(zip(found.words.split("\n"), found.counts, strict=True))
    assert counts["周禾女士"] == 3
    assert "抽水机" not in counts
    assert 300 < counts["高粱"] < 500
    assert len(printed(made, config).grams) > len(prints(short=sentence * 500)[0].grams)
