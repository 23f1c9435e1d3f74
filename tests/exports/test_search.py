"""The search index: what is in it and what is not, that its files say so, and that little changes with an article."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder import catalogues
from site_builder.exports import search
from site_builder.exports.search_cells import cell_count
from site_builder.exports.search_codes import bytes_files, joined, units_of
from site_builder.exports.search_keys import fold, keys_of
from site_builder.exports.search_text import packed_texts
from site_builder.model import Article, Body, Image, Library, Moment, Rights
from site_builder.text import simplified
from tests.exports.library import BODIES, CONFIG, EMPTY, EXCERPT, FULL, LIBRARY, LINK, SECRET, by_path, project
from tools import search_reader
from tools.search_reader import Index, unpacked

SIMPLE = "港口的灯塔重新点亮之后岸上的人都说这是十年来头一回夜里又有了往来的船领港员把航线画在旧海图上"


def built(library: Library) -> dict[str, bytes]:
    return by_path(search.export(library, project(), catalogues.load("zh-Hans")))


def shelf(number: int) -> Library:
    """Articles of made-up sentences."""
    chance = random.Random(4)
    articles, bodies = [], {}
    for n in range(number):
        identity = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz234567", k=10))
        text = "，".join("".join(chance.choices(SIMPLE, k=9)) for _ in range(20))
        moment = Moment(f"20{10 + n % 9}-0{1 + n % 9}-15")
        articles.append(replace(FULL, id=identity, title=text[:12], published=moment))
        bodies[identity] = Body("", text)
    return replace(EMPTY, articles=tuple(articles), bodies=bodies)


def opened(files: dict[str, bytes]) -> Index:
    """The index as a reader sees it that knows nothing but docs/search.md."""
    return Index(lambda path: files[f"search/{path}"])


def packed(text: str) -> bytes:
    """The file of one text."""
    return packed_texts(*joined([text]))[0]


def found(files: dict[str, bytes], text: str, field: int = 0) -> set[str]:
    """Ids of the articles under every key of a text."""
    return {identity for identity, _ in opened(files).candidates(text, field)}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("報導，導", "报导,导"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("Éclair ÅNGSTRÖM", "eclair angstrom"),
        ("ｱｲｳ", "アイウ"),
        ("½ ® 𠮷", "½ ® 𠮷"),
        ("Ελλάδα Ёлка", "ελλαδα елка"),
    ],
)
def test_text_is_folded_unit_by_unit(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(units_of(fold(text))) == len(units_of(text))


def test_folding_agrees_with_the_vocabulary_of_text() -> None:
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    assert fold(han) == "".join(s if len(units_of(s)) == 1 else c for c, s in zip(han, simplified(han), strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=100), min_size=1, max_size=4))
def test_texts_are_read_as_they_were_written(texts: list[str]) -> None:
    tokens = opened(built(EMPTY)).tokens
    assert [unpacked(data, tokens) for data in packed_texts(*joined(texts))] == texts


@given(st.lists(st.lists(st.one_of(st.integers(0, 0x200), st.integers(0, 0xFFFF)), max_size=300), max_size=4))
def test_a_file_by_itself_is_what_it_is_among_others(files: list[list[int]]) -> None:
    data = [np.array([*words, *[0x4E00] * (n * 250), *words], "<u2").tobytes() for n, words in enumerate(files)]
    assert bytes_files(data) == [bytes_files([one])[0] for one in data]


def test_a_second_reader_folds_and_makes_keys_alike() -> None:
    text = "領港員，ＬＩＧＨＴ-house Étoile 2 號：说“夜航”𠮷 a ab Ελλάδα アイ"
    index = opened(built(EMPTY))
    units, ends = joined([text])
    assert index.fold(text) == fold(text)
    assert index.keys(text) == set(keys_of(units, np.zeros(1, np.int64), ends)[0].tolist())


def test_a_second_reader_finds_what_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, data in built(LIBRARY).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    search_reader.main(tmp_path / "search", "見舊報道")
    assert capsys.readouterr().out == f"2023-11-14T10:34+01:00 {FULL.permalink} {FULL.title}\n"


def test_a_long_text_is_cut_between_lines_into_pieces_of_like_length() -> None:
    above = ("meta", "title", "kicker", "summary", "names")
    text = tuple(f"{n:03}" + "字" * 396 for n in range(50))  # with their ends 20,000 units
    first, second, third = search.pieces_of((*above, *text))
    assert (first[:5], second[:5], third[:5]) == (above, ("meta", "title", "kicker", "", ""), second[:5])
    assert (*first[5:], *second[5:], *third[5:]) == text
    assert [len(piece) - 5 for piece in (first, second, third)] == [16, 17, 17]
    assert search.pieces_of((*above, *text[:20])) == [(*above, *text[:20])]
    assert len(search.pieces_of((*above, "字" * 30000))) == 1
    assert search.pieces_of(above) == [above]


def test_a_second_reader_finds_what_stands_in_any_piece() -> None:
    library = shelf(3)
    article = library.articles[1]
    lines = ["".join(random.Random(n).choices(SIMPLE, k=300)) for n in range(60)]
    long = "\n".join((*lines[:30], "鲸鱼", *lines[30:], "海豚"))
    index = opened(built(replace(library, bodies={**library.bodies, article.id: Body("", long)})))
    assert {row[0]: row[1] for row in index.rows}[article.id] == 3
    assert (index.candidates("鲸鱼"), index.candidates("海豚")) == ({(article.id, 1)}, {(article.id, 2)})
    assert index.candidates(article.title, field=2) == {(article.id, 0)}
    assert index.find("鲸鱼") == index.find("海豚") == [article.id]


def test_articles_together_have_the_postings_they_have_one_by_one() -> None:
    library = shelf(30)
    bodies = {**library.bodies, library.articles[7].id: Body("", "\n".join([SIMPLE * 9] * 40))}
    given: list[tuple[Article, Body | None, Rights]] = [
        (article, bodies[article.id], "full") for article in library.articles
    ]
    assert search.postings(given) == [search.posting(*one) for one in given]


def test_common_chinese_takes_few_bits() -> None:
    text = "我们认为这个问题已经得到解决，但是他们没有说明为什么需要这么长的时间。"
    assert len(packed(text * 3)) < len((text * 3).encode()) * 0.5


def test_what_is_printed_on_the_page_is_what_is_indexed() -> None:
    cases: tuple[tuple[Article, Rights], ...] = ((FULL, "full"), (EXCERPT, "excerpt"), (LINK, "link"))
    full, excerpt, link = (search.printed(article, BODIES[article.id], rights) for article, rights in cases)
    assert full[1:] == (
        FULL.title,
        "港口/夜航",
        "",
        "林一舟 · Ana van der Berg · 周译 · 灯塔 · 夜航",
        "灯塔亮了，见旧报道。",
    )
    assert full[0] == f"{FULL.permalink}\t2023-11-14T10:34+01:00\tzh-Hans\tfull"
    assert excerpt[1:] == (EXCERPT.title, "", "编者写的一句摘要。", "灯塔")
    assert link[1:] == ("Only a link", "", "", "")


def test_the_lead_picture_speaks_where_it_is_shown() -> None:
    article = replace(FULL, image=Image("https://news.example/p.jpg", "码头", "夜里的码头", "周译摄"))
    library = replace(EMPTY, articles=(article,), bodies=BODIES)
    assert search.printed(article, None, "full")[5:] == ("夜里的码头", "周译摄")
    assert search.printed(article, None, "excerpt")[5:] == ()
    assert found(built(library), "夜里的码头") == {article.id}
    without = project(replace(CONFIG, images="none"))
    assert found(by_path(search.export(library, without, catalogues.load("en"))), "夜里的码头") == set()


def test_nothing_of_a_text_that_is_not_published_is_in_any_file() -> None:
    private = replace(EXCERPT, id="dddddddddd", rights="private")
    library = replace(
        LIBRARY,
        articles=(*LIBRARY.articles, private),
        bodies={**BODIES, private.id: Body("", SECRET)},
    )
    files = built(library)
    texts = [opened(files).text(article.id) for article in LIBRARY.articles]
    assert len([path for path in files if path.startswith("search/t/")]) == len(texts)
    assert len(texts) == 3
    assert not [text for text in texts if SECRET[:4] in text or "这句摘要也不登" in text]
    assert found(files, SECRET) == set()
    assert found(files, "灯塔亮了") == {FULL.id}


def test_rows_are_newest_first_with_the_terms_that_can_be_ticked() -> None:
    head = opened(built(LIBRARY))
    assert head.rows == [
        (FULL.id, 1, 2023, "harbour", "zh-Hans", ["灯塔"], ["林一舟"]),
        (EXCERPT.id, 1, 2023, "paper", "zh-Hans", ["灯塔"], ["林一舟"]),
        (LINK.id, 1, 0, "paper", "en", [], []),
    ]


def test_words_are_found_by_their_beginning_and_the_title_apart() -> None:
    files = built(LIBRARY)
    assert found(files, "Ana van") == {FULL.id}
    assert found(files, "onl") == {LINK.id}
    assert found(files, "nly") == set()
    assert found(files, "起头", field=2) == {EXCERPT.id}
    assert found(files, "摘要", field=2) == set()
    assert found(files, "摘要", field=1) == {EXCERPT.id}


def test_every_pair_of_every_text_leads_to_it() -> None:
    library = shelf(40)
    files = built(library)
    for article in library.articles[::7]:
        for run in library.bodies[article.id].text.split("，")[::5]:
            assert article.id in found(files, run[2:4])


@pytest.mark.parametrize(("articles", "groups"), [(0, 1), (249, 1), (250, 5), (1000, 9), (5000, 6), (20000, 5)])
def test_groups(articles: int, groups: int) -> None:
    assert search.group_count(articles) == groups


@pytest.mark.parametrize(("postings", "cells"), [(0, 1), (1000, 1), (1001, 2), (3000, 3), (4000, 4), (5000, 6)])
def test_cells(postings: int, cells: int) -> None:
    assert cell_count(postings) == cells


def test_the_script_is_small() -> None:
    script = Path(search.__file__).parent.parent.parent / "templates" / "static" / "search.js"
    assert script.stat().st_size <= 12 * 1024


def test_no_article_at_all() -> None:
    assert sorted(built(EMPTY)) == ["search/g0/0.js", "search/index.js", "search/model.js"]
    assert opened(built(EMPTY)).rows == []


def test_the_index_depends_on_the_articles_alone() -> None:
    library = shelf(60)
    turned = replace(library, articles=library.articles[::-1])
    assert built(library) == built(library) == built(turned)


def test_a_changed_article_rewrites_its_text_and_its_group() -> None:
    library = shelf(260)
    before = built(library)
    article: Article = library.articles[17]
    bodies = {**library.bodies, article.id: Body("", library.bodies[article.id].text[::-1])}
    after = built(replace(library, bodies=bodies))
    differing = {path for path in after if before.get(path) != after[path]}
    group = search.group_of(article.id, 5)
    assert f"search/t/{article.id}.js" in differing
    assert {path.split("/")[1] for path in differing} == {"t", f"g{group}"}
    assert len([path for path in differing if "/t/" in path]) == 1


def test_a_part_with_the_same_key_has_the_same_files() -> None:
    library = shelf(260)
    changed = library.articles[17]
    bodies = {**library.bodies, changed.id: Body("", library.bodies[changed.id].text[::-1])}
    before, after = split(library), split(replace(library, bodies=bodies))
    new = {key: files for key, files in after.items() if key not in before}
    assert all(before[key] == files for key, files in after.items() if key not in new)
    assert len(new) == 2
    assert sorted({path.rpartition("/")[0] for files in new.values() for path in files}) == [
        f"search/g{search.group_of(changed.id, 5)}",
        "search/t",
    ]


def test_a_new_title_is_a_new_text_and_a_new_day_another_order() -> None:
    library = shelf(20)
    article = library.articles[3]
    retitled = replace(article, title="夜航")
    undated = replace(article, published=None)
    for other, paths in ((retitled, {"g0", "t"}), (undated, {"g0", "index.js", "t"})):
        articles = (*library.articles[:3], other, *library.articles[4:])
        before, after = split(library), split(replace(library, articles=articles))
        assert {path.split("/")[1] for key in after.keys() - before.keys() for path in after[key]} == paths


def test_texts_can_be_made_before_their_order_is_known() -> None:
    library = shelf(300)
    parts = split(library)
    articles = library.articles[::-1]
    postings = [search.posting(a, library.bodies[a.id], "full") for a in articles]
    asked: list[int] = []

    def load(places: Sequence[int]) -> list[search.Posting]:
        asked.extend(places)
        return [postings[n] for n in places]

    ahead = search.text_parts(articles, [p.mark for p in postings], search.Held(load).of)
    made = {part.key: by_path(part.make()) for part in ahead}
    assert made == {key: parts[key] for key in made}
    assert {path for files in parts.values() for path in files} - {
        path for files in made.values() for path in files
    } == {
        "search/index.js",
        "search/model.js",
    }
    assert sorted(asked) == list(range(300))  # each once, with its group


def split(library: Library) -> dict[bytes, dict[str, bytes]]:
    """Key -> files of each part of the index."""
    postings = [search.posting(a, library.bodies[a.id], "full") for a in library.articles]
    parts = search.parts(library, library.articles, [p.mark for p in postings], search.at_hand(postings))
    return {part.key: by_path(part.make()) for part in parts}
