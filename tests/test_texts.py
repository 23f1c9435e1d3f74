"""Bodies and postings come back from the cache as they were, the plain text of a body only when it is asked for."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path

import pytest

from site_builder import body, relate
from site_builder.cache import Cache, key
from site_builder.exports import search
from site_builder.model import Account, Article, Body, Counts, Cut, Image, Moment, Trim
from site_builder.project import Config
from site_builder.texts import PLAIN, Prints, Text, Texts, packed

FILE = key("file")
MARKDOWN = """港口**停工**，见[第二天](https://a.example/2)。

## Talks 谈判

![码头](https://a.example/p.jpg)

Two words."""
ARTICLE = Article(
    id="a",
    title="港",
    url="",
    source="a",
    origin="a.md",
    sha256="0",
    format="markdown",
    published=Moment("2023-11-14T10:34+08:00", "first div", is_zone_assumed=True),
    image=Image("https://a.example/p.jpg"),
    losses=Account(Counts(characters=9), Counts(characters=8), (Trim("share", 1, 1),)),
    cuts=(Cut("share", "分享"),),
    body=MARKDOWN,
)


def _text(markdown: str) -> Text:
    article = replace(ARTICLE, body=markdown)
    made = body.render(article)
    return Text(made, search.posting(article, made, "full"), relate.fingerprint(article, made, Config()))


def _never(_key: bytes) -> tuple[Text, ...]:
    raise AssertionError("worked out again")


def _kept(root: Path, values: dict[bytes, bytes]) -> Texts:
    named = {FILE + kind: value for kind, value in values.items()}
    Cache(root).keep(named.items())
    return Texts({}, Cache(root), _never)


def _fields(value: Article | Body) -> dict[str, object]:
    return {one.name: getattr(value, one.name) for one in fields(value)}


def test_texts_come_back_from_the_cache(tmp_path: Path) -> None:
    texts = [_text(MARKDOWN), _text("第二篇。")]
    kept = _kept(tmp_path, packed(texts))
    for number, text in enumerate(texts):
        found = kept.body(FILE, number)
        assert _fields(found) == _fields(text.body)
        assert found.extent == text.body.extent
        assert kept.plain(FILE, number) == text.body.text
        assert kept.posting(FILE, number) == text.posting
    assert [one.id for one in Prints(kept, [(FILE, 1), (FILE, 0)])] == ["a", "a"]


def test_a_body_is_shown_without_its_plain_text(tmp_path: Path) -> None:
    values = packed([_text(MARKDOWN)])
    found = _kept(tmp_path, {kind: value for kind, value in values.items() if kind != PLAIN}).body(FILE, 0)
    assert (found.html, found.extent) == (_text(MARKDOWN).body.html, (10, 3))
    with pytest.raises(AssertionError, match="worked out again"):
        found.text  # noqa: B018  # asked for


def test_values_are_pickled_whole_and_stay_frozen() -> None:
    back = pickle.loads(pickle.dumps(ARTICLE))
    assert _fields(back) == _fields(ARTICLE)
    assert back.published.where == "first div"
    with pytest.raises(FrozenInstanceError):
        back.title = "别的"
