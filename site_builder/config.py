"""dossier.toml -> Config. Every mistake stops the run with file, line, key and what would be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from site_builder.problems import SiteError, UsageError
from site_builder.project import Band, Config, EventName, Names, Phase, Source
from site_builder.publishers import SOURCES
from site_builder.rights import RIGHTS
from site_builder.text import clean, one_line

FILE = "dossier.toml"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
IMAGES = ("none", "link", "local")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s?#]*\Z")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
_KINDS: Mapping[str, tuple[type, str]] = {"int": (int, "a whole number"), "bool": (bool, "true or false")}
_T = TypeVar("_T")


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upward that holds a dossier.toml."""
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def load(root: Path, base_url: str | None = None) -> Config:
    """The configuration of the dossier in `root`; defaults where there is no dossier.toml. Raises SiteError.

    `base_url` goes before what the file says.
    """
    try:
        text = (root / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise SiteError(f"{FILE}: cannot be read: {error}", "save it as UTF-8 and check its permissions") from error
    if base_url is None:
        return parse(text)
    if base_url and not _ADDRESS.match(base_url):
        raise UsageError(f"--base-url is no address: {base_url!r}", "write it with https://")
    return replace(parse(text), base_url=base_url)


def parse(text: str) -> Config:
    """The configuration written in `text`. Raises SiteError."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SiteError(*_unreadable(str(error), text)) from error
    return _Reader(text).config(table)


def _unreadable(error: str, text: str) -> tuple[str, str]:
    """What is wrong with a text that is no TOML, in the form of all messages, and what to do."""
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", error, re.S)
    if not found:
        return f"{FILE}: no valid TOML: {error}", "nest it less"
    number = int(found[2]) if found[2] else max(1, len(text.splitlines()))
    return f"{FILE}:{number}: no valid TOML: {found[1]}", 'write texts as key = "text", lists as ["one", "two"]'


class _Reader:
    """Checks one parsed file; keeps its text only to name lines."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()

    def config(self, table: dict[str, Any]) -> Config:
        readers: dict[str, Callable[[Any], object]] = {
            "sources": self.sources,
            "phases": lambda v: tuple(self.record(Phase, "phases", entry) for entry in self.tables("phases", v)),
            "bands": lambda v: tuple(self.record(Band, "bands", entry) for entry in self.tables("bands", v)),
            "events": self.events,
            "people": lambda v: self.names("people", v),
            "organisations": lambda v: self.names("organisations", v),
            "places": lambda v: self.names("places", v),
        }
        plain = {key: value for key, value in table.items() if key not in readers}
        read = {key: reader(table[key]) for key, reader in readers.items() if key in table}
        read.setdefault("sources", SOURCES)
        return self.record(Config, "", plain, **read)

    def record(self, kind: type[_T], where: str, table: Mapping[str, Any], **given: object) -> _T:
        """A dataclass from a TOML table: every key known, every value of its kind, nothing missing."""
        known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]  # only dataclasses come here
        for key in table:
            if key not in known or key in given:
                from difflib import get_close_matches  # for mistakes only

                close = get_close_matches(key, known, 1)
                self.fail(key, where, "is no known key", f"did you mean `{close[0]}`?" if close else "remove it")
        values = {key: self.value(key, where, str(known[key].type), value) for key, value in table.items()}
        for name, f in known.items():
            if f.default is MISSING and f.default_factory is MISSING and name not in values and name not in given:
                self.fail(name, where, "is missing", f"add `{name} = ...`")
        return kind(**values, **given)

    def value(self, key: str, where: str, kind: str, value: Any) -> object:
        if isinstance(value, date):
            value = value.isoformat()
        if kind.startswith("tuple"):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                self.fail(key, where, "must be a list of strings", f'write {key} = ["...", "..."]')
            return tuple(value)
        wanted, name = _KINDS.get(kind, (str, "a string"))
        if type(value) is not wanted:
            self.fail(key, where, f"must be {name}", "see docs/configuration.md")
        self.choice(key, where, value)
        return clean(value) if isinstance(value, str) else value

    def choice(self, key: str, where: str, value: Any) -> None:
        """Keys whose values are bound."""
        choices = {"rights": RIGHTS, "images": IMAGES}
        if where == "":
            choices["language"] = LANGUAGES
        if key in choices and value not in choices[key]:
            self.fail(key, where, f"cannot be {value!r}", f"one of: {', '.join(choices[key])}")
        if key in {"date", "start", "end"} and not _is_day(value):
            self.fail(key, where, f"is no date: {value!r}", "write YYYY-MM-DD, YYYY-MM or YYYY")
        if key in {"base_url", "home"} and value and not _ADDRESS.match(value):
            self.fail(key, where, f"is no address: {value!r}", "write it with https://")
        if key == "timezone" and value:
            from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                self.fail(key, where, f"is no time zone: {value!r}", 'a name such as "Asia/Shanghai"')
        if isinstance(value, int) and not 0 <= value <= 100_000:
            self.fail(key, where, f"is out of range: {value}", "write a number from 0 to 100000")

    def sources(self, value: Any) -> tuple[Source, ...]:
        """The dossier's sources over the publishers known out of the box, key by key."""
        known = {source.id: source for source in SOURCES}
        mine: dict[str, Source] = {}
        for source_id, table in self.identified("sources", value):
            base = known.get(source_id)
            old = {f.name: getattr(base, f.name) for f in fields(Source) if base and f.name not in table}
            mine[source_id] = self.record(Source, f"sources.{source_id}", table, **(old or {"id": source_id}))
        return (*mine.values(), *(s for s in SOURCES if s.id not in mine))

    def events(self, value: Any) -> tuple[EventName, ...]:
        return tuple(self.record(EventName, f"events.{i}", t, id=i) for i, t in self.identified("events", value))

    def identified(self, where: str, value: Any) -> list[tuple[str, dict[str, Any]]]:
        """Sub-tables by id; ids become file names and link targets, so they are plain."""
        if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
            self.fail(where, "", "must be tables", f"write [{where}.some-id]")
        for key in value:
            if not _ID.match(key):
                self.fail(key, where, "is no id", "small letters, digits, - and _ only")
        return list(value.items())

    def tables(self, where: str, value: Any) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.fail(where, "", "must be a list of tables", f"write [[{where}]]")
        return list(value)

    def names(self, where: str, value: Any) -> Names:
        if not isinstance(value, dict):
            self.fail(where, "", "must be a table of names", f"write [{where}]")
        read = ((one_line(name), self.aliases(where, name, aliases)) for name, aliases in value.items())
        return MappingProxyType({name: aliases for name, aliases in read if name})

    def aliases(self, where: str, name: str, aliases: Any) -> tuple[str, ...]:
        if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
            self.fail(name, where, "must be a list of other spellings", f'write "{name}" = ["...", "..."]')
        return tuple(filter(None, map(one_line, aliases)))

    def fail(self, key: str, where: str, what: str, hint: str) -> NoReturn:
        """Raises. The line is that of the key under its table, or the table's own, or none."""
        line = self.line_of(key, where)
        place = f"{FILE}:{line}" if line else FILE
        raise SiteError(f"{place}: `{f'{where}.' if where else ''}{key}` {what}", hint)

    def line_of(self, key: str, where: str) -> int:
        inside = where == ""
        for number, line in enumerate(self.lines, 1):
            header = re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line)
            if header:
                inside = header[1] == where
                if header[1] == (f"{where}.{key}" if where else key):
                    return number
            elif inside and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""", line):
                return number
        return 0


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not _DAY.match(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True
