"""Withdraw: an article that must go leaves a page that says so, and is in nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from site_builder import collecting, matter, normalise, reading
from site_builder.model import Article
from site_builder.problems import SiteError
from site_builder.project import Project
from site_builder.text import one_line
from site_builder.urls import match_key

FOLDER = "withdrawn"


def withdraw(project: Project, article: str, reason: str) -> Path:
    """Write `withdrawn: reason` to the article given by id or URL; the file that says so now.

    Markdown with frontmatter gets the one line, all else in it stays. For a raw clip, which is never changed, a
    Markdown file with the same URL is put beside it, and that one counts. Raises SiteError.
    """
    reason = one_line(reason)
    if not reason:
        raise SiteError("a withdrawal needs a reason", "give it with --reason: readers will see it")
    found = find(project, article)
    if found.withdrawn:
        shown = f"{project.content.name}/{found.origin}"
        raise SiteError(f"{shown} is withdrawn already: {found.withdrawn}", "change the reason in that file")
    file = project.content / found.origin
    try:
        text = file.read_bytes().decode("utf-8-sig")
        plain = text.replace("\r\n", "\n")
        is_form = matter.is_matter(plain) and bool(matter.split(plain).keys)
    except (UnicodeDecodeError, matter.MatterError):
        text, is_form = "", False
    if is_form:
        _replace(file, with_line(text, reason))
        return file
    if not found.url:
        raise SiteError(f"{found.origin} has no URL to withdraw", f"dossier import {found.origin}, then try again")
    beside = project.content / FOLDER / f"{found.id}.md"
    beside.parent.mkdir(exist_ok=True)
    _replace(beside, matter.join(tombstone(found, reason), ""))
    return beside


def find(project: Project, article: str) -> Article:
    """The article with this id or URL, drafts and private ones included. Raises SiteError."""
    files, _ = collecting.look(project.content, project.config.max_file_mb)
    articles, _ = normalise.fold_versions(reading.articles_of(reading.read_all(files, project.config, jobs=1).each))
    key = match_key(article)
    for candidate in articles:
        if article == candidate.id or (candidate.url and match_key(candidate.url) == key):
            return candidate
    raise SiteError(f"no article has the id or URL {article}", "the id is at the end of the article's address")


def with_line(text: str, reason: str) -> str:
    """The file's text with one key more at the end of its frontmatter."""
    head, fence, rest = text.partition("\n")
    lines = rest.split("\n")
    end = next(n for n, line in enumerate(lines) if line.rstrip() in {"---", "..."})
    ending = "\r" if head.endswith("\r") else ""
    lines.insert(end, f"withdrawn: {json.dumps(reason, ensure_ascii=False)}{ending}")
    return head + fence + "\n".join(lines)


def tombstone(article: Article, reason: str) -> dict[str, object]:
    """Frontmatter that keeps the article's page where it is."""
    keys: dict[str, object] = {"title": article.title} if article.title else {}
    keys |= {"url": article.url, "source": article.source}
    keys |= {"published": article.published.text} if article.published else {}
    keys |= {"slug": article.slug} if article.slug else {}
    return {**keys, "withdrawn": reason}


def _replace(file: Path, text: str) -> None:
    """All or nothing."""
    aside = file.with_name(f".{file.name}.new")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(file)
    except OSError as error:
        raise SiteError(f"{file}: cannot be written: {error.strerror}", "mend its permissions") from error
