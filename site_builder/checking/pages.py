"""The built pages: do links arrive, and can everyone read them? A basic check, not a full audit."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from site_builder import tree
from site_builder.problems import Problem
from site_builder.serving.shelf import base_path

ERROR_PAGE = "404.html"
REPEATS_SHOWN = 3
_NAMELESS = ("hidden", "submit", "button", "image", "reset")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One parsed page: its output path, its tree, the ids in it."""

    path: str
    root: tree.Node
    ids: frozenset[str]


def inspect(files: Mapping[str, bytes], base_url: str) -> list[Problem]:
    """Problems of every page, those that many pages share said once. Paths are output paths."""
    site = _Site(files, base_path(base_url))
    return _folded(problem for path in files if path.endswith(".html") for problem in site.page(path))


def read(path: str, data: bytes) -> Sheet:
    root = tree.document(data.decode("utf-8", "replace"))
    return Sheet(path, root, frozenset(tree.attribute(node, "id") for node in root.css("[id]")))


class _Site:
    """All pages together: targets of links are looked up here, their ids read when first asked for."""

    def __init__(self, files: Mapping[str, bytes], base: str) -> None:
        self.files = files
        self.base = base
        self.ids: dict[str, frozenset[str]] = {}

    def page(self, path: str) -> Iterator[Problem]:
        sheet = read(path, self.files[path])
        self.ids[path] = sheet.ids
        for rule in RULES:
            yield from rule(sheet)
        yield from self.links(sheet)

    def links(self, sheet: Sheet) -> Iterator[Problem]:
        """Links, pictures, scripts and style sheets that lead into the site."""
        for attribute in ("href", "src"):
            for node in sheet.root.css(f"[{attribute}]"):
                yield from self.link(sheet, tree.attribute(node, attribute).strip())

    def link(self, sheet: Sheet, link: str) -> Iterator[Problem]:
        try:
            parts = urlsplit(link)
        except ValueError:
            yield Problem("link-broken", sheet.path, f"{link!r} is no address")
            return
        if parts.scheme or parts.netloc or (not parts.path and not parts.fragment):
            return
        path = unquote(parts.path)
        if path.startswith("/"):
            if sheet.path != ERROR_PAGE:
                yield Problem("link-absolute", sheet.path, f"{link!r} works only at the root of a site")
                return
            target = path.removeprefix(self.base)
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.path), path)) if path else sheet.path
            target = "" if target == "." else target
        if path.endswith("/") or target == "":
            target = posixpath.join(target, "index.html")
        if target not in self.files:
            yield Problem("link-broken", sheet.path, f"{link!r} leads to nothing")
        elif parts.fragment and target.endswith(".html") and not self.has_anchor(target, unquote(parts.fragment)):
            yield Problem("anchor-broken", sheet.path, f"{link!r}: the page is there, the place in it is not")

    def has_anchor(self, path: str, anchor: str) -> bool:
        if path not in self.ids:
            self.ids[path] = read(path, self.files[path]).ids
        return anchor in self.ids[path] or anchor == "top"


def language(sheet: Sheet) -> Iterator[Problem]:
    if not tree.attribute(sheet.root, "lang"):
        yield Problem("lang-missing", sheet.path, "the page does not say what language it is in")


def title(sheet: Sheet) -> Iterator[Problem]:
    named = sheet.root.css_first("head > title")
    if named is None or not named.text(strip=True):
        yield Problem("page-title-missing", sheet.path, "the page has no <title>")


def headings(sheet: Sheet) -> Iterator[Problem]:
    """One h1, and no level left out on the way down."""
    levels = [int(str(node.tag)[1]) for node in sheet.root.css("h1, h2, h3, h4, h5, h6")]
    if levels.count(1) != 1:
        yield Problem("heading-order", sheet.path, f"{levels.count(1)} headings of the first level instead of one")
    for before, level in pairwise(levels):
        if level > before + 1:
            yield Problem("heading-order", sheet.path, f"a heading of level {level} follows one of level {before}")
            return


def identifiers(sheet: Sheet) -> Iterator[Problem]:
    count = Counter(tree.attribute(node, "id") for node in sheet.root.css("[id]"))
    for name, times in count.items():
        if times > 1:
            yield Problem("id-twice", sheet.path, f"the id {name!r} is there {times} times")


def pictures(sheet: Sheet) -> Iterator[Problem]:
    """alt="" is fine: it says that the picture is decoration or described beside it."""
    for node in sheet.root.css("img:not([alt])"):
        yield Problem("img-alt-missing", sheet.path, f"the picture {tree.attribute(node, 'src')!r} has no alt")


def names(sheet: Sheet) -> Iterator[Problem]:
    """Links, buttons and fields that a screen reader could not name."""
    for node in sheet.root.css("a[href], button"):
        if not _has_name(node):
            target = tree.attribute(node, "href")
            yield Problem(
                "name-missing", sheet.path, f"a {node.tag} without words" + (f" to {target!r}" * bool(target))
            )
    for node in sheet.root.css("input, select, textarea"):
        if tree.attribute(node, "type") in _NAMELESS or _is_labelled(node):
            continue
        if not _label_for(sheet.root, tree.attribute(node, "id")):
            yield Problem("name-missing", sheet.path, f"a field without a label: {tree.attribute(node, 'name')!r}")


def _has_name(node: tree.Node) -> bool:
    if node.text(strip=True) or _is_labelled(node) or tree.attribute(node, "aria-hidden") == "true":
        return True
    return any(tree.attribute(img, "alt") for img in node.css("img")) or node.css_first("svg title") is not None


def _is_labelled(node: tree.Node) -> bool:
    if any(tree.attribute(node, name) for name in ("aria-label", "aria-labelledby", "title")):
        return True
    parent = node.parent
    while parent is not None:
        if parent.tag == "label":
            return True
        parent = parent.parent
    return False


def _label_for(root: tree.Node, name: str) -> bool:
    return bool(name) and any(tree.attribute(label, "for") == name for label in root.css("label[for]"))


Rule = Callable[[Sheet], Iterable[Problem]]
RULES: tuple[Rule, ...] = (language, title, headings, identifiers, pictures, names)


def _folded(problems: Iterable[Problem]) -> list[Problem]:
    """A mistake in a template is one mistake, not five thousand."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.message), []).append(problem)
    folded: list[Problem] = []
    for group in groups.values():
        folded += group[:REPEATS_SHOWN]
        more = len(group) - REPEATS_SHOWN
        if more > 0:
            last = folded.pop()
            message = f"{last.message} (and the same on {more} more page{'s' * (more > 1)})"
            folded.append(Problem(last.code, last.path, message))
    return folded
