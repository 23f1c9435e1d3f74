"""Printed dates -> moments: ISO, Chinese, English, RFC 822, day/month/year, epochs, relative words.

A moment is as precise as what was printed. A bare time gets the zone of its source. What is impossible or could
be read two ways raises `DateError`; nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from site_builder.model import Moment, Printed

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Fixed offsets in hours. CST and IST are left out: each means three different zones.
_OFFSETS = {"z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "cet": 1}
_OFFSETS |= {"cest": 2, "bst": 1, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "msk": 3}
_ZONES = {"et": "America/New_York", "pt": "America/Los_Angeles", "美东": "America/New_York", "美東": "America/New_York"}
_ZONES |= {"北京": "Asia/Shanghai", "台北": "Asia/Taipei", "臺北": "Asia/Taipei", "香港": "Asia/Hong_Kong"}
_ZONES |= {"巴黎": "Europe/Paris", "柏林": "Europe/Berlin", "伦敦": "Europe/London", "倫敦": "Europe/London"}

_CLOCK = (
    r"(?P<half>上午|下午|晚上|夜间|凌晨|清晨|早上|中午)?\s*"
    r"(?P<hour>\d{1,2})\s*[:時时点點]\s*(?P<minute>\d{1,2})(?:\s*[:分]\s*(?P<second>\d{1,2})(?:[.,]\d+)?)?\s*[分秒]?"
    r"\s*(?P<noon>[ap]\.?m\b\.?)?"
)
_ZONE = (
    r"\s*\(?(?P<zone>(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?|"
    r"Z\b|(?:UTC|GMT|E[SD]?T|P[SD]?T|M[SD]T|CES?T|BST|HKT|SGT|JST|KST|MSK)\b)?\)?"
    r"\s*\(?(?P<place>(?:北京|台北|臺北|香港|美东|美東|巴黎|柏林|伦敦|倫敦)(?=(?:当地|當地)?(?:时间|時間)))?(?:[当當]地)?(?:时间|時間)?\)?"
)
_TIME = rf"(?:{_CLOCK}{_ZONE})?"
_WEEKDAY = r"(?:\s*[,(]?\s*(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\s*[,)]?)?"
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_DAY_NAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_SHAPES = (  # compiled when they are first tried: nearly all dates have the first
    rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_WEEKDAY}(?:[T\s-]\s*)?{_TIME}",
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2}))?",
    rf"(?P<year>\d{{4}})\s*年\s*(?:(?P<month>\d{{1,2}})\s*月\s*)?(?:(?P<day>\d{{1,2}})\s*[日号號]{_WEEKDAY}\s*{_TIME})?",
    rf"(?P<republic>(?:民國|民国)\s*\d{{1,3}})\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日{_WEEKDAY}\s*{_TIME}",
    rf"{_DAY_NAME}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_NAME}[\s,-]+(?P<year>\d{{4}})(?:\s*[,|-]|\s+at\b)?\s*{_TIME}",
    rf"{_DAY_NAME}{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?:\s*[,|-]|\s+at\b)?\s*{_TIME}",
    rf"{_NAME}\s+(?P<year>\d{{4}})",
    rf"{_DAY_NAME}{_NAME}\s+(?P<day>\d{{1,2}})\s+{_CLOCK}{_ZONE}\s+(?P<year>\d{{4}})",
    rf"(?P<first>\d{{1,2}})([-/.])(?P<other>\d{{1,2}})\2(?P<year>\d{{4}})(?:\s*[,-])?\s*{_TIME}",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
)
_LABEL = re.compile(
    r"^(?:(?:发布|發布|發佈|发表|發表|更新|刊登|出版|创建|提交|原文|最后)?(?:时间|時間|日期|于|於)|发布|發佈|更新|date|published|updated"
    r"|posted|last updated)(?:\s+on)?\s*[:|]?\s*(?=\W?\w*\W?\s?\d|[A-Z])",
    re.IGNORECASE,
)
_ZONE_COMMENT = re.compile(r"([+-]\d\d:?\d\d) \([A-Za-z .]+\)$")
_AGO = re.compile(r"(\d+)\s*(?:个|個)?\s*(秒|分钟|分鐘|小时|小時|天|日|周|週|星期|月|年)(?:之)?前")
_AGO_ENGLISH = re.compile(r"(\d+|an?)\s+(second|minute|hour|day|week|month|year)s?\s+ago", re.IGNORECASE)
_UNITS = {"秒": "second", "分钟": "minute", "分鐘": "minute", "小时": "hour", "小時": "hour", "天": "day", "日": "day"}
_UNITS |= {"周": "week", "週": "week", "星期": "week", "月": "month", "年": "year"}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
_DAYS_AGO = {"刚刚": 0, "剛剛": 0, "今天": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2}
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}\s*年")
_TENS = re.compile(r"(?<=[年月])(\d?)十(\d?)(?=[月日号號])")


class DateError(ValueError):
    """A printed date that is none, or could be two. The message says which."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How one source prints: the zone of its bare times, whether that is certain, and its order of 05/04/2020."""

    zone: str = ""
    is_certain: bool = False
    is_day_first: bool | None = None


def moment(printed: Printed, habits: Habits, captured: Moment | None = None) -> Moment:
    """The moment printed. `captured` is what "2 小时前" counts from. Raises DateError."""
    text = _plain(printed.text)
    is_estimate = text.endswith("~")
    text = text.rstrip("~").strip()
    epoch = _epoch(text)
    if epoch:
        return Moment(epoch, printed.where, is_estimate=is_estimate)
    for shape in _SHAPES:
        found = re.fullmatch(shape, text, re.IGNORECASE)
        if found:
            read, is_assumed = _moment(found.groupdict(), habits, printed.text)
            return Moment(read, printed.where, is_assumed, is_estimate)
    relative = _relative(text, captured)
    if relative:
        return Moment(relative, printed.where, is_estimate=True)
    raise DateError(f'"{printed.text.strip()[:60]}" is no date')


def in_address(url: str) -> Moment | None:
    """The day that stands in an address, as in /2023/11/14/ or /20231114-title; an estimate."""
    found = re.search(r"[/_-](20\d\d)([/-]?)([01]\d)\2([0-3]\d)(?=[/_.-]|$)", url)
    try:
        day = date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None
    return Moment(day.isoformat(), "address", is_estimate=True) if day else None


def _plain(text: str) -> str:
    """Full-width digits and signs made plain, Chinese numerals made digits, labels before the date gone."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = " ".join(text.split())
    if not text[:1].isdigit():
        text = _LABEL.sub("", text)
    if not text.isascii() and _CHINESE_YEAR.search(text):
        text = _TENS.sub(lambda m: f"{m[1] or 1}{m[2] or 0}", text.translate(_NUMERALS))
    return _ZONE_COMMENT.sub(r"\1", text) if text.endswith(")") else text


def _epoch(text: str) -> str:
    if not re.fullmatch(r"\d{10}|\d{13}", text):
        return ""
    seconds = int(text) // (1000 if len(text) == 13 else 1)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(parts: dict[str, str | None], habits: Habits, printed: str) -> tuple[str, bool]:
    """ISO text cut to its precision, and whether its offset is the source's."""
    year, month, day = _day(parts, habits, printed)
    try:
        whole = date(year, month or 1, day or 1)
    except ValueError as error:
        raise DateError(f'"{printed.strip()[:60]}" is no date: {error}') from error
    if not parts.get("hour"):
        return whole.isoformat()[: 10 if day else 7 if month else 4], False
    return _time(whole, parts, habits, printed)


def _day(parts: dict[str, str | None], habits: Habits, printed: str) -> tuple[int, int, int]:
    """Year, month and day as numbers, 0 for what was not printed."""
    year = int(parts.get("year") or 0)
    if parts.get("republic"):
        year = 1911 + int(re.sub(r"\D", "", parts["republic"] or ""))
    if parts.get("first"):
        return year, *_ordered(int(parts["first"] or 0), int(parts["other"] or 0), habits, printed)
    name = (parts.get("name") or "")[:3].lower()
    if name and name not in MONTHS:
        raise DateError(f'"{printed.strip()[:60]}" is no date')
    month = MONTHS.index(name) + 1 if name else int(parts.get("month") or 0)
    if parts.get("month") and not month:
        raise DateError(f'"{printed.strip()[:60]}" is no date: there is no month 0')
    if parts.get("day") and not int(parts["day"] or 0):
        raise DateError(f'"{printed.strip()[:60]}" is no date: there is no day 0')
    return year, month, int(parts.get("day") or 0)


def _ordered(first: int, other: int, habits: Habits, printed: str) -> tuple[int, int]:
    """Month and day of 14/11 or 11/14; of 05/04 only where the source's order is known."""
    is_day_first = habits.is_day_first
    if is_day_first is None:
        if first <= 12 and other <= 12 and first != other:
            raise DateError(f'"{printed.strip()[:60]}" could be two dates: nobody knows this source\'s order')
        is_day_first = first > 12
    month, day = (other, first) if is_day_first else (first, other)
    if not month or not day:
        raise DateError(f'"{printed.strip()[:60]}" is no date')
    return month, day


def _time(day: date, parts: dict[str, str | None], habits: Habits, printed: str) -> tuple[str, bool]:
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    second = parts.get("second")
    half, noon = parts.get("half") or "", (parts.get("noon") or "").replace(".", "").lower()
    if hour < 12 and (half in {"下午", "晚上", "夜间"} or noon == "pm" or (half == "中午" and hour < 3)):
        hour += 12
    if hour == 12 and (noon == "am" or half in {"上午", "凌晨"}):
        hour = 0
    zone, is_assumed = _zone(parts, habits)
    try:
        whole = datetime(day.year, day.month, day.day, hour, minute, int(second or 0), tzinfo=zone)
        text = whole.isoformat(timespec="seconds" if second else "minutes")
    except (ValueError, OverflowError) as error:
        raise DateError(f'"{printed.strip()[:60]}" is no date: {error}') from error
    return re.sub(r"\+00:00(:00)?$", "Z", text), is_assumed


def _zone(parts: dict[str, str | None], habits: Habits) -> tuple[tzinfo, bool]:
    place = parts.get("place")
    if place:
        return ZoneInfo(_ZONES[place]), False
    name = re.sub(r"\s", "", parts.get("zone") or "").lower()
    if name in _ZONES:
        return ZoneInfo(_ZONES[name]), False
    if name in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[name])), False
    found = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?", name)
    if found:
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        if minutes >= 24 * 60:
            raise DateError(f"{name} is no offset from UTC")
        return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes)), False
    try:
        return ZoneInfo(habits.zone or "UTC"), not habits.is_certain
    except (ZoneInfoNotFoundError, ValueError):
        return UTC, True


def _relative(text: str, captured: Moment | None) -> str:
    """What "2 小时前" means for a page captured then; "" if these are no such words or nobody knows when."""
    if captured is None or len(captured.text) <= 10:
        return ""
    found, english = _AGO.fullmatch(text), _AGO_ENGLISH.fullmatch(text)
    if text.lower() in _DAYS_AGO:
        unit, number = "day", _DAYS_AGO[text.lower()]
    elif found:
        unit, number = _UNITS[found[2]], int(found[1])
    elif english:
        unit, number = english[2].lower(), int(english[1]) if english[1].isdigit() else 1
    else:
        return ""
    try:
        then = captured.instant - timedelta(seconds=_SECONDS[unit] * number)
    except OverflowError:
        return ""
    cut = {"second": 16, "minute": 16, "hour": 16, "day": 10, "week": 10, "month": 7, "year": 4}[unit]
    return then.strftime("%Y-%m-%dT%H:%M")[:cut].zfill(cut) + ("Z" if cut == 16 else "")
