"""Lines that say when, by whom and from where, and nothing else: 发布时间：… 来源：… 作者：… 责编：…

They stand above the text, and credits below it. A line is read only if all of it is understood: dates, labels with
values, the publisher's own name, counters. Labels are known in either script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from site_builder import languages, tree
from site_builder.model import Printed
from site_builder.outlets import titles
from site_builder.outlets.dateline_words import (
    AGO,
    BEHIND_LABEL,
    BODY,
    BYLINE,
    COUNTER,
    DATE,
    HAN_NAMES,
    LABEL,
    NOBODY,
    REPORT,
    WIDE,
    YEAR,
)
from site_builder.outlets.draft import Draft
from site_builder.outlets.lines import Line
from site_builder.outlets.names import names
from site_builder.outlets.steps import Step

_PARTS = re.compile(r"[\s|,;·•()\[\]{}《》<>:/–—-]+")
_SENTENCE = re.compile(r"[。！？!?]")
_LONGEST_VALUE = 60
_LONGEST = 160
_MARKED = (
    "[rel=author], [itemprop=author], .byline, .author-name, .post-author, .entry-author, .article-author, .author"
)


@dataclass(slots=True)
class Found:
    """What a line says: dates as printed, names by field."""

    published: str = ""
    updated: str = ""
    people: dict[str, list[str]] = field(default_factory=dict)

    @property
    def fields(self) -> list[str]:
        return [*filter(None, ("published" * bool(self.published), "updated" * bool(self.updated))), *self.people]


def datelines(first: int = 8, last: int = 5) -> Step:
    """Reads and cuts the lines of that kind among the first, with labels also below a standfirst, and credits among
    the last ones. A date of another day than the one known stays where it is, to be seen."""

    def step(draft: Draft) -> None:
        source = titles.publisher(draft.url)
        own = titles.called(source) if source else frozenset[str]()
        found = draft.lines()
        taken: list[tuple[list[str], Line]] = []
        passages = 0
        for place, line in enumerate(found[:first]):
            said = understood(line, own, is_above=not passages) if line.text else None
            if said and _take(draft, said, place):
                taken.append((said.fields, line))
            elif (len(line.text) > _LONGEST_VALUE or _SENTENCE.search(line.text)) and not line.is_caption:
                passages += 1
            if passages > 1:  # the first may be the standfirst
                break
        for place, line in list(enumerate(found))[max(len(taken), len(found) - last) :]:
            is_credit = 0 < len(line.text) <= _LONGEST and not line.is_caption
            said = understood(line, own, is_above=False) if is_credit else None
            if said and not any(line is other for _, other in taken) and _take(draft, said, place):
                taken.append((said.fields, line))
        for fields, line in taken:
            draft.cut(f"field:{','.join(fields)}" if fields else "page-furniture", line.nodes)

    return step


def bylines(first: int = 8) -> Step:
    """Where nobody is named yet: a short line above the text that the page itself marks as its author's name."""

    def step(draft: Draft) -> None:
        if draft.has("authors"):
            return
        marked = {node.mem_id for node in draft.root.css(_MARKED)}
        for line in draft.lines()[:first]:
            around = [*line.nodes, line.block, *islice(tree.ancestors(line.block), 2)]
            inner = (n for node in line.nodes if node.tag != "-text" for n in node.css(_MARKED))
            is_marked = any(node.mem_id in marked for node in around) or any(n.text() == line.text for n in inner)
            found = _with_names(Found(), "authors", line.text) if is_marked and len(line.text) <= 40 else None
            if found and found.people:
                draft.add("authors", found.people["authors"])
                draft.cut("field:authors", line.nodes)
                return

    return step


def understood(line: Line, own: frozenset[str], *, is_above: bool) -> Found | None:
    """What a line says if it says nothing else. Above the text also dates without a label, and `记者 某某`."""
    if len(line.text) > _LONGEST or line.picture is not None:
        return None
    text = line.plain.translate(WIDE)
    byline = BYLINE.fullmatch(text) if is_above else None
    if byline and not DATE.search(text) and not LABEL.search(text):
        start, end = byline.span("names")
        return _with_names(Found(), "authors", line.text[start:end])
    if is_above and AGO.fullmatch(text):
        return Found(published=_attribute(line) or line.text)
    dates = (list(DATE.finditer(text)) if YEAR.search(text) else []) or _marked_date(line, text)
    if not dates and not BEHIND_LABEL.search(text):  # so there is neither label nor report, and nothing is said
        return None
    masked = text
    for printed in dates:
        masked = masked[: printed.start()] + "\x00" + "\x01" * (len(printed[0]) - 1) + masked[printed.end() :]
    report = REPORT.search(masked)
    if report:
        masked = masked[: report.start()] + "\x01" * len(report[0]) + masked[report.end() :]
    masked = COUNTER.sub(lambda counter: "\x01" * len(counter[0]), masked)
    found = _labelled(line, masked, dates, own, is_above=is_above or report is not None)
    if report is None or (found is None and masked.strip("\x01 ")):
        return found
    start, end = report.span("names")
    return _with_names(found or Found(), "authors", line.text[start:end])


def _labelled(
    line: Line, masked: str, dates: list[re.Match[str]], own: frozenset[str], *, is_above: bool
) -> Found | None:
    """The parts of a line between its labels; `masked` has \\x00\\x01... where dates stand."""
    printed = {date.start(): line.text[date.start() : date.end()] for date in dates}
    labels = list(LABEL.finditer(masked))
    if not labels and not (dates and is_above):
        return None
    found: Found | None = Found()
    starts = [0, *(label.end() for label in labels)]
    ends = [*(label.start() for label in labels), len(masked)]
    for kind, start, end in zip(["", *(label.lastgroup or "" for label in labels)], starts, ends, strict=True):
        if found is None:
            return None
        for place in (at for at in printed if start <= at < end):
            name = "updated" if kind == "updated" or (found.published and kind != "published") else "published"
            if getattr(found, name):
                return None
            setattr(found, name, _attribute(line) if len(dates) == 1 and _attribute(line) else printed[place])
        found = _value(found, kind, line.text[start:end], masked[start:end], own)
    return found if found and (found.fields or labels) else None


def _value(found: Found, kind: str, text: str, masked: str, own: frozenset[str]) -> Found | None:
    """Adds what stands behind one label ("" before the first); None if it is no such value."""
    rest = "".join(" " if m in "\x00\x01" else c for c, m in zip(text, masked, strict=True))
    if kind in {"", "published", "updated"}:
        words = [word for word in _PARTS.split(languages.plain(rest).translate(WIDE)) if word]
        return found if all(word in own for word in words) else None
    if kind == "origin":
        value = languages.plain(rest).translate(WIDE).strip(" |()[]")
        if value in NOBODY or value in own:
            return found
        return _with_names(found, "contributors", rest.strip(" |()[]（）"))
    return _with_names(found, kind, rest)


def _with_names(found: Found, kind: str, text: str) -> Found | None:
    value = re.sub(r"\s{2,}", "、", text.strip(" |｜·•[]【】")).strip("()（）、 ")
    if HAN_NAMES.fullmatch(value):
        value = re.sub(r"\s+", "、", value)
    if len(value) > _LONGEST_VALUE or _SENTENCE.search(value):
        return None
    known = [name for name in names(value) if languages.plain(name) not in NOBODY]
    if not all(map(_is_name, known)) or (value and not known and languages.plain(value) not in NOBODY):
        return None
    if known:
        found.people.setdefault(kind, []).extend(known)
    return found


def _marked_date(line: Line, text: str) -> list[re.Match[str]]:
    """The words of a <time> that tells machines the whole date, however short they are: 11月14日."""
    inner = (time for node in line.nodes if node.tag != "-text" for time in node.css("time[datetime]"))
    words = next((languages.plain(time.text() or "").translate(WIDE).strip() for time in inner), "")
    return list(re.finditer(re.escape(words), text))[:1] if words else []


def _is_name(text: str) -> bool:
    """A person or a body, not a clause: Chinese names are short, longer ones end in what they are."""
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    return len(text) <= 40 and (han <= 6 or "·" in text or bool(BODY.search(languages.plain(text))))


def _attribute(line: Line) -> str:
    """The absolute time that a <time> in the line tells machines."""
    inner = (time for node in line.nodes if node.tag != "-text" for time in node.css("time[datetime]"))
    return next((tree.attribute(time, "datetime") for time in inner), "")


def _take(draft: Draft, said: Found, place: int) -> bool:
    """Fills the fields; False where the line contradicts what is known."""
    for name in ("published", "updated"):
        text, known = getattr(said, name), draft.get(name)
        if text and known and _are_apart(text, known.text):
            if name == "published":
                draft.add("doubts", [Printed(text, f"line {place + 1}")])
            return False
    for name in ("published", "updated"):
        if text := getattr(said, name):
            draft.fill(name, Printed(text, f"line {place + 1}"))
    for name, people in said.people.items():
        draft.add(name, people)
    return True


def _are_apart(one: str, other: str) -> bool:
    """More than a day lies between two dates; one day may be a matter of zones."""
    first, second = _day(one), _day(other)
    return first is not None and second is not None and abs((first - second).days) > 1


def _day(text: str) -> date | None:
    """The day of a date that is printed with its year first, None of any other."""
    found = re.search(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})", text.translate(WIDE))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
