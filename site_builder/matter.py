"""Frontmatter: text between two `---` lines at the top of a file, and back. Sole owner of python-frontmatter and YAML.

Only null, true and false are resolved: dates, numbers and keys such as `no` stay the strings that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import yaml
from frontmatter.default_handlers import YAMLHandler

from site_builder.model import EMPTY, NO_LINES

try:
    from yaml import CSafeDumper as _BaseDumper
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML without libyaml: slower, else the same
    from yaml import SafeDumper as _BaseDumper  # type: ignore[assignment]
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 256 * 1024
MAX_VALUES = 20_000
MAX_DEPTH = 20
FLOW_WIDTH = 100

_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_CONSTANTS: Mapping[str, object] = MappingProxyType(
    {"": None, "~": None, "null": None, "Null": None, "NULL": None}
    | dict.fromkeys(("true", "True", "TRUE"), True)
    | dict.fromkeys(("false", "False", "FALSE"), False)
)


class MatterError(ValueError):
    """The frontmatter cannot be read: `line` of the file from 1, and what is wrong there."""

    def __init__(self, message: str, line: int, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Matter:
    """The keys as found (strings, None, bools, lists and dicts of these), the line of each, and the body below."""

    keys: Mapping[str, object]
    lines: Mapping[str, int]
    body: str
    body_line: int


def is_matter(text: str) -> bool:
    """Whether `text` (without BOM) begins with a `---` line."""
    return text.startswith("---") and _HANDLER.detect(text)


def split(text: str) -> Matter:
    """Frontmatter and body of a file's text; no keys where there is no frontmatter. Raises MatterError."""
    if not is_matter(text):
        return Matter(EMPTY, NO_LINES, text, 1)
    head, body, body_line = _cut(text)
    if len(head.encode("utf-8", "replace")) > MAX_BYTES:
        raise MatterError(f"the frontmatter is larger than {MAX_BYTES // 1024} kB", 1, "close it with a line `---`")
    keys, lines = _load(head)
    return Matter(keys, lines, body, body_line)


def join(keys: Mapping[str, object], body: str) -> str:
    """A file's text: the keys as YAML in the order given, then the body. `split` gives both back.

    Values are strings, numbers (read back as strings), bools, None, and lists and dicts of these.
    """
    return f"---\n{_HANDLER.export(dict(keys))}\n---\n" + (f"\n{body}\n" if body else "")


def _cut(text: str) -> tuple[str, str, int]:
    """The YAML between the fences, the text below, and the line the text begins at."""
    start = text.index("\n") if "\n" in text else len(text)
    end = _END.search(text, start)
    if end is None:
        raise MatterError("the frontmatter has no end", 1, "close it with a line `---`")
    body = text[end.end() :]
    stripped = body.lstrip("\n")
    body_line = text.count("\n", 0, end.end()) + 1 + len(body) - len(stripped)
    return text[start + 1 : end.start()], stripped.rstrip(), body_line


def _load(head: str) -> tuple[dict[str, object], Mapping[str, int]]:
    try:
        return _Composer(head).document()
    except yaml.MarkedYAMLError as error:
        raise _readable(error, head) from error
    except yaml.YAMLError as error:
        raise MatterError(f"no valid YAML: {str(error).splitlines()[0]}", 1) from error


def _readable(error: yaml.MarkedYAMLError, head: str) -> MatterError:
    """What a person can do about a YAML error: nearly always a value that wants quotes."""
    source = head.split("\n")
    is_open = error.problem == "found unexpected end of stream"  # what is open there began elsewhere
    mark = (is_open and error.context_mark) or error.problem_mark or error.context_mark
    number = mark.line if mark else 0
    if is_open:
        return MatterError("no valid YAML: a quotation mark is open", number + 2, "close it")
    line = source[number] if number < len(source) else ""
    found = re.match(r"\s*(?:- )?([\w-]+):\s+(\S.*)", line)
    hint = ""
    if re.match(r" *\t", line):
        hint = "indent with blanks, not with tabs"
    elif found and found[2][0] not in "\"'[{|>":
        hint = f"put the value of `{found[1]}` in quotes"
    return MatterError(f"no valid YAML: {error.problem or error.context}", number + 2, hint)


class _Composer:
    """Values out of YAML's events: PyYAML's own composer crashes the process on deep nesting (it recurses in C).

    Counts what it makes, also behind aliases, so that a small file cannot blow up.
    """

    def __init__(self, head: str) -> None:
        self.events: Iterator[yaml.Event] = iter(_Loader(head).get_event, None)
        self.made = 0
        self.anchors: dict[str, tuple[object, int]] = {}

    def document(self) -> tuple[dict[str, object], dict[str, int]]:
        """The keys of the one mapping, and the line of the file that each stands in."""
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return {}, {}
        root = next(self.events)
        if isinstance(root, yaml.ScalarEvent) and not root.value:
            return {}, {}
        if not isinstance(root, yaml.MappingStartEvent):
            raise MatterError("the frontmatter is no list of `key: value` lines", _line(root))
        lines: dict[str, int] = {}
        keys = self.mapping(0, lines)
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            where = "a second document begins inside the frontmatter"
            raise MatterError(where, _line(after), "put the value in quotes")
        return keys, lines

    def mapping(self, depth: int, lines: dict[str, int]) -> dict[str, object]:
        """Everything up to the end of a mapping that has begun; fills in the line of each key."""
        found: dict[str, object] = {}
        for key in self.events:
            if isinstance(key, yaml.MappingEndEvent):
                return found
            if not isinstance(key, yaml.ScalarEvent):
                raise MatterError("a key must be a plain word", _line(key))
            if key.value in found:
                raise MatterError(
                    f"the key `{key.value}` is there twice", _line(key), f"also in line {lines[key.value]}; keep one"
                )
            lines[key.value] = _line(key)
            found[key.value] = self.value(next(self.events), depth + 1)
        return found

    def value(self, event: yaml.Event, depth: int) -> object:
        """The value that begins with `event`."""
        self.made += 1
        if self.made > MAX_VALUES or depth > MAX_DEPTH:
            raise MatterError("too many or too deeply nested values", _line(event))
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        before = self.made
        made: object
        if isinstance(event, yaml.ScalarEvent):
            made = _CONSTANTS.get(event.value, event.value) if event.implicit[0] else event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            made = self.sequence(depth)
        else:
            made = self.mapping(depth, {})
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self.anchors[event.anchor] = made, self.made - before
        return made

    def sequence(self, depth: int) -> list[object]:
        made = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            made.append(self.value(event, depth + 1))
        return made

    def alias(self, event: yaml.AliasEvent) -> object:
        if event.anchor not in self.anchors:
            raise MatterError(f"nothing is named &{event.anchor}", _line(event), "put the value in quotes")
        value, size = self.anchors[event.anchor]
        self.made += size
        return value


def _line(event: yaml.Event) -> int:
    """The line of the file: YAML counts from 0 and begins below the fence."""
    return event.start_mark.line + 2 if event.start_mark else 1


class _Dumper(_BaseDumper):
    """Lists of short strings and tables of numbers on one line, everything else in block style; never an anchor."""

    def ignore_aliases(self, _data: object) -> bool:
        return True

    def represent_items(self, data: list[object]) -> yaml.Node:
        width = sum(2 * len(item) for item in data if isinstance(item, str))
        is_short = all(isinstance(item, str) for item in data) and width <= FLOW_WIDTH
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=is_short)

    def represent_keys(self, data: dict[str, object]) -> yaml.Node:
        is_table = all(type(item) is int for item in data.values())
        return self.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=is_table)

    def represent_text(self, data: str) -> yaml.Node:
        # Line breaks at the very end would leave the block open, which YAML then closes with a line of its own.
        is_open = data.endswith("\n\n") or not data.strip("\n")
        style = None if "\n" not in data else '"' if is_open else "|"
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(list, _Dumper.represent_items)
_Dumper.add_representer(dict, _Dumper.represent_keys)
_Dumper.add_representer(str, _Dumper.represent_text)
# A date is written bare, as people type it; whatever else a YAML 1.1 reader would not take for a string is quoted.
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _BaseDumper.yaml_implicit_resolvers.items()
}


class _Handler(YAMLHandler):
    """python-frontmatter's YAML handler with this module's boundaries, loader and style."""

    FM_BOUNDARY = re.compile(r"---[ \t]*$", re.MULTILINE)

    def load(self, fm: str, **_options: object) -> dict[str, object]:
        return _load(fm)[0]

    def export(self, metadata: dict[str, object], **_options: object) -> str:
        text: str = yaml.dump(
            metadata, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=2**20
        )
        return text.rstrip("\n")


_HANDLER = _Handler()
