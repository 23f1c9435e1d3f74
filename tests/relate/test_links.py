"""Links that people made: pins, blocks, publishers' lists, citations, originals."""

from typing import Any

from site_builder.model import Article, Link, ListedItem, Original, Reason
from site_builder.project import Config, Source

from .articles import article, codes, related, targets

LISTED = ListedItem("水库告急", "http://www.e.org/b/", "干旱")
MISSING = ListedItem("没有收的一篇", "https://e.org/elsewhere", "综述")


def pair(**fields: Any) -> list[Article]:
    return [article("a", "春耕推迟", **fields), article("b", "水库告急")]


def test_see_also_leads_there_and_back_and_stands_first() -> None:
    library, problems = related(pair(see_also=("b",)))
    assert (codes(library, "a", "b"), codes(library, "b", "a")) == (["see-also"], ["seen-from"])
    assert library.related["a"][0].score == 1.0
    assert problems == ()


def test_pins_may_be_urls_in_any_spelling() -> None:
    assert targets(related(pair(see_also=("http://www.e.org/b/#x",)))[0], "a") == ["b"]


def test_not_related_wins_over_everything_in_both_directions() -> None:
    library, _ = related(pair(not_related=("b",), see_also=("b",), related=(LISTED,)))
    assert (targets(library, "a"), targets(library, "b")) == ([], [])


def test_a_pin_that_leads_nowhere_is_named() -> None:
    _, problems = related(pair(see_also=("zzz",), not_related=("https://e.org/gone",)))
    assert [(p.code, p.path, p.message) for p in problems] == [
        ("see-also-unknown", "a.md", 'see_also: "zzz" is not collected'),
        ("see-also-unknown", "a.md", 'not_related: "https://e.org/gone" is not collected'),
    ]


def test_the_publishers_list_is_local_where_collected_and_outward_after_it() -> None:
    config = Config(sources=(Source(id="e", name="晨报"),))
    library, _ = related(pair(related=(MISSING, LISTED)), config=config)
    local, outward = library.related["a"]
    assert (local.target, local.kind, local.reasons) == ("b", "publisher", (Reason("listed", ("晨报",)),))
    assert (outward.target, outward.url, outward.title, outward.kicker) == ("", MISSING.url, MISSING.title, "综述")
    assert codes(library, "b", "a") == ["listed-by"]


def test_a_list_that_names_one_address_twice_shows_it_once() -> None:
    again = ListedItem("同一篇", "https://e.org/elsewhere/")
    assert [link.title for link in related(pair(related=(MISSING, again)))[0].related["a"]] == ["没有收的一篇"]


def test_links_in_the_text_count_in_both_directions() -> None:
    library, _ = related(pair(), {"a": [Link("https://e.org/b?utm_source=x", "水库", 4)]})
    assert library.related["a"][0].reasons == (Reason("cites", ("4",)),)
    assert library.related["b"][0].reasons == (Reason("cited-by", ("4",)),)
    assert library.cited_by == {"b": ("a",)}


def test_a_translation_and_its_original_know_each_other() -> None:
    library, _ = related(pair(original=Original("https://e.org/b", "en")))
    assert (codes(library, "a", "b"), codes(library, "b", "a")) == (["original"], ["translation"])


def test_two_translations_of_one_original_know_each_other() -> None:
    original = Original("https://far.org/text", "en")
    library, _ = related([article("a", "甲", original=original), article("b", "乙", original=original)])
    assert codes(library, "a", "b") == ["one-original"]


def test_at_most_six_are_shown_and_a_list_of_the_publisher_leaves_one_place() -> None:
    names = [f"n{i}" for i in range(8)]
    listed = tuple(ListedItem(name, f"https://e.org/{name}") for name in names)
    library, _ = related(
        [article("a", "头条", related=listed), *(article(name) for name in names), article("z")],
        {"a": [Link("https://e.org/z", "另一篇", 1)]},
    )
    assert [link.kind for link in library.related["a"]] == ["publisher"] * 5 + ["citation"]
