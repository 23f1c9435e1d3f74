"""What a rule can do to a clip. A publisher's file is a tuple of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from site_builder import pictures, tree
from site_builder.languages import plain
from site_builder.model import Original, Printed
from site_builder.outlets.draft import Draft
from site_builder.outlets.lines import Line
from site_builder.outlets.names import names
from site_builder.text import one_line

Step = Callable[[Draft], None]
_LISTS = frozenset(["authors", "translators", "contributors"])
_MOMENTS = frozenset(["published", "updated", "captured"])


def drop(rule: str, css: str, words: str = "") -> Step:
    """Cut the elements that match, and whose words match if `words` are given.

    Here and below, words are written in simplified characters and match traditional ones too.
    """
    pattern = re.compile(words) if words else None

    def step(draft: Draft) -> None:
        nodes = [
            n
            for n in draft.root.css(css)
            if pattern is None or pattern.search(plain(" ".join((n.text() or "").split())))
        ]
        draft.cut(rule, nodes)

    return step


def drop_lines(rule: str, words: str) -> Step:
    """Cut every line that is nothing but these words."""
    pattern = re.compile(words, re.I)

    def step(draft: Draft) -> None:
        draft.cut(rule, [node for line in draft.lines() if pattern.fullmatch(line.plain) for node in line.nodes])

    return step


def drop_from(rule: str, words: str, least: float = 0.0) -> Step:
    """Cut the first line that is nothing but these words, and all behind it.

    `least`: only if that many of the lines (0 to 1) stand before it.
    """
    pattern = re.compile(words, re.I)

    def step(draft: Draft) -> None:
        found = draft.lines()
        starts = [i for i, line in enumerate(found) if pattern.fullmatch(line.plain) and i >= least * len(found)]
        if starts:
            draft.cut(rule, [node for line in found[starts[0] :] for node in line.nodes])

    return step


def read(
    words: str, *, first: int = 0, last: int = 0, css: str = "", keep: bool = False, replacing: bool = False
) -> Step:
    """Fill the fields named by the groups of `words` from lines that are nothing but these words, and cut those lines.

    `first`, `last`: look at so many lines from the top or end only; `css`: only inside elements that match;
    `keep`: leave the line where it is; `replacing`: the page knows better than the file.
    """
    pattern = re.compile(words, re.I)

    def step(draft: Draft) -> None:
        inside = {node.mem_id for node in draft.root.css(css)} if css else None
        taken: list[tree.Node] = []
        rule = ""
        for place, line in _part(draft.lines(), first, last):
            match = pattern.fullmatch(line.plain)
            if match is None or (inside is not None and not _is_in(line, inside)):
                continue
            spans = {name: match.span(name) for name, value in match.groupdict().items() if value}
            found = {name: line.text[start:end] for name, (start, end) in spans.items()}
            for name, value in found.items():
                _fill(draft, name, value, replacing, f"line {place + 1}")
            rule = "field:" + ",".join(found)
            taken += line.nodes
        if taken and not keep:
            draft.cut(rule, taken)

    return step


def read_attribute(name: str, css: str, attribute: str, replacing: bool = False, cut: bool = True) -> Step:
    """Fill a field from an attribute of the first element that matches; the element goes."""

    def step(draft: Draft) -> None:
        node = draft.root.css_first(css)
        value = tree.attribute(node, attribute) if node is not None else ""
        if node is None or not value:
            return
        _fill(draft, name, value, replacing, css)
        if cut:
            draft.cut(f"field:{name}", [node])

    return step


def read_element(name: str, css: str, replacing: bool = False) -> Step:
    """Fill a field from the words of all elements that match; they go."""

    def step(draft: Draft) -> None:
        nodes = draft.root.css(css)
        if name not in _LISTS and draft.has(name) and not replacing:
            return  # what says something else would be gone
        for node in nodes:
            _fill(draft, name, node.text(separator=" ") or "", replacing, css)
        draft.cut(f"field:{name}", nodes)

    return step


def title_without(words: str) -> Step:
    """What matches at the end of the title goes; groups fill the fields they are named after."""
    pattern = re.compile(f"(?:{words})$", re.I)

    def step(draft: Draft) -> None:
        title = draft.get("title")
        match = pattern.search(plain(title))
        if match and (short := title[: match.start()].strip()):
            draft.fields["title"] = short
            for name, value in match.groupdict().items():
                draft.fill(name, value and title[match.start(name) : match.end(name)].strip())

    return step


def repeated_title() -> Step:
    """A headline in the text that says what the title says goes."""

    def step(draft: Draft) -> None:
        title = "".join(_letters(draft.get("title")))
        heads = [line for line in draft.lines()[:6] if title and _says(line, title) and line.picture is None]
        draft.cut("title-again", [node for line in heads for node in line.nodes])

    return step


def original(words: str, language: str = "en") -> Step:
    """A line with a link to the version this was translated from."""
    pattern = re.compile(words, re.I)

    def step(draft: Draft) -> None:
        for line in draft.lines():
            links = draft.listed(line.anchors) if pattern.fullmatch(line.plain) else []
            if links:
                draft.fill("original", Original(links[0].url, language))
                draft.cut("field:original", line.nodes)
                return

    return step


def standfirst(longest: int = 300) -> Step:
    """The first paragraph, where it is all bold, is the summary."""

    def step(draft: Draft) -> None:
        found = draft.lines()
        worded = [line for i, line in enumerate(found) if not (line.picture or line.is_caption or _is_below(found, i))]
        if not draft.has("summary") and len(worded) > 2 and worded[0].is_bold and 20 < len(worded[0].text) <= longest:
            draft.fill("summary", one_line(worded[0].text))
            draft.cut("field:summary", worded[0].nodes)

    return step


def mark(css: str, name: str) -> Step:
    """Tell the converter what an element is by a class it knows: "image-caption", "photo-credit"."""

    def step(draft: Draft) -> None:
        for node in draft.root.css(css):
            node.attrs["class"] = name

    return step


def tags(css: str, but: str = "") -> Step:
    """Links or elements that name the publisher's own tags; what the file's author wrote as tags is replaced."""
    pattern = re.compile(but, re.I) if but else None

    def step(draft: Draft) -> None:
        nodes = draft.root.css(css)
        words = [one_line(node.text() or "") for node in nodes]
        found = tuple(dict.fromkeys(w for w in words if w and not (pattern and pattern.fullmatch(w))))
        draft.fill("tags", found, replacing=True)
        draft.cut("field:tags", nodes, together=True)

    return step


def tagged(words: str, last: int = 8) -> Step:
    """A line near the end that lists tags behind a label, as links or words."""
    pattern = re.compile(words, re.I)

    def step(draft: Draft) -> None:
        for line in draft.lines()[-last:]:
            match = pattern.fullmatch(line.plain)
            if match is None or re.search("[。！？]", line.text):
                continue
            linked = [one_line(anchor.text() or "") for anchor in line.anchors]
            written = re.split(r"\s*[,，、;；|]\s*|\s{2,}", line.text[match.start("tags") :])
            draft.fill("tags", tuple(dict.fromkeys(filter(None, linked or written))))
            draft.cut("field:tags", line.nodes)
            return

    return step


def _is_below(found: list[Line], place: int) -> bool:
    """The line stands below a picture and reads as its caption, though nothing marks it so."""
    return place > 0 and found[place - 1].picture is not None and pictures.is_caption(found[place].text)


def _fill(draft: Draft, name: str, value: str, replacing: bool, where: str) -> None:
    value = value.strip()
    if name in _LISTS:
        people = names(value)
        if replacing and not draft.fields.get(name):
            draft.fill(name, people, replacing=True)
        else:
            draft.add(name, people)
    elif name in _MOMENTS:
        draft.fill(name, Printed(value, where), replacing)
    else:
        draft.fill(name, one_line(value), replacing)


def _part(found: list[Line], first: int, last: int) -> list[tuple[int, Line]]:
    """The lines to look at, with their places from 0."""
    numbered = list(enumerate(found))
    if not first and not last:
        return numbered
    return [entry for entry in numbered if entry[0] < first or entry[0] >= len(found) - last]


def _is_in(line: Line, inside: set[int]) -> bool:
    node = line.nodes[0]
    return node.mem_id in inside or any(up.mem_id in inside for up in tree.ancestors(node))


def _letters(text: str) -> Iterator[str]:
    return filter(str.isalnum, text.casefold())


def _says(line: Line, letters: str) -> bool:
    """Whether these are the letters and digits of a line. The first ones tell it of nearly every line."""
    return all(one == other for one, other in zip_longest(_letters(line.text), letters))
