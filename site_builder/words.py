"""The interface in the reader's language: catalogue lookups, plurals, dates, numbers, and reasons in words.

Message ids are the simplified Chinese strings; `locale/<language>/LC_MESSAGES/dossier.po` holds the others.
Dates are put together here, not by Babel: three languages need a dozen lines, importing Babel costs more than
a build without changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from gettext import NullTranslations

from site_builder.model import Moment

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def message(text: str) -> str:
    """Marks a string for the catalogues where it is kept in a table and looked up later."""
    return text


LANGUAGES = {
    "zh-Hans": message("简体中文"),
    "zh-Hant": message("繁体中文"),
    "zh": message("中文"),
    "en": message("英文"),
    "ja": message("日文"),
    "ko": message("韩文"),
    "fr": message("法文"),
    "de": message("德文"),
    "es": message("西班牙文"),
    "ru": message("俄文"),
    "bo": message("藏文"),
    "ug": message("维吾尔文"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What a page says in one language. Made by `catalogues.load(language)`, an adapter; each is itself alone, so that
    what was said with it is found again at once."""

    language: str
    translations: NullTranslations

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, `{name}` fields filled in."""
        text = self.translations.gettext(message) if message else ""
        return text.format(**values) if values or "{" in text else text

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Like calling, with the plural form for `n`, which fills `{n}`."""
        if values:
            return self.translations.ngettext(one, many, n).format(n=self.number(n), **values)
        return _counted(self, one, many, n)

    def one(self, message: str) -> str:
        """The name of a single thing where the message is also used of many: 来源 as Source, not Sources."""
        return self.translations.pgettext("one", message)

    @property
    def is_chinese(self) -> bool:
        return self.language.startswith("zh")

    def number(self, n: int) -> str:
        """Digits in groups of three; four digits stay together in Chinese (GB/T 15835) and are grouped in English."""
        return str(n) if self.is_chinese and abs(n) < 10_000 else f"{n:,}"

    def date(self, moment: Moment | str) -> str:
        """As precise as it is known: 2023年, 2023年11月, 2023年11月16日, 2023年11月16日 02:57. `str` is ISO 8601."""
        text = _iso(moment)
        return f"{self.day(text)} {text[11:16]}" if len(text) > 10 else self.day(text)

    def day(self, moment: Moment | str) -> str:
        """The same without the time of day."""
        text = _iso(moment)[:10]
        year, month, day = int(text[:4]), int(text[5:7] or 0), int(text[8:10] or 0)
        if self.is_chinese:
            return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
        return " ".join(filter(None, (str(day or ""), MONTHS[month - 1] if month else "", str(year))))

    def month(self, moment: Moment | str) -> str:
        """Year and month, or the year alone where no more is known."""
        return self.day(_iso(moment)[:7])

    def month_day(self, moment: Moment | str) -> str:
        """Month and day where the year is said above: 11月16日, 16 November."""
        text = _iso(moment)[:10]
        if len(text) < 10:
            return self.day(text)
        month, day = int(text[5:7]), int(text[8:10])
        return f"{month}月{day}日" if self.is_chinese else f"{day} {MONTHS[month - 1]}"

    def zone(self, moment: Moment | str) -> str:
        """The offset of a time of day, `UTC+8`; "" for a bare date."""
        text = _iso(moment)
        if len(text) <= 10:
            return ""
        if text.endswith("Z"):
            return "UTC"
        sign, hours, minutes = text[-6:-5], int(text[-5:-3]), text[-2:]
        return "UTC" if (hours, minutes) == (0, "00") else f"UTC{sign}{hours}" + (f":{minutes}" * (minutes != "00"))

    def span(self, start: Moment | str, end: Moment | str) -> str:
        """How long from one day to another: days below two months, months below two years, then years and months."""
        first, last = _day(start), _day(end)
        months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
        if months < 2:
            return self.count("{n}天", "{n}天", (last - first).days)
        if months < 24:
            return self.count("{n}个月", "{n}个月", months)
        years = self.count("{n}年", "{n}年", months // 12)
        if months % 12 == 0:
            return years
        rest = self.count("{n}个月", "{n}个月", months % 12)
        return self("{years}{months}", years=years, months=rest)

    def between(self, start: Moment | str, end: Moment | str) -> str:
        """A stretch of time: 2019年4月—2025年3月; one date where both ends are equal."""
        first, last = self.day(start), self.day(end)
        dash = "—" if self.is_chinese else " – "
        return first if first == last else f"{first}{dash}{last}"

    def listing(self, names: Iterable[str]) -> str:
        """甲、乙、丙 / A, B and C."""
        *first, last = tuple(names) or ("",)
        if self.is_chinese or not first:
            return "、".join((*first, last))
        return f"{', '.join(first)} and {last}"

    def language_name(self, code: str) -> str:
        """What a language is called in this one; the code itself where no name is known."""
        return self(LANGUAGES[key]) if (key := _known(code)) else code


@lru_cache(8192)  # small numbers, on every page
def _counted(words: Words, one: str, many: str, n: int) -> str:
    return words.translations.ngettext(one, many, n).format(n=words.number(n))


def _iso(moment: Moment | str) -> str:
    return moment.text if isinstance(moment, Moment) else moment


def _day(moment: Moment | str) -> date:
    return (moment if isinstance(moment, Moment) else Moment(moment)).day


def _known(code: str) -> str:
    """The longest known prefix of a language tag: zh-Hant-TW -> zh-Hant, en-GB -> en."""
    parts = code.split("-")
    return next((p for n in range(len(parts), 0, -1) if (p := "-".join(parts[:n])) in LANGUAGES), "")
