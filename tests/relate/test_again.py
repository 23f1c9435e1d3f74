"""What an earlier comparison left makes the next one quicker and no different."""

from __future__ import annotations

import gc
import random
import re
from dataclasses import replace
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

import pytest

from site_builder.model import Article, Body, Link, ListedItem, Original
from site_builder.project import Config
from site_builder.relate import Fingerprint, Kept, Linked, fingerprint, link
from site_builder.relate.usual import word_shares

from .articles import article

NOUNS = (
    "Reservoir Orchard 水库 农户 高粱 渠道 抽水机 县长 裁判 棋手 联赛 疫苗 医院 护士 卫星 火箭 电站 铁路 桥梁 渡轮 灯塔"
)
NAMES = "习近平 联合国 清华大学 北京市 云南省 周禾 青石镇"
ENGLISH = "reservoir orchard farmers sorghum bridges closed county Geneva harbour satellite"
VERBS = "检查 改种 说明 关闭 打开 修理 测量 运走"
CONFIG = Config(people=MappingProxyType({"周禾": ("阿禾",)}))


def written(chosen: random.Random, number: int) -> Article:
    """An article of some sentences about a few things."""
    about = chosen.sample(NOUNS.split(), 6) + chosen.sample(NAMES.split(), 2)
    sentences = [
        f"{chosen.choice(about)}{chosen.choice(VERBS.split())}{chosen.choice(about)}，{chosen.choice(about)}在{chosen.choice(about)}旁。"
        for _ in range(chosen.randrange(0, 12))
    ]
    day = f"2023-0{chosen.randrange(1, 4)}-{chosen.randrange(10, 29)}" if number % 7 else ""
    tags = (chosen.choice(about),) if number % 5 == 0 else ()
    if number % 4 == 1:
        english = " ".join(chosen.choice(ENGLISH.split()) for _ in range(20))
        return article(f"a{number}", english[:30], day="2023-02-11", body=english, language="en")
    words = ["Reservoir ", "Harbour"] if number % 3 == 0 else chosen.sample(about, 2)
    return article(f"a{number}", "".join(words), day=day, body="".join(sentences), tags=tags)


def linked_in(text: str) -> tuple[Link, ...]:
    """A link for every address in a text."""
    return tuple(Link(url, "详情", 1) for url in re.findall(r"https://[a-z0-9./]+", text))


class Shelf:
    """Articles with what `link` needs of them, and of which the fingerprint was `asked` for."""

    def __init__(self, articles: list[Article]) -> None:
        self.articles: list[Article] = articles
        self.asked: dict[int, Fingerprint] = {}
        self.bodies = {a.id: Body("", a.body, links=linked_in(a.body)) for a in articles}
        self.marks = [blake2b(repr(a).encode(), digest_size=16).digest() for a in articles]

    def __len__(self) -> int:
        return len(self.articles)

    def __getitem__(self, i: int) -> Fingerprint:
        if i not in self.asked:
            self.asked[i] = fingerprint(self.articles[i], self.bodies[self.articles[i].id], CONFIG)
        return self.asked[i]

    def linked(self, before: Kept | None = None) -> Linked:
        return link(self.articles, self.bodies, self, CONFIG, marks=self.marks, before=before)  # type: ignore[arg-type]


def edited(articles: list[Article], chosen: random.Random) -> list[Article]:
    """The same with one article changed, new, gone, or to be linked or not to be linked with another."""
    articles = list(articles)
    place = chosen.randrange(len(articles))
    one, other = articles[place], chosen.choice(articles)
    by_people: dict[str, dict[str, Any]] = {
        "apart": {"not_related": (other.id,)},
        "pinned": {"see_also": (other.id,)},
        "listed": {"related": (ListedItem(other.title, other.url), ListedItem("渡轮", "https://e.org/elsewhere"))},
        "cited": {"body": f"{one.body}参见https://e.org/{other.id}和https://e.org/2023/ferry。"},
        "one event": {"event": "ferry"},
        "no event": {"event": ""},
        "translated": {"original": Original(other.url)},
    }
    kind = chosen.choice(["body", "title", "day", "new", "gone", "copy", "nothing", *by_people])
    if kind == "body":
        articles[place] = replace(one, body=one.body + "青石镇的灯塔关闭。")
    elif kind == "title":
        articles[place] = replace(one, title=f"{one.title} {chosen.choice(NOUNS.split())}")
    elif kind == "day":
        articles[place] = replace(written(chosen, 1), id=one.id, url=one.url, body=one.body, title=one.title)
    elif kind == "new":
        articles.insert(place, written(chosen, 1000 + chosen.randrange(10**6)))
    elif kind == "gone":
        del articles[place]
    elif kind == "copy":
        articles.append(replace(one, id=f"copy{chosen.randrange(10**6)}", url=""))
    elif kind in by_people:
        articles[place] = replace(one, **by_people[kind])
    return articles


@pytest.mark.parametrize(("seed", "number"), [(7, 60), (26, 12), (31, 12)])
def test_after_any_edits_the_library_is_the_one_made_anew(seed: int, number: int) -> None:
    chosen = random.Random(seed)
    articles = [written(chosen, n) for n in range(number)]
    kept = Shelf(articles).linked().kept
    for step in range(25):
        articles = edited(articles, chosen)
        again = Shelf(articles).linked(kept)
        assert again.library == Shelf(articles).linked().library, f"step {step}"
        if chosen.random() < 0.7:  # else the next step starts from an older one, as another process does
            kept = again.kept


def test_a_title_is_weighed_by_texts_that_have_its_words_when_its_own_has_not() -> None:
    """The Latin words of a Chinese text are not among its grams, but those of a Latin title are."""
    chosen = random.Random(1)
    body = "农户改种高粱，抽水机停了三天，渠道见底，县长检查水库。" * 3
    english = {"day": "2023-02-12", "language": "en"}
    articles = [article("titled", "Glacier Tundra", day="2023-02-11", body=body)]
    articles += [article(name, "Geneva", body=f"The tundra {name}.", **english) for name in ("fell", "rose")]
    articles += [replace(written(chosen, 3 * n), title=f"渠道{n}") for n in range(4, 13)]
    kept = Shelf(articles).linked().kept
    for name in ("one", "two"):  # at first no text has the word
        articles.append(article(name, "Geneva", body="A glacier in Geneva.", **english))
        again, anew = Shelf(articles).linked(kept).kept, Shelf(articles).linked().kept
        assert again.grams.in_common.tolist() == anew.grams.in_common.tolist()
        assert again.grams.in_texts.weights.tolist() == anew.grams.in_texts.weights.tolist()
        kept = again


def test_what_is_worked_out_in_parts_is_the_same_in_parts_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = random.Random(3)
    articles = [written(chosen, number) for number in range(60)]
    usual = Shelf(articles).linked()
    sizes = {"lexicon._TOGETHER": 7, "lexicon._WORTH_SORTING": 100, "sametopic._TOGETHER": 7}
    for name, size in {**sizes, "vectors.TOGETHER": 7, "gramvectors.TOGETHER": 7, "gramvectors._FEW": 7}.items():
        monkeypatch.setattr(f"site_builder.relate.{name}", size)
    in_parts = Shelf(articles).linked()
    assert in_parts.library == usual.library
    assert in_parts.kept.links.signs.tolist() == usual.kept.links.signs.tolist()
    assert in_parts.kept.words.frequency.tolist() == usual.kept.words.frequency.tolist()


def test_what_did_not_change_is_not_looked_at_again() -> None:
    words = [word for word in word_shares() if not word.isascii()]
    groups = [words[start : start + 10] for start in range(0, 400, 10)]  # five articles write about the same ten things
    articles = [article(f"a{n}", "".join(groups[n // 5][n % 5 : n % 5 + 5]), day="2023-03-10") for n in range(200)]
    kept = Shelf(articles).linked().kept
    same, other = Shelf(articles), Shelf([*articles[:-1], replace(articles[-1], title=articles[-1].title + "灯塔")])
    same.linked(kept)
    other.linked(kept)
    assert not same.asked
    assert set(other.asked) == {195, 196, 197, 198, 199}


def test_a_comparison_leaves_no_cycles() -> None:
    """A build goes without one."""
    chosen = random.Random(11)
    shelf = Shelf([written(chosen, number) for number in range(60)])
    gc.collect()
    gc.disable()
    try:
        linked = shelf.linked()
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = [type(one).__qualname__ for one in gc.garbage]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert linked.library.related
    assert not left


def test_another_order_of_the_same_articles_is_the_same_library() -> None:
    chosen = random.Random(5)
    articles = [written(chosen, number) for number in range(40)]
    kept = Shelf(articles).linked().kept
    assert Shelf(articles[::-1]).linked(kept).library == Shelf(articles).linked().library
