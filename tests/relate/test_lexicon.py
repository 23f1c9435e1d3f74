"""The words of all articles as numbers, counted without looking words up."""

import random
from collections import Counter
from functools import partial
from types import MappingProxyType

import pytest

from site_builder.model import Article, Body
from site_builder.project import Config
from site_builder.relate import Fingerprint, fingerprint
from site_builder.relate.lexicon import Renumbered, hashed, none, renumbered
from site_builder.relate.names import known_names
from site_builder.relate.rows import change
from site_builder.relate.traits import traits
from site_builder.relate.vectors import is_column

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


def lexicon(found: list[Fingerprint], before: Renumbered | None = None, was: list[bytes] | None = None) -> Renumbered:
    """The lexicon of these articles, from nothing or from the one before."""
    ids = [p.id.encode() for p in found]
    difference = change(was or [], ids)
    fresh = [found[i] for i in difference.fresh.tolist()]
    return renumbered(before.now if before else none(), difference, fresh, partial(traits, names=known_names(Config())))


def words_of(made: Renumbered, i: int) -> list[int]:
    return [int(made.now.hashes[number]) for number in made.now.words.row(i)]


def test_every_word_has_a_number_and_is_counted() -> None:
    found = prints(**TEXTS)
    made = lexicon(found).now
    counted = Counter(word for p in found for word in p.words.split("\n"))
    assert dict(zip(made.hashes.tolist(), made.frequency.tolist(), strict=True)) == {
        int(hashed(word)[0]): n for word, n in counted.items()
    }
    assert sorted(made.hashes.tolist()) == made.hashes.tolist()


def test_the_numbers_of_an_article_stand_in_the_order_of_its_words() -> None:
    found = prints(**TEXTS)
    made = lexicon(found)
    for i, p in enumerate(found):
        assert words_of(made, i) == hashed(p.words).tolist()


def test_topical_words_of_two_articles_have_a_column() -> None:
    made = lexicon(prints(**TEXTS)).now
    kept = set(made.hashes[is_column(made)].tolist())
    assert {int(hashed(word)[0]) for word in ("高粱", "灌溉渠道", "农户")} <= kept
    assert not {int(hashed(word)[0]) for word in ("玉米", "裁判")} & kept


@pytest.mark.parametrize("texts", [{}, {"empty": ""}, {"empty": "", "dam": TEXTS["dam"]}, {"signs": "，。！"}])
def test_articles_without_words_have_no_columns(texts: dict[str, str]) -> None:
    made = lexicon(prints(**texts)).now
    assert not is_column(made).any()
    assert len(made.words) == len(texts)


def test_a_lexicon_that_was_changed_is_the_one_made_anew() -> None:
    dam, fields, chess = prints(**TEXTS)
    before = lexicon([dam, chess])
    made = lexicon([dam, fields], before, [b"dam", b"chess"])
    anew = lexicon([dam, fields])
    assert [words_of(made, i) for i in (0, 1)] == [words_of(anew, i) for i in (0, 1)]
    assert made.now.hashes.tolist() == anew.now.hashes.tolist()
    assert made.now.frequency.tolist() == anew.now.frequency.tolist()
    assert is_column(made.now).tolist() == is_column(anew.now).tolist()


def test_more_words_than_there_is_room_for_in_one_sort_are_numbered_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = prints(**TEXTS)
    usual = lexicon(found).now
    monkeypatch.setattr("site_builder.relate.lexicon._IN_ONE_SORT", 2)
    made = lexicon(found).now
    assert made.hashes.tolist() == usual.hashes.tolist()
    assert made.words.values.tolist() == usual.words.values.tolist()
    assert made.frequency.tolist() == usual.frequency.tolist()
    assert made.traits.tolist() == usual.traits.tolist()


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
    assert len(found.words.split("\n")) == len(found.counts) == len(found.flags)
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
