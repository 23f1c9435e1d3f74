"""data/articles.json: exactly the keys that users' scripts rely on."""

import json

from tests.exports.library import EXCERPT, FULL, exported


def test_an_article_with_its_links() -> None:
    articles = {article["id"]: article for article in json.loads(exported()["data/articles.json"])}
    assert articles[FULL.id] == {
        "id": "aaaaaaaaaa",
        "title": FULL.title,
        "permalink": "articles/2023-11-14-harbour-aaaaaaaaaa/",
        "url": "https://news.example/a?x=1&y=2",
        "source": "harbour",
        "published": "2023-11-14T10:34+01:00",
        "captured": "2023-11-14T09:45:01Z",
        "language": "zh-Hans",
        "tags": ["灯塔", "夜航"],
        "event": "relit",
        "duplicate_of": None,
        "related": [{"id": "bbbbbbbbbb", "kind": "event", "score": 0.8765, "reasons": ["同一事件：灯塔重开"]}],
        "citations": [
            {"url": "https://paper.example/b", "id": "bbbbbbbbbb"},
            {"url": "https://else.example/", "id": None},
        ],
    }


def test_what_is_not_known_is_null() -> None:
    last = json.loads(exported()["data/articles.json"])[-1]
    assert (last["published"], last["captured"], last["event"]) == (None, None, None)


def test_articles_are_in_the_order_of_the_library() -> None:
    assert [a["id"] for a in json.loads(exported()["data/articles.json"])] == [EXCERPT.id, FULL.id, "cccccccccc"]
