"""How an article is cited: always the original, with the day it was read (its capture) and the archived copy.

Pure functions of an Article and its Source. Forms: GB/T 7714-2015 (newspaper, online: [N/OL]), the Chicago
Manual of Style 17 (bibliography entry), BibTeX that biblatex reads as well, RIS, and CSL-JSON 1.0.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from site_builder.model import Article, Moment
from site_builder.project import Source
from site_builder.text import HAN, clean, one_line
from site_builder.words import MONTHS

_BODY_WORDS = re.compile(
    r"\b(agency|board|bureau|chronicle|commission|committee|council|department|desk|editor|editorial|embassy|foundation"
    r"|government|group|house|institute|journal|magazine|ministry|network|news|newspaper|office|post|press|project"
    r"|radio|reporters?|service|society|staff|team|television|times|university|voice)\b",
    re.I,
)
_HAN_OR_DOT = re.compile(f"[{HAN}·]")
_SUFFIX = re.compile(r"^(jr|sr|ii|iii|iv|ph\.?d|m\.?d)\.?$", re.I)
_END = re.compile(r"[.?!。？！…]$")
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "$&#%_"},
}  # fmt: skip
_IS_BIBTEX = re.compile(f"[{re.escape(''.join(_BIBTEX))}]")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its parts, or what must stay undivided (Chinese names, institutions) as `family` alone."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """Swanson, Ana."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def direct(self) -> str:
        """Ana Swanson."""
        return " ".join(filter(None, (self.given, self.family, self.suffix)))


@lru_cache(maxsize=4096)  # a byline recurs in every form and often in many articles
def name(printed: str) -> Name:
    """The parts of a name as a byline prints it. Names with Han characters or a middle dot are not divided."""
    printed = one_line(printed)
    words = printed.split()
    if len(words) < 2 or _HAN_OR_DOT.search(printed):
        return Name(printed)
    if "," in printed:
        family, given = (part.strip() for part in printed.split(",", 1))
        return Name(family, given)
    if _BODY_WORDS.search(printed):
        return Name(printed)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():  # van, de, bin: part of the family name
        first -= 1
    return Name(" ".join(words[first:]), " ".join(words[:first]), suffix)


def is_institution(printed: str, source: Source) -> bool:
    """A byline that names no person: the publication itself, an agency, an editorial board."""
    return printed == source.name or (_BODY_WORDS.search(printed) is not None and not _HAN_OR_DOT.search(printed))


def gbt7714(article: Article, source: Source) -> str:
    """作者. 题名[N/OL]. 译者, 译. 报纸名, 日期[引用日期]. URL."""
    is_latin = article.language.startswith("en")
    authors = [_gbt_name(name(author)) for author in article.authors]
    if len(authors) > 3:
        authors = [*authors[:3], "et al" if is_latin else "等"]
    translators = ", ".join(article.translators)
    where = ", ".join(filter(None, (source.name, _day(article.published))))
    read = f"[{_day(article.captured)}]" if article.captured else ""
    parts = [
        ", ".join(authors),
        f"{_title(article)}[N/OL]",
        f"{translators}, {'trans' if is_latin else '译'}" if translators else "",
        where + read,
        article.url,
        f"{'Archived' if is_latin else '存档'}: {article.archived}" if article.archived else "",
    ]
    return ". ".join(filter(None, parts)) + "."


def _gbt_name(parts: Name) -> str:
    """SWANSON A; a name that stays undivided is left as it is."""
    if not parts.given:
        return parts.family
    initials = " ".join(word[0].upper() for word in re.split(r"[\s.\-]+", parts.given) if word)
    return f"{parts.family.upper()} {initials}"


def chicago(article: Article, source: Source) -> str:
    """Swanson, Ana, and Keith Bradsher. “Title.” Newspaper, November 16, 2023. Accessed November 17, 2023. URL."""
    names = [name(author) for author in article.authors]
    title = _title(article)
    translators = " and ".join(name(t).direct for t in article.translators)
    parts = [
        _stopped(_chicago_names(names)),
        f"“{_stopped(title)}”",
        f"Translated by {translators}." if translators else "",
        _stopped(f"{source.name}, {_american(article.published) or 'n.d.'}"),
        f"Accessed {_american(article.captured)}." if article.captured else "",
        f"{article.url}." if article.url else "",
        f"Archived at {article.archived}." if article.archived else "",
    ]
    return " ".join(filter(None, parts))


def _chicago_names(names: list[Name]) -> str:
    """The first inverted, up to ten; of more, seven and et al. (CMS 14.76)."""
    if not names:
        return ""
    listed = [names[0].inverted, *(n.direct for n in (names[1:] if len(names) <= 10 else names[1:7]))]
    if len(names) > 10:
        return f"{', '.join(listed)}, et al"
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])}, and {listed[-1]}"


def _stopped(text: str) -> str:
    return text if not text or _END.search(text) else f"{text}."


def bibtex(article: Article, source: Source) -> str:
    """One @article entry. `date`, `urldate` and `langid` are biblatex's, `year` and `month` for the older styles."""
    published, captured = article.published, article.captured
    month = MONTHS[published.day.month - 1][:3].lower() if published and published.precision != "year" else ""
    note = f"Archived at \\url{{{_bibtex_url(article.archived)}}}" if article.archived else ""
    fields = {
        "author": " and ".join(_bibtex_name(name(a)) for a in article.authors),
        "title": f"{{{escaped(_title(article))}}}",
        "journal": escaped(source.name),
        "entrysubtype": "newspaper",
        "year": published.text[:4] if published else "",
        "date": _day(published),
        "translator": " and ".join(_bibtex_name(name(t)) for t in article.translators),
        "url": _bibtex_url(article.url),
        "urldate": _day(captured),
        "langid": "english" if article.language.startswith("en") else "chinese" if article.language else "",
        "keywords": ", ".join(escaped(tag.replace(",", " ")) for tag in article.tags),
        "note": note,
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    lines += [f"  month = {month}"] if month else []
    return f"@article{{{key(article)},\n" + ",\n".join(lines) + "\n}\n"


def key(article: Article) -> str:
    """rfi-2023-abcdefghij: unique by the id, and ASCII, which is what every BibTeX takes."""
    return f"{_ascii(article.source)}-{article.published.text[:4] if article.published else 'nd'}-{article.id}"


@lru_cache(maxsize=256)
def _ascii(source: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", source.lower()).strip("-") or "source"


def escaped(text: str) -> str:
    """Text without what TeX would take for a command; braces become words, since BibTeX counts even escaped ones."""
    return _IS_BIBTEX.sub(lambda sign: _BIBTEX[sign[0]], one_line(text))


def _bibtex_name(parts: Name) -> str:
    if not parts.given:
        return f"{{{escaped(parts.family)}}}"
    return ", ".join(escaped(part) for part in (parts.family, parts.suffix, parts.given) if part)


def _bibtex_url(url: str) -> str:
    return one_line(url).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def ris(article: Article, source: Source) -> str:
    """One RIS record of type NEWS, lines ended by CR LF as its specification asks."""
    published, captured = article.published, article.captured
    fields = [
        ("TY", "NEWS"),
        *(("AU", name(author).inverted) for author in article.authors),
        *(("A4", name(translator).inverted) for translator in article.translators),
        ("TI", _title(article)),
        ("T2", source.name),
        ("PY", published.text[:4] if published else ""),
        ("DA", _ris_date(published)),
        ("Y2", _ris_date(captured)),
        ("UR", article.url),
        ("L2", article.archived),
        ("LA", article.language),
        *(("KW", tag) for tag in article.tags),
        ("ID", article.id),
    ]
    lines = [f"{tag}  - {one_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _ris_date(moment: Moment | None) -> str:
    """YYYY/MM/DD/ with what is not known left empty."""
    if moment is None:
        return ""
    year, month, day, *_ = [*moment.text[:10].split("-"), "", ""]
    return f"{year}/{month}/{day}/"


def csl(article: Article, source: Source) -> dict[str, object]:
    """A CSL-JSON item of type article-newspaper."""
    item: dict[str, object] = {
        "id": key(article),
        "type": "article-newspaper",
        "title": _title(article),
        "container-title": source.name,
        "author": [_csl_name(name(author)) for author in article.authors],
        "translator": [_csl_name(name(translator)) for translator in article.translators],
        "issued": _csl_date(article.published),
        "accessed": _csl_date(article.captured),
        "section": article.kicker,
        "URL": article.url,
        "archive_location": article.archived,
        "language": article.language,
        "keyword": ", ".join(article.tags),
    }
    return {field: clean(value) if isinstance(value, str) else value for field, value in item.items() if value}


def _csl_name(parts: Name) -> dict[str, str]:
    if not parts.given:
        return {"literal": parts.family}
    named = {"family": parts.family, "given": parts.given, "suffix": parts.suffix}
    return {field: value for field, value in named.items() if value}


def _csl_date(moment: Moment | None) -> dict[str, object] | None:
    return {"date-parts": [[int(part) for part in moment.text[:10].split("-")]]} if moment else None


def _title(article: Article) -> str:
    return one_line(article.title) or article.url or article.id


def _day(moment: Moment | None) -> str:
    return moment.text[:10] if moment else ""


def _american(moment: Moment | None) -> str:
    """November 16, 2023; as much of it as is known."""
    if moment is None:
        return ""
    year = moment.text[:4]
    if moment.precision == "year":
        return year
    month = MONTHS[moment.day.month - 1]
    return f"{month} {year}" if moment.precision == "month" else f"{month} {moment.day.day}, {year}"
