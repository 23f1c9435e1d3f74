"""The normal form's keys: what each takes, and how a wrong value is reported."""

from dataclasses import fields

import pytest

from site_builder.model import Article, Change, ClipRecord, Image, ListedItem, Original
from site_builder.normalise.keys import ORDER
from tests import clips


def read(line: str) -> tuple[Article, list[str]]:
    """An article with one line of frontmatter besides title and date (the line is number 4), and its problems."""
    text = f"---\ntitle: 渡轮\npublished: 2023\n{line}\n---\n\n正文\n"
    (article,), problems = clips.read("a.md", text.encode())
    return article, [str(problem) for problem in problems if problem.code != "url-missing"]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("url: http://E.org//a?utm_source=x", "url", "http://e.org/a"),
        ("source: rfi", "source", "rfi"),
        ("source: 德国之声", "source", "dw"),
        ("source: Harbour Daily", "source", "harbour-daily"),
        ("archived: https://a.org/web//https://E.org", "archived", "https://a.org/web//https://E.org"),
        ("language: zh_TW", "language", "zh-Hant"),
        ("kicker: 本地/交通", "kicker", "本地/交通"),
        ("authors: 张帆", "authors", ("张帆",)),
        ("authors: [张帆, 李桨, 张帆]", "authors", ("张帆", "李桨")),
        ("tags: []", "tags", ()),
        ("tags: ~", "tags", ()),
        ("tags: [2023, on]", "tags", ("2023", "on")),
        ("image: https://e.org/a.jpg", "image", Image("https://e.org/a.jpg")),
        ("image: img/a.jpg", "image", Image("img/a.jpg")),
        ("image: {src: 'https://e.org/a.jpg', width: 800}", "image", Image("https://e.org/a.jpg", width=800)),
        ("related: [https://e.org/b]", "related", (ListedItem("", "https://e.org/b"),)),
        ("related: [{title: 乙, url: 'https://e.org/b'}]", "related", (ListedItem("乙", "https://e.org/b"),)),
        ("original: https://e.org/en", "original", Original("https://e.org/en")),
        ("original: {url: 'https://e.org/en', language: en}", "original", Original("https://e.org/en", "en")),
        ("rights: excerpt", "rights", "excerpt"),
        ("clip: {path: 'a  b.txt', format: jekyll}", "clip", ClipRecord("a  b.txt", "", "jekyll")),
        ("slug: 渡轮-复航", "slug", "渡轮-复航"),
        ("aliases: [/old/page/, other]", "aliases", ("old/page/", "other")),
        ("draft: true", "draft", True),
        ("changes: [{date: 2025-11-10, text: 补入许可}]", "changes", (Change("2025-11-10", "补入许可"),)),
        ("event: ferry-2023", "event", "ferry-2023"),
        ("see_also: [abc, https://e.org/b]", "see_also", ("abc", "https://e.org/b")),
    ],
)
def test_right_values(line: str, name: str, value: object) -> None:
    article, problems = read(line)
    assert getattr(article, name) == value
    assert problems == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("url: e.org/a", 'error[url-unreadable] `url`: "e.org/a" is no http(s) address. hint: write the full address'),
        (
            "changes: [{date: 2025-11-31, text: 补入许可}]",
            'error[date-unreadable] `changes.date`: "2025-11-31" is no day. hint: write it as YYYY-MM-DD',
        ),
        (
            "changes: 补入许可",
            "error[value-wrong] `changes` cannot be one text. hint: write a list: changes: [{date: .., text: ..}]",
        ),
        ("url: javascript:x", 'error[url-unreadable] `url`: "javascript:x" is no http(s) address.'),
        ("archived: javascript:x", 'error[url-unreadable] `archived`: "javascript:x" is no http(s) address.'),
        ("source: 海港日报", 'error[value-wrong] `source`: "海港日报" is no id and no known name. hint: name it in'),
        ("url: [a, b]", "error[value-wrong] `url` cannot be a list. hint: write one value: url: .."),
        ("updated: soon", 'error[date-unreadable] `updated`: "soon" is no date. hint: write it as YYYY-MM-DD'),
        ("updated: 2023-02-30", 'error[date-unreadable] `updated`: "2023-02-30" is no date: day is out of range'),
        ("captured: true", "error[value-wrong] `captured` cannot be `true`. hint: put the value in quotes"),
        ("kicker: true", "error[value-wrong] `kicker` cannot be `true`. hint: put the value in quotes"),
        (
            "language: Chinese",
            'error[value-wrong] `language`: "Chinese" is no language. hint: write a tag such as zh-Hans',
        ),
        ("tags: 甲、乙", "error[value-wrong] `tags` is a list, not one text. hint: write tags: [甲, 乙]"),
        ("tags: [甲, [乙]]", "error[value-wrong] `tags` cannot be a list. hint: write one value: tags: .."),
        (
            "authors: {name: 张帆}",
            "error[value-wrong] `authors` cannot be a group of keys. hint: write authors: [.., ..]",
        ),
        ("image: {alt: x}", "error[value-wrong] `image` has no address. hint: write image: {src: https://..}"),
        ("image: javascript:x", "error[value-wrong] `image` has no address. hint: write image: {src: https://..}"),
        ("image: {src: a.jpg, width: wide}", 'error[value-wrong] `image.width`: "wide" is no number of pixels.'),
        (
            "related: [{title: 乙}]",
            'error[url-unreadable] `related`: "乙" has no http(s) address. hint: give each entry',
        ),
        ("original: {language: en}", 'error[url-unreadable] `original.url`: "" is no http(s) address.'),
        ("rights: all", 'error[value-wrong] `rights` cannot be "all". hint: one of: full, excerpt, link, private'),
        ("draft: 'yes'", "error[value-wrong] `draft` must be true or false. hint: write draft: true"),
        ("slug: a/b", 'error[value-wrong] `slug`: "a/b" is no part of an address. hint: letters, digits and -'),
        ("slug: ..", 'error[value-wrong] `slug`: ".." is no part of an address.'),
        ("aliases: [../a]", 'error[value-wrong] `aliases`: "../a" is no path of this site.'),
        ("event: 复航", 'error[value-wrong] `event`: "复航" is no id. hint: small Latin letters'),
        ("clip: {sha256: x}", "error[value-wrong] `clip` is no record of an import."),
        ("author: 张帆", "hint[key-unknown] `author` is no key that dossier uses. hint: did you mean `authors`?"),
        ("mood: calm", "hint[key-unknown] `mood` is no key that dossier uses. hint: it is kept; check the spelling"),
        ("image: {src: a.jpg, size: 1}", "hint[key-unknown] `image.size` is no key that dossier uses."),
    ],
)
def test_wrong_values_name_file_line_key_and_what_would_be_right(line: str, problem: str) -> None:
    article, problems = read(line)
    assert article.body == "正文"
    assert len(problems) == 1
    assert problems[0].startswith(f"a.md:4: {problem}")


def test_unknown_keys_are_kept() -> None:
    article, _ = read("mood: [calm, true, '[']")
    assert article.extra == (("mood", '["calm", true, "["]'),)


def test_every_key_is_a_field_of_the_article() -> None:
    assert set(ORDER) <= {f.name for f in fields(Article)}
