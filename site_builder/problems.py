"""Everything that can be wrong, in one table, and the values that report it.

A `Problem` is something for the user to mend; it never stops the run. `SiteError` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from site_builder.pickled import pickled

Severity = Literal["error", "warning", "hint"]


class SiteError(Exception):
    """Stops the run: bad configuration, a taken port, a folder that cannot be written. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(SiteError):
    """The command was called in a way that can mean nothing; the exit code is 2."""


@dataclass(frozen=True, slots=True)
class Code:
    severity: Severity
    meaning: str
    hint: str


# One entry a code, in order of the pipeline; docs/problems.md explains each and a test holds them together.
CODES: dict[str, Code] = {
    "file-unreadable": Code("error", "a file in content/ cannot be read", "check its permissions"),
    "file-not-regular": Code("error", "not a regular file (device, socket, pipe)", "remove it from content/"),
    "file-outside": Code("error", "a symbolic link leads outside content/", "copy the file into content/"),
    "file-too-large": Code("error", "the file is larger than the limit", "split it, or raise `max_file_mb`"),
    "file-empty": Code("error", "the file is empty", "delete it, or collect the page again"),
    "format-unknown": Code("error", "no reader recognises this file", "save it as Markdown with frontmatter"),
    "encoding-guessed": Code("warning", "not UTF-8; the encoding was guessed", "check the text, save it as UTF-8"),
    "clip-broken": Code("error", "the file begins like a known format and is none", "collect the page again"),
    "matter-unreadable": Code("error", "the frontmatter is no valid YAML", "mend the line named"),
    "key-unknown": Code("hint", "a frontmatter key that dossier does not use", "it is kept; check the spelling"),
    "value-wrong": Code("error", "a frontmatter value of the wrong kind", "see docs/frontmatter.md"),
    "title-missing": Code("warning", "no title was found", "add `title:`"),
    "url-missing": Code("hint", "no URL was found", "add `url:`, the address the article was published at"),
    "url-unreadable": Code("error", "this is no http(s) address", "write the full address"),
    "date-missing": Code("warning", "no date of publication was found", "add `published:`"),
    "date-unreadable": Code("error", "this is no date", "write it as YYYY-MM-DD, with a time if it is known"),
    "text-missing": Code("hint", "the clip has no text of its own", "add a `summary:`"),
    "loss-unexplained": Code("warning", "an import lost text and no rule says why", "compare it with the clip"),
    "import-differs": Code("warning", "imported before; the file stays as it is", "take it over by hand"),
    "reading-list": Code("hint", "a list of addresses, without articles", "keep it in content/ for the wanted list"),
    "capture-older": Code("hint", "an older capture of a page that is imported too", "keep the clip as it is"),
    "url-twice": Code("hint", "another file has the same URL; the newest capture is shown", "delete one of them"),
    "slug-twice": Code("error", "two articles would get the same page", "change one `slug:`"),
    "see-also-unknown": Code("warning", "the article named here is not in the dossier", "check the id or the URL"),
    "phase-unknown": Code("warning", "a phase names an article that is not in the dossier", "check the id or the URL"),
    "image-missing": Code("warning", "a picture is not kept with the site", "the publisher's own is shown, if any"),
    "source-unknown": Code(
        "warning", "a source without a name of its own", "describe it in dossier.toml: [sources.ID]"
    ),
    "date-future": Code("warning", "published on a day that is yet to come", "check `published:`"),
    "dates-contradict": Code("warning", "the dates of an article contradict each other", "check the three dates"),
    "emphasis-broken": Code("warning", "asterisks that should be bold or italic", "close the emphasis in that line"),
    "alt-missing": Code("hint", "pictures without a description", "say in `alt` what they show"),
    "text-twice": Code("hint", "two articles have the same text", "keep both if both matter: they are shown as copies"),
    "article-alone": Code("hint", "nothing in the dossier leads to the article", "add `see_also:`, an event or terms"),
    "cache-unwritable": Code("warning", "what was worked out cannot be kept", "free space, or build with --no-cache"),
    "rights-leak": Code(
        "error", "text that may not be shown is in the site", "do not publish; this is a bug of dossier"
    ),
    "base-url-missing": Code("warning", "it is not known where the site will be", "set `base_url` or use --base-url"),
    "link-broken": Code("error", "a link inside the site leads to nothing", "mend the link, or the template it is in"),
    "link-absolute": Code("error", "a link that only works at the root of a site", "make it relative to the page"),
    "anchor-broken": Code("warning", "a link to a place that the page does not have", "mend what follows the #"),
    "lang-missing": Code("error", "a page without a language", 'write <html lang="..."> in the template'),
    "page-title-missing": Code("error", "a page without a title", "write a <title> in the template"),
    "heading-order": Code("warning", "headings that leave out a level", "begin at the level below the one before"),
    "id-twice": Code("warning", "an id that a page has twice", "make ids unique"),
    "img-alt-missing": Code("warning", "a picture without an alt attribute", 'describe it, or write alt=""'),
    "name-missing": Code("warning", "a link, button or field without words", "write some, or an aria-label"),
    "site-large": Code("warning", "the site is near the size that GitHub Pages takes", "leave pictures out: `images`"),
    "site-too-large": Code("error", "the site is larger than GitHub Pages takes", "leave pictures out: `images`"),
    "output-too-large": Code("error", "a file is larger than git hosts take", "make it smaller or leave it out"),
    "link-dead": Code("warning", "a link outward no longer works", "add `archived:`, the address of a copy"),
    "manifest-missing": Code(
        "error", "the folder has no readable manifest", "build, or download data/manifest.json too"
    ),
    "file-missing": Code("error", "a file of the manifest is not there", "build, or download it again"),
    "file-altered": Code("error", "a file is not what the manifest says", "build, or download it again"),
    "file-unlisted": Code("hint", "a file that the manifest does not list", "it was not made by dossier"),
    "clip-altered": Code("warning", "a raw clip is not what it was at the import", "restore it from your backup"),
    "clip-missing": Code("hint", "the raw clip of an import is not there", "keep it, or remove `clip:`"),
}


@pickled
@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `path` inside content/ (or dossier.toml, or templates/...), `line` from 1 or 0."""

    code: str
    path: str
    message: str
    line: int = 0
    hint: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    def __str__(self) -> str:
        """Like a compiler's: `content/a.md:3: error[date-unreadable] "31/02/2023" is no date. hint: ...`."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.severity}[{self.code}] {self.message}. hint: {self.hint or CODES[self.code].hint}"
