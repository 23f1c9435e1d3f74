"""Printed dates and the moments they mean. A bare time is read in the zone of its source."""

import pytest

from site_builder.model import Moment, Printed
from site_builder.normalise import dates
from site_builder.normalise.dates import Habits

PARIS = Habits("Europe/Paris", is_certain=True, is_day_first=True)
SHANGHAI = Habits("Asia/Shanghai")
CAPTURED = Moment("2023-11-14T09:45:01Z")


def read(text: str, habits: Habits = SHANGHAI) -> str:
    """The moment as text: `?` behind it where the zone is assumed, `~` where it is an estimate."""
    moment = dates.moment(Printed(text, "somewhere"), habits, CAPTURED)
    return moment.text + "?" * moment.is_zone_assumed + "~" * moment.is_estimate


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("1699955101000", "2023-11-14T09:45:01Z"),
        ("1699955101", "2023-11-14T09:45:01Z"),
        ("2023", "2023"),
        ("2023-11", "2023-11"),
        ("2023-11-14", "2023-11-14"),
        ("20231114", "2023-11-14"),
        ("2023/11/14 08:05", "2023-11-14T08:05+08:00?"),
        ("2023-11-16 02:57:27", "2023-11-16T02:57:27+08:00?"),
        ("2020-10-11T13:56:31.316Z", "2020-10-11T13:56:31Z"),
        ("2020-05-18T09:37:52+0100", "2020-05-18T09:37:52+01:00"),
        ("2020-05-18 09:37 -05:00", "2020-05-18T09:37-05:00"),
        ("2020年5月21日", "2020-05-21"),
        ("2020年5月", "2020-05"),
        ("２０２０年５月２１日　下午３：０５", "2020-05-21T15:05+08:00?"),
        ("2020年05月21日 星期四 00时05分", "2020-05-21T00:05+08:00?"),
        ("2023年11月14日 10:34（北京时间）", "2023-11-14T10:34+08:00"),
        ("二〇二三年十一月十四日", "2023-11-14"),
        ("二○二〇年五月二十一日", "2020-05-21"),
        ("民國112年11月14日", "2023-11-14"),
        ("发布时间：2023-11-14 10:34", "2023-11-14T10:34+08:00?"),
        ("Thu, 02 Jul 2020 18:28:24 +0000", "2020-07-02T18:28:24Z"),
        ("Tue, 14 Nov 2023 09:45:01 -0500 (EST)", "2023-11-14T09:45:01-05:00"),
        ("Tue Nov 14 2023 10:45:01 GMT+0100 (Central European Standard Time)", "2023-11-14T10:45:01+01:00"),
        ("Tue Nov 14 10:45:01 UTC 2023", "2023-11-14T10:45:01Z"),
        ("May 21, 2020", "2020-05-21"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("21 May 2020", "2020-05-21"),
        ("November 2023", "2023-11"),
        ("Nov. 14, 2023, 10:34 a.m. ET", "2023-11-14T10:34-05:00"),
        ("March 3, 2025 at 12:05 AM EST", "2025-03-03T00:05-05:00"),
        ("14.11.2023", "2023-11-14"),
        ("11/14/2023", "2023-11-14"),
        ("05/05/2020", "2020-05-05"),
        ("2020-10-04~", "2020-10-04~"),
        ("2 小时前", "2023-11-14T07:45Z~"),
        ("3天前", "2023-11-11~"),
        ("昨天", "2023-11-13~"),
        ("an hour ago", "2023-11-14T08:45Z~"),
    ],
)
def test_moment(printed: str, moment: str) -> None:
    assert read(printed) == moment


def test_a_certain_zone_is_not_assumed() -> None:
    assert read("14/11/2023 - 10:34", PARIS) == "2023-11-14T10:34+01:00"
    assert read("14/07/2023 - 10:34", PARIS) == "2023-07-14T10:34+02:00"


def test_the_order_of_day_and_month_is_the_source_s() -> None:
    assert read("05/04/2020", PARIS) == "2020-04-05"
    assert read("05/04/2020", Habits("America/New_York", is_day_first=False)) == "2020-05-04"


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        ("31/02/2023", '"31/02/2023" is no date: day is out of range for month'),
        ("2023-02-29", '"2023-02-29" is no date: day is out of range for month'),
        ("2023-00-01", '"2023-00-01" is no date: there is no month 0'),
        ("2023-01-00", '"2023-01-00" is no date: there is no day 0'),
        ("2023-11-14 25:00", '"2023-11-14 25:00" is no date: hour must be in 0..23'),
        ("2023-11-14T10:00+99:00", "+99:00 is no offset from UTC"),
        ("05/04/2020", '"05/04/2020" could be two dates: nobody knows this source\'s order'),
        ("Movember 3, 2020", '"Movember 3, 2020" is no date'),
        ("soon", '"soon" is no date'),
        ("", '"" is no date'),
    ],
)
def test_what_is_no_date_is_said(printed: str, message: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        read(printed)
    assert str(caught.value) == message


def test_relative_words_need_a_moment_to_count_from() -> None:
    with pytest.raises(dates.DateError):
        dates.moment(Printed("2 小时前"), SHANGHAI)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://e.org/2023/11/14/a", "2023-11-14"),
        ("https://e.org/cn/20231114-a", "2023-11-14"),
        ("https://e.org/2023-11-14_a.html", "2023-11-14"),
        ("https://e.org/20231345/a", None),
        ("https://e.org/a-20231114123", None),
    ],
)
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    found = dates.in_address(url)
    assert (found and (found.text, found.is_estimate)) == (day and (day, True))
