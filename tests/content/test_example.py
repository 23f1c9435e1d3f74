"""The dossier that travels with the project, checked entry by entry.

What its files must be is written here; where the clips and the bibliography they came from are at hand
(DOSSIER_CLIPS), the entries are compared with these too.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder import config, matter, urls
from site_builder.model import Moment
from site_builder.text import simplified

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
STANDING = ("about.md", "summary.md")
CLIPS = Path(os.environ.get("DOSSIER_CLIPS", ""))
FILES = sorted(path for path in CONTENT.rglob("*.md") if path.name not in STANDING)
CONFIG = config.load(ROOT)
HAN = re.compile(r"[一-鿿]")
KEYS = [
    *("title", "url", "source", "published", "captured", "language", "kicker"),
    *("authors", "translators", "contributors", "summary", "tags", "people", "organisations", "places"),
    *("event", "related", "see_also", "original", "rights", "checked"),
]
LONGEST_SUMMARY = {"zh-Hans": 120, "zh-Hant": 120, "en": 320}
with_clips = pytest.mark.skipif(not os.environ.get("DOSSIER_CLIPS"), reason="DOSSIER_CLIPS is not set")


def keys(path: Path) -> dict[str, object]:
    return dict(matter.split(path.read_text(encoding="utf-8")).keys)


ENTRIES = {path.relative_to(CONTENT).as_posix(): keys(path) for path in FILES}
BY_URL = {urls.canonical(str(entry["url"])): entry for entry in ENTRIES.values()}
each = pytest.mark.parametrize("name", ENTRIES)


def words(entry: dict[str, object], key: str) -> list[str]:
    value = entry.get(key, [])
    assert isinstance(value, list), f"{key} is no list"
    return [str(word) for word in value]


@each
def test_an_entry_has_its_keys_in_order_and_no_text_of_others(name: str) -> None:
    entry = ENTRIES[name]
    assert list(entry) == [key for key in KEYS if key in entry]
    assert {"url", "source", "language", "summary", "checked"} <= set(entry)
    assert matter.split((CONTENT / name).read_text(encoding="utf-8")).body == ""
    assert entry["rights"] == "excerpt"


@each
def test_an_address_is_valid_and_belongs_to_its_source(name: str) -> None:
    url, source = str(ENTRIES[name]["url"]), CONFIG.source(str(ENTRIES[name]["source"]))
    assert urls.is_web(url)
    assert url.isascii()
    assert not re.search(r"%(?![0-9A-F]{2})", url)
    assert any(f"{urls.host(url)}/".endswith(f"{host.partition('/')[0]}/") for host in source.hosts)


@each
def test_a_summary_is_short_and_in_the_script_of_its_article(name: str) -> None:
    entry = ENTRIES[name]
    summary, language = str(entry["summary"]), str(entry["language"])
    assert 10 < len(summary) <= LONGEST_SUMMARY[language]
    assert summary[-1] in "。."
    if language == "en":
        assert not HAN.search(summary)
    else:
        assert (simplified(summary) == summary) == (language == "zh-Hans")
        assert not re.search(r"[一-鿿] |[一-鿿][,:;!?]", summary)


@each
def test_names_and_events_are_those_the_dossier_knows(name: str) -> None:
    entry = ENTRIES[name]
    assert set(words(entry, "people")) <= set(CONFIG.people)
    assert set(words(entry, "organisations")) <= set(CONFIG.organisations)
    assert set(words(entry, "places")) <= set(CONFIG.places)
    assert words(entry, "tags")
    assert str(entry.get("event", "")) in {"", *(event.id for event in CONFIG.events)}


@each
def test_a_file_lies_under_its_year(name: str) -> None:
    published = str(ENTRIES[name].get("published", ""))
    assert name.startswith(f"{published[:4]}/{published[:10]}-" if published else "undated/")
    if published:
        assert Moment(published).day.year >= 2017
        assert published == published.strip()


def test_no_address_is_there_twice() -> None:
    assert len(BY_URL) == len(ENTRIES)


def test_tags_are_few_and_every_named_event_has_entries() -> None:
    assert 12 <= len({tag for entry in ENTRIES.values() for tag in words(entry, "tags")}) <= 20
    assert {event.id for event in CONFIG.events} == {str(e["event"]) for e in ENTRIES.values() if "event" in e}


def test_no_spelling_leads_to_two_names() -> None:
    for names in (CONFIG.people, CONFIG.organisations, CONFIG.places):
        spellings = Counter(spelling for name, aliases in names.items() for spelling in (name, *aliases))
        assert [spelling for spelling, count in spellings.items() if count > 1] == []


def test_phases_are_short_in_order_and_lead_to_entries() -> None:
    assert 6 <= len(CONFIG.phases) <= 8
    assert [phase.date for phase in CONFIG.phases] == sorted(phase.date for phase in CONFIG.phases)
    for phase in CONFIG.phases:
        assert 0 < len(phase.text) <= 60
        assert phase.articles
        assert {urls.canonical(url) for url in phase.articles} <= set(BY_URL)


def test_a_phase_names_no_article_that_came_long_before_it_or_long_after() -> None:
    for phase in CONFIG.phases:
        for url in phase.articles:
            published = str(BY_URL[urls.canonical(url)].get("published", phase.date))
            assert abs(int(published[:4]) - int(phase.date[:4])) <= 1


def test_bands_run_forward() -> None:
    assert [(band.start, band.end, band.label) for band in CONFIG.bands] == [("2022-08-05", "2023-11-15", "合作中止")]


@pytest.mark.parametrize("name", sorted(STANDING))
def test_links_of_the_standing_pages_lead_to_entries(name: str) -> None:
    page = matter.split((CONTENT / name).read_text(encoding="utf-8"))
    assert page.keys["title"]
    linked = re.findall(r"\]\(([^)\s]+)\)", page.body)
    assert {urls.canonical(url) for url in linked} <= set(BY_URL)


# With the clips and the bibliography at hand ---------------------------------------------------------------


def rows() -> list[dict[str, str]]:
    with (CLIPS / "topic" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@with_clips
def test_every_row_of_the_bibliography_is_an_entry_and_nothing_else_is() -> None:
    assert {urls.canonical(row["url"]) for row in rows()} == set(BY_URL)


@with_clips
def test_entries_say_what_the_bibliography_says() -> None:
    for row in rows():
        entry = BY_URL[urls.canonical(row["url"])]
        assert entry["language"] == row["language"]
        assert str(entry.get("event", "background")) == row["event"]
        people = {name.casefold() for key in ("authors", "translators", "contributors") for name in words(entry, key)}
        printed = [re.sub(r"\((核稿)\)", r"（\1）", name) for name in row["authors"].split(";") if name]
        assert {re.sub(r"\(.+\)", "", name).casefold() for name in printed} <= people


@with_clips
@pytest.mark.parametrize(("key", "mark"), [("title", "标题据"), ("published", "日期据|只填到月")])
def test_what_the_bibliography_lacks_is_absent_or_says_where_it_was_found(key: str, mark: str) -> None:
    for row in rows():
        entry = BY_URL[urls.canonical(row["url"])]
        if row[key]:
            assert entry[key] == row[key]
        else:
            assert key not in entry or re.search(mark, str(entry["checked"])), row["id"]


def shingles(text: str, width: int) -> Iterator[str]:
    """Every run of `width` characters without white space and punctuation that is more than a foreign name."""
    plain = re.sub(r"\W", "", text)
    return (run for i in range(len(plain) - width + 1) if HAN.search(run := plain[i : i + width]))


@with_clips
def test_no_sentence_of_a_clip_is_among_our_words() -> None:
    clips = "\n".join(path.read_text(encoding="utf-8") for path in sorted((CLIPS / "seeds").iterdir()))
    copied = set(shingles(re.sub(r"<[^>]*>", "", clips), 12))
    ours = [str(entry["summary"]) + str(entry["checked"]) for entry in ENTRIES.values()]
    ours += [re.sub(r"\]\([^)\s]+\)", "]", (CONTENT / name).read_text(encoding="utf-8")) for name in STANDING]
    ours += [CONFIG.summary, *(phase.text for phase in CONFIG.phases), *(event.text for event in CONFIG.events)]
    assert len(copied) > 1000
    assert [found for text in ours for found in shingles(text, 12) if found in copied] == []
