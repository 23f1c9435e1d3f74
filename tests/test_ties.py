"""Digests of what articles cite and lead to: the same values, the same digest; known ones are not worked out again."""

from dataclasses import replace

from site_builder.model import Citation, Related, tied
from site_builder.ties import Ties
from tests.exports.library import FULL, LIBRARY


def test_the_digests_are_those_of_a_first_build() -> None:
    ties = Ties()
    first = ties.of(LIBRARY)
    assert first == {
        a.id: tied(LIBRARY.citations.get(a.id, ()), LIBRARY.related.get(a.id, ())) for a in LIBRARY.articles
    }
    assert ties.of(LIBRARY) == first


def test_another_link_makes_another_digest_of_that_article_alone() -> None:
    ties = Ties()
    before = ties.of(LIBRARY)
    more = (*LIBRARY.related.get(FULL.id, ()), Related("", "publisher", 1.0, (), "https://else.example/1"))
    after = ties.of(replace(LIBRARY, related={**LIBRARY.related, FULL.id: more}))
    assert {name for name in after if after[name] != before[name]} == {FULL.id}


def test_what_is_cited_is_told_apart_from_what_is_related() -> None:
    cited = Citation("https://else.example/1", "别处", 1)
    assert len({tied((), ()), tied((cited,), ()), tied((cited, cited), ())}) == 3
