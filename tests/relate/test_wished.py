"""Reading lists feed the wanted list: what is neither collected nor cited already stands behind it, as it came."""

from site_builder.model import Article, Wanted, Wish
from site_builder.relate import wished

CITED = Wanted("https://e.org/cited", "引用的", "", ())
COLLECTED = Article(
    id="a", title="已收", url="https://www.e.org/collected", source="e", origin="a.md", sha256="", format="markdown"
)


def test_wishes_stand_behind_what_is_cited() -> None:
    wishes = [
        Wish("http://e.org/cited/", "书签里的题"),
        Wish("https://e.org/collected"),
        Wish("https://e.org/new", "新的"),
        Wish("https://m.e.org/new", "又一次"),
        Wish("https://e.org/bare"),
    ]
    assert [(entry.url, entry.title) for entry in wished((CITED,), wishes, [COLLECTED])] == [
        ("https://e.org/cited", "引用的"),
        ("https://e.org/new", "新的"),
        ("https://e.org/bare", "https://e.org/bare"),
    ]
