"""One clip while the rules of its publisher are at work on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from site_builder import taken, tree, urls
from site_builder.model import Cut, Extract, ListedItem
from site_builder.outlets.lines import Line, Lines
from site_builder.text import one_line


@dataclass(slots=True)
class Draft:
    """The tree that rules cut from, and the fields they fill. A field that the reader found stays as it is."""

    extract: Extract
    root: tree.Node
    cuts: list[Cut] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    _lines: Lines | None = None

    @property
    def url(self) -> str:
        return self.extract.url

    def lines(self) -> list[Line]:
        """What reads as a line of its own, in order; as it is after the last cut."""
        if self._lines is None:
            self._lines = Lines(self.root)
        return self._lines.found()

    def has(self, name: str) -> bool:
        return bool(self.fields.get(name) or getattr(self.extract, name))

    def get(self, name: str) -> Any:
        return self.fields.get(name) or getattr(self.extract, name)

    def fill(self, name: str, value: object, replacing: bool = False) -> None:
        """Set a field that is still empty; with `replacing`, also one that only the reader filled."""
        if value and not self.fields.get(name) and (replacing or not getattr(self.extract, name)):
            self.fields[name] = value

    def add(self, name: str, values: Iterable[object]) -> None:
        """Append to a field of several values, each once."""
        self.fields[name] = tuple(dict.fromkeys((*self.get(name), *values)))

    def cut(self, rule: str, nodes: Iterable[tree.Node], together: bool = False) -> None:
        """Take nodes out of the tree and note what was in them, `together` as one cut."""
        outer = tree.outermost(nodes)
        found = [taken.cut(rule, node, self.url) for node in outer]
        if self._lines is not None:
            self._lines.forget(outer)
        for node in outer:
            node.decompose()
        self.cuts += taken.together(rule, found) if together else filter(None, found)

    def listed(self, anchors: Iterable[tree.Node], kicker: str = "") -> list[ListedItem]:
        """Links as entries of the publisher's own list."""
        found = []
        for anchor in anchors:
            url = urls.untracked(urls.absolute(tree.attribute(anchor, "href"), self.url))
            title = one_line(anchor.text() or "")
            if url and title and urls.canonical(url) != urls.canonical(self.url):
                found.append(ListedItem(title, url, kicker))
        return found

    def finished(self) -> Extract:
        """The extract with what the rules found, kept and cut."""
        return replace(self.extract, **self.fields, html=tree.inner(self.root), cuts=(*self.extract.cuts, *self.cuts))
