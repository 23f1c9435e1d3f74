"""The loss report: for every clip what went in, what came out, what was cut by which rule. As a table and as data."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum

from site_builder.import_.differing import Differing
from site_builder.model import Article, Cut
from site_builder.normalise.losses import Loss
from site_builder.problems import Problem

_COUNTED = ("characters", "paragraphs", "links", "images", "captions", "tables")
_HEADS = ("", "clip", "format", "chars", "paras", "links", "images", "captions", "tables", "cut", "lost")
_WIDEST = 44
MOVED = "field:"  # how the rules begin that moved text into a key


class Outcome(StrEnum):
    """What became of a clip."""

    NEW = "new"
    SAME = "same"
    KEPT = "kept"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article: the file it came from, by what its format was told, what it became, its losses, where it is now
    ("" if nowhere), and where what is there differs."""

    file: str
    reason: str
    article: Article
    loss: Loss
    outcome: Outcome
    path: str
    differences: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything an import did, or with `is_dry` would do."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    is_dry: bool = False

    def as_json(self) -> list[dict[str, object]]:
        """One object an article; every cut with its rule and the text it took."""
        return [
            {
                "file": entry.file,
                "outcome": entry.outcome.value,
                "path": entry.path,
                "format": entry.article.clip.format if entry.article.clip else entry.article.format,
                "reason": entry.reason,
                "title": entry.article.title,
                "url": entry.article.url,
                "id": entry.article.id,
                "in": asdict(entry.loss.before),
                "out": asdict(entry.loss.after),
                "cuts": [asdict(cut) for cut in entry.loss.cuts],
                "unexplained": {
                    "text": list(entry.loss.unexplained),
                    "links": list(entry.loss.links),
                    "images": list(entry.loss.images),
                },
                "differences": [asdict(differing) for differing in entry.differences],
                "problems": [str(problem) for problem in self.problems if problem.path == entry.file],
            }
            for entry in self.entries
        ]

    def as_table(self) -> str:
        """One line a clip, `in>out` where a count changed; then what each rule cut, and the sums."""
        rows = [_HEADS, *(_row(entry) for entry in self.entries)]
        widths = [max(_width(row[column]) for row in rows) for column in range(len(_HEADS))]
        table = ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        return "\n".join([*(line.rstrip() for line in table), *self._rules(), self._sum()])

    def _rules(self) -> list[str]:
        """What each rule cut, the most first; and what went from the text into keys."""
        cuts = [cut for entry in self.entries for cut in entry.loss.cuts]
        times = Counter(cut.rule for cut in cuts)
        taken: Counter[str] = Counter()
        for cut in cuts:
            taken[cut.rule] += _characters(cut)
        lines = [f"cut {times[rule]}x {count} characters: {rule}" for rule, count in taken.most_common() if count]
        moved = [f"{rule.removeprefix(MOVED)} {n}x" for rule, n in times.most_common() if rule.startswith(MOVED)]
        return lines + ([f"moved into keys: {', '.join(moved)}"] if moved else [])

    def _sum(self) -> str:
        counts = Counter(entry.outcome for entry in self.entries)
        said = {
            Outcome.NEW: "would be written" if self.is_dry else "written",
            Outcome.SAME: "as they were",
            Outcome.KEPT: "kept as they are though the clip says otherwise",
            Outcome.OLDER: "older captures left out",
        }
        return "; ".join(f"{counts[outcome]} {text}" for outcome, text in said.items() if counts[outcome]) or "nothing"


def _row(entry: Entry) -> tuple[str, ...]:
    before, after = asdict(entry.loss.before), asdict(entry.loss.after)
    form = entry.article.clip.format if entry.article.clip else entry.article.format
    cut = sum(map(_characters, entry.loss.cuts))
    counts = [_changed(before[name], after[name]) for name in _COUNTED]
    return (entry.outcome.value, _short(entry.file), form, *counts, str(cut), str(entry.loss.unexplained_characters))


def _characters(cut: Cut) -> int:
    """How much of the text a rule took away; what it moved into a key is still there."""
    return 0 if cut.rule.startswith(MOVED) else len("".join(cut.text.split()))


def _changed(before: int, after: int) -> str:
    return str(after) if before == after else f"{before}>{after}"


def _short(text: str) -> str:
    while _width(text) > _WIDEST:
        text = text[:-2] + "…"
    return text


def _width(text: str) -> int:
    """Columns on a terminal: Han characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
