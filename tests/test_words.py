"""Dates, numbers, plurals and lists as each language of the interface says them."""

import pytest

from site_builder import catalogues
from site_builder.model import Moment

HANS, HANT, EN = (catalogues.load(language) for language in ("zh-Hans", "zh-Hant", "en"))


@pytest.mark.parametrize(
    ("printed", "chinese", "english"),
    [
        ("2023", "2023年", "2023"),
        ("2023-11", "2023年11月", "November 2023"),
        ("2023-11-06", "2023年11月6日", "6 November 2023"),
        ("2023-11-06T02:57+08:00", "2023年11月6日 02:57", "6 November 2023 02:57"),
        ("2023-11-06T02:57:09Z", "2023年11月6日 02:57", "6 November 2023 02:57"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(printed: str, chinese: str, english: str) -> None:
    assert HANS.date(Moment(printed)) == HANT.date(printed) == chinese
    assert EN.date(Moment(printed)) == EN.date(printed) == english


def test_parts_of_a_date() -> None:
    moment = Moment("2023-11-06T02:57+08:00")
    assert (HANS.day(moment), EN.day(moment)) == ("2023年11月6日", "6 November 2023")
    assert (HANS.month(moment), EN.month(moment)) == ("2023年11月", "November 2023")
    assert (HANS.month_day(moment), EN.month_day(moment)) == ("11月6日", "6 November")
    assert EN.month_day("2023-11") == "November 2023"


@pytest.mark.parametrize(
    ("printed", "zone"),
    [
        ("2023-11-06", ""),
        ("2023-11-06T02:57Z", "UTC"),
        ("2023-11-06T02:57+00:00", "UTC"),
        ("2023-11-06T02:57:01+08:00", "UTC+8"),
        ("2023-11-06T02:57-03:30", "UTC-3:30"),
    ],
)
def test_the_zone_is_named_where_there_is_a_time(printed: str, zone: str) -> None:
    assert EN.zone(printed) == zone


@pytest.mark.parametrize(
    ("start", "end", "hans", "hant", "english"),
    [
        ("2023-11-14", "2023-11-15", "1天", "1天", "1 day"),
        ("2023-10-01", "2023-11-15", "45天", "45天", "45 days"),
        ("2022-08-05", "2023-11-14", "15个月", "15個月", "15 months"),
        ("2022-08-15", "2023-11-14", "14个月", "14個月", "14 months"),
        ("2021-11", "2023-11", "2年", "2年", "2 years"),
        ("2019-04-01", "2025-05-01", "6年1个月", "6年1個月", "6 years, 1 month"),
    ],
)
def test_a_span_of_time(start: str, end: str, hans: str, hant: str, english: str) -> None:
    assert [words.span(start, end) for words in (HANS, HANT, EN)] == [hans, hant, english]


def test_a_stretch_of_time() -> None:
    assert HANS.between("2019-04", "2025-03-04") == "2019年4月—2025年3月4日"
    assert EN.between("2019-04", "2025-03-04") == "April 2019 – 4 March 2025"
    assert EN.between("2023", "2023") == "2023"


@pytest.mark.parametrize(
    ("n", "chinese", "english"), [(7, "7", "7"), (5200, "5200", "5,200"), (12000, "12,000", "12,000")]
)
def test_numbers(n: int, chinese: str, english: str) -> None:
    assert (HANS.number(n), EN.number(n)) == (chinese, english)


def test_lists_and_languages() -> None:
    assert [HANS.listing(names) for names in ([], ["甲"], ["甲", "乙", "丙"])] == ["", "甲", "甲、乙、丙"]
    assert [EN.listing(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert [w.language_name("zh-Hant-TW") for w in (HANS, HANT, EN)] == ["繁体中文", "繁體中文", "Traditional Chinese"]
    assert EN.language_name("tlh") == "tlh"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("zh-Hans", "zh-Hans"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("", "zh-Hans"),
        ("zh-Hant", "zh-Hant"), ("zh-TW", "zh-Hant"), ("zh_HK", "zh-Hant"), ("en-GB", "en"), ("fr", "en"),
    ],
)  # fmt: skip
def test_the_nearest_language_speaks(asked: str, given: str) -> None:
    assert catalogues.load(asked).language == given


def test_a_single_thing_has_a_name_of_its_own_where_the_language_has_one() -> None:
    assert [(words("来源"), words.one("来源")) for words in (HANS, HANT, EN)] == [
        ("来源", "来源"),
        ("來源", "來源"),
        ("Sources", "Source"),
    ]
    assert [words.one("事件") for words in (HANS, HANT, EN)] == ["事件", "事件", "Event"]


def test_a_message_with_fields_takes_hostile_values_as_they_are() -> None:
    assert HANS("{source}列为同一主题", source="{0.__class__}") == "{0.__class__}列为同一主题"
