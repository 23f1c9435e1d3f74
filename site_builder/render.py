"""Page -> bytes, and the static files: the only module that knows Jinja.

A template is looked up in the dossier's own templates/ first, then among ours; `default/NAME` is always ours,
so that a dossier's article.html can extend default/article.html.
"""

from __future__ import annotations

import json
import re
import traceback
from html import escape
from pathlib import Path
from typing import Protocol

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from site_builder.model import LINK_SLOT, Output, Page
from site_builder.problems import SiteError
from site_builder.project import Project
from site_builder.words import Words

STATIC = "static"
_HOLES = re.compile(re.escape(LINK_SLOT).replace(re.escape("{}"), r"(\d+)") + r"|(<img\b[^>]*>)|(</a>)")
_OUTWARD = 'rel="external noopener nofollow"'


class BodyLink(Protocol):
    """One slot's link, see pages/links.py."""

    href: str
    url: str
    number: int
    anchor: str


def our_templates() -> Path:
    """Ours: inside the package in a wheel, beside it in a checkout."""
    inside = Path(__file__).parent / "_templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


class Renderer:
    """One Jinja environment for a build; templates are compiled when first used."""

    def __init__(self, project: Project, words: Words) -> None:
        self._folders = tuple(folder for folder in (*project.templates, our_templates()) if folder.is_dir())
        ours = FileSystemLoader(our_templates())
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(self._folders), PrefixLoader({"default": ours})]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals.update({"_": words, "filled": filled})
        self._environment.policies["json.dumps_function"] = _json

    def render(self, page: Page) -> Output:
        """The page as UTF-8 HTML. Raises SiteError that names the template's file and line."""
        try:
            html = self._template(page.template).render(page.context)
        except TemplateNotFound as error:
            raise SiteError(
                f"templates: there is no {error.name}", "check the names after extends, from, include"
            ) from error
        except TemplateSyntaxError as error:
            raise self._mistake(error, error.filename, error.lineno, page) from error
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise self._mistake(error, *self._place(error), page) from error
        return Output(page.path, html.encode("utf-8", "replace"))

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)

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


def _shown(file: str) -> str:
    path = Path(file)
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file


def _json(value: object, **_: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def filled(html: str, links: tuple[BodyLink, ...], root: str, images: str = "none") -> Markup:
    """The sanitised body with its slots filled: the one place where HTML is taken for HTML.

    `images` as configured; "none" leaves the pictures out, their captions stay.
    """
    def hole(match: re.Match[str]) -> str:
        slot, image, _ = match.groups()
        if slot is not None:
            return _opening(links[int(slot)], root)
        if image is not None:
            return "" if images == "none" else str(image)
        return "</a>"

    return Markup(_HOLES.sub(hole, html))


def _opening(link: BodyLink, root: str) -> str:
    number = f' data-n="{link.number}"' if link.number else ""
    if link.href:
        return f'<a class="in" id="{link.anchor}" href="{escape(root + link.href)}"{number}>'
    if link.url:
        return f'<a id="{link.anchor}" href="{escape(link.url)}" {_OUTWARD}{number}>'
    return "<a>"
