"""Page -> bytes, and the static files: the only module that knows Jinja.

A template is looked up in the dossier's own templates/ first, then among ours; `default/NAME` is always ours,
so that a dossier's article.html can extend default/article.html.
"""

from __future__ import annotations

import re
import shutil
import traceback
from collections.abc import Callable, Mapping
from functools import cached_property
from html import escape, unescape
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar
from urllib.parse import quote

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from site_builder import program
from site_builder.model import LINK_SLOT, KeptImage, Output, Page
from site_builder.problems import SiteError
from site_builder.project import Project
from site_builder.render.compiler import Plain, Quick
from site_builder.text import compact
from site_builder.words import Words

STATIC = "static"
_OPEN, _CLOSE = LINK_SLOT.split("{}")
_IMAGE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')
NO_IMAGES: Mapping[str, KeptImage] = MappingProxyType({})
SIZES = "(min-width: 48rem) 43rem, 100vw"
_ERRORS = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_OUTWARD = 'rel="external noopener nofollow"'


Kind = TypeVar("Kind", bound=Environment)


class BodyLink(Protocol):
    """One slot's link, see pages/links.py."""

    href: str
    url: str
    number: int
    anchor: str


def our_templates() -> Path:
    """Ours: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


class Renderer:
    """One Jinja environment for a build; templates are compiled when first used, and kept compiled in `kept_in`."""

    def __init__(self, project: Project, words: Words, kept_in: Path | None = None) -> None:
        self._folders = tuple(folder for folder in (*project.templates, our_templates()) if folder.is_dir())
        self._words = words
        self._kept: dict[tuple[object, ...], tuple[object, object, str]] = {}
        self._quick: Quick | None = self._environment(Quick, _bytecode(kept_in, words.language))

    def _environment(self, kind: type[Kind], kept: BytecodeCache | None = None) -> Kind:
        ours = FileSystemLoader(our_templates())
        made = kind(
            loader=ChoiceLoader([FileSystemLoader(self._folders), PrefixLoader({"default": ours})]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=kept,
        )
        made.globals.update({"_": self._words, "filled": filled, "sizes": SIZES, "kept": self._kept_markup})
        made.policies["json.dumps_function"] = _json
        return made

    @cached_property
    def _plain(self) -> Environment:
        return self._environment(Plain)

    def render(self, page: Page) -> Output:
        """The page as UTF-8 HTML. Raises SiteError that names the template's file and line."""
        try:
            html = self._html(page)
        except TemplateNotFound as error:
            hint = "check the names after extends, from, include"
            raise SiteError(f"templates: there is no {error.name}", hint) from error
        except TemplateSyntaxError as error:
            raise self._mistake(error, error.filename, error.lineno, page) from error
        except _ERRORS as error:
            raise self._mistake(error, *self._place(error), page) from error
        return Output(page.path, html.encode("utf-8", "replace"))

    def _html(self, page: Page) -> str:
        """In the quick form; in Jinja's own from the first page on that cannot be made in it."""
        if self._quick:
            try:
                return self._quick.made(page.template, page.context)
            except _ERRORS:
                self._kept.clear()
        html = self._plain.get_template(page.template).render(page.context)
        self._quick = None
        return html

    def _kept_markup(self, macro: Callable[..., str], subject: object, *rest: object) -> str:
        """What a macro makes of one value, worked out once a build: a card stands on many pages.

        `rest` are plain values. The subject is known by its identity, so it is held on to.
        """
        key = (id(macro), id(subject), *rest)
        if key not in self._kept:
            self._kept[key] = (macro, subject, macro(subject, *rest))
        return self._kept[key][2]

    def forget(self) -> None:
        """Let go of what was kept of values: the renderer and its templates hold on to each other."""
        self._kept.clear()

    def _place(self, error: BaseException) -> tuple[str | None, int]:
        """The innermost template line of a traceback; Jinja rewrites its frames to the template's own lines."""
        folders = tuple(str(folder) for folder in self._folders)
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(folders)]
        return (frames[-1].filename, frames[-1].lineno or 0) if frames else (None, 0)

    def _mistake(self, error: BaseException, file: str | None, line: int, page: Page) -> SiteError:
        place = f"{_shown(file)}:{line}" if file else page.template
        return SiteError(f"{place}: {error}", f"the page being made was {page.path}; see docs/templates.md")

    def static(self) -> list[Output]:
        """The files of templates/static/, the dossier's own in place of ours of the same name."""
        found: dict[str, Path] = {}
        for folder in reversed(self._folders):
            root = folder / STATIC
            found |= {
                f"{STATIC}/{file.relative_to(root).as_posix()}": file
                for file in sorted(root.rglob("*"))
                if file.is_file() and not file.name.startswith(".")
            }
        return [Output(path, file.read_bytes()) for path, file in sorted(found.items())]


def _bytecode(folder: Path | None, language: str) -> BytecodeCache | None:
    """Compiled templates hold the words of their language; this program's are of no use to another."""
    if folder is None:
        return None
    place = folder / f"{language}-{program.digest()[:16]}"
    try:
        if not place.is_dir():
            shutil.rmtree(folder, ignore_errors=True)  # another version's
            place.mkdir(parents=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(place))


def _shown(file: str) -> str:
    path = Path(file)
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file


def _json(value: object, **_: object) -> str:
    return compact(value)


def filled(
    html: str, links: tuple[BodyLink, ...], root: str, images: str = "none", kept: Mapping[str, KeptImage] = NO_IMAGES
) -> Markup:
    """The sanitised body with its slots filled: the one place where HTML is taken for HTML.

    `images` as configured; of a picture that is not shown the description stays. `kept` has those of this site by src.
    """
    first, *rest = html.split(_OPEN)
    pieces = [first]
    for part in rest:
        number, _, after = part.partition(_CLOSE)
        pieces += (_opening(links[int(number)], root), after)
    whole = "".join(pieces)
    if "<img" in whole:
        whole = _IMAGE.sub(lambda tag: _image(tag[0], root, images, kept), whole)
    return Markup(whole)


def _image(tag: str, root: str, images: str, kept: Mapping[str, KeptImage]) -> str:
    """The <img> of a body as the page shows it, or its description."""
    found: Mapping[str, str] = dict(_ATTRIBUTE.findall(tag))
    src = found.get("src", "")
    ours = kept.get(unescape(src))
    if images != "none" and ours:
        return tag.replace(f'src="{src}"', _local(ours, root), 1)
    return tag if images != "none" and src.startswith(("http://", "https://")) else found.get("alt", "")


def _local(image: KeptImage, root: str) -> str:
    """The attributes that show a picture of this site: source, size in pixels, smaller copies for narrow screens."""
    text = f'src="{root}{quote(image.path)}" width="{image.width}" height="{image.height}"'
    if image.smaller:
        copies = [f"{root}{quote(path)} {width}w" for path, width in (*image.smaller, (image.path, image.width))]
        text += f' srcset="{", ".join(copies)}" sizes="{SIZES}"'
    return text


def _opening(link: BodyLink, root: str) -> str:
    number = f' data-n="{link.number}"' if link.number else ""
    if link.href:
        return f'<a class="in" id="{link.anchor}" href="{escape(root + link.href)}"{number}>'
    if link.url:
        return f'<a id="{link.anchor}" href="{escape(link.url)}" {_OUTWARD}{number}>'
    return "<a>"
