"""Tags and names: one term for one thing, pages with safe addresses."""

import pytest

from site_builder.project import Config
from site_builder.relate.found import name

from .articles import article, related


def test_tags_of_either_script_and_case_are_one_term() -> None:
    library, _ = related([article("a", tags=("實體清單", "APEC")), article("b", tags=("实体清单", "apec"))])
    assert [(t.kind, t.name, t.articles) for t in library.terms] == [
        ("tag", "APEC", ("b", "a")),
        ("tag", "实体清单", ("b", "a")),
    ]


def test_names_have_a_term_from_two_articles_on() -> None:
    config = Config(people={"林远山": ("Lin Yuanshan",)})
    one, two = article("a", "林远山来访"), article("b", people=("Lin Yuanshan",))
    (term,) = related([one, two], config=config)[0].terms
    assert (term.kind, term.name, term.articles, term.aliases) == ("person", "林远山", ("b", "a"), ("Lin Yuanshan",))
    assert related([one, article("c", "无关")], config=config)[0].terms == ()


def test_addresses_are_safe_and_never_shared() -> None:
    library, _ = related([article("a", tags=("中/美", "中?美", "..", "A b", "e\u0301"))])
    slugs = [term.slug for term in library.terms]
    assert sorted(slugs) == sorted(["A-b", "term", "中-美", "中-美-2", "é"])


@pytest.mark.parametrize(
    ("word", "kind", "found"),
    [
        ("北京市", "ns", ("place", "北京")),
        ("川普", "nr", ("person", "特朗普")),
        ("邢台市", "ns", ("place", "邢台市")),
        ("周燕芬", "nr", ("person", "周燕芬")),
        ("首都师范大学", "nt", ("organisation", "首都师范大学")),
        ("大城市", "ns", None),
        ("海关", "ns", None),
        ("上市公司", "nt", None),
        ("人民法院", "nt", None),
        ("安全性", "nr", None),
        ("支付宝", "nr", None),
        ("罗伯特", "nr", None),
        ("胡萝卜", "nr", None),
        ("李先生", "nr", None),
        ("令人", "nr", None),
    ],
)
def test_better_no_name_than_a_wrong_one(word: str, kind: str, found: tuple[str, str] | None) -> None:
    assert name(word, kind) == found
