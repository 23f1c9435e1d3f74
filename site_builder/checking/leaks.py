"""Rights: nothing of the text of an article that may only be quoted or linked is in any file of the site.

Works on what is published, not on how it was made: every text file is cut into clauses, and a clause of a
protected text that is found anywhere is a leak, unless it also stands in something that may be shown.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from site_builder.model import Library
from site_builder.problems import Problem
from site_builder.project import Config
from site_builder.text import HAN

# Shorter clauses are said by everyone: twelve characters in a row that begin with a Han one, or five words.
_PROSE = re.compile(rf"[{HAN}]\w{{11}}|^(?=.{{30}})\S+(?: \S+){{4}}")
_CUT = re.compile(r"""[\n\r\t<>"，。、；：！？（）《》「」“”‘’…—|\[\](){};,!?]+|\. """)
_TEXT = (".html", ".xml", ".json", ".txt", ".js", ".csv", ".bib", ".ris", ".md")
_ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}")


def leaks(library: Library, config: Config, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """One problem for each article whose text leaked, at the file it comes from."""
    secrets = _secrets(library, config)
    if not secrets:
        return
    found: dict[str, tuple[str, str]] = {}
    for path, data in files.items():
        if not path.endswith(_TEXT):
            continue
        for clause in secrets.keys() & clauses(_plain(path, data)):
            found.setdefault(secrets[clause], (path, clause))
    origins = {article.id: article.origin for article in library.articles}
    for article, (path, clause) in found.items():
        message = f"may not be shown in full, but its text is in {path}: {clause[:24]!r}"
        yield Problem("rights-leak", origins[article], message)


def clauses(text: str) -> set[str]:
    """The text between punctuation marks."""
    return {clause.strip() for clause in _CUT.split(text)}


def _secrets(library: Library, config: Config) -> dict[str, str]:
    """Clause -> article id, for every clause that stands in protected texts only."""
    open_text: set[str] = set()
    secret: dict[str, str] = {}
    for article in library.articles:
        listed = (value for item in article.related for value in (item.title, item.kicker))
        picture = (article.image.alt, article.image.caption, article.image.credit) if article.image else ()
        open_text |= clauses(_joined((article.title, article.summary, article.note, article.kicker, *picture, *listed)))
        text = library.bodies[article.id].text
        if config.rights_of(article) == "full":
            open_text |= clauses(text)
        else:
            secret |= dict.fromkeys(filter(_PROSE.search, clauses(text)), article.id)
    for standing in library.standing:
        open_text |= clauses(_joined((standing.body.text, *(change.text for change in standing.changes))))
    for citations in library.citations.values():
        open_text |= clauses(_joined(citation.text for citation in citations))
    return {clause: article for clause, article in secret.items() if clause not in open_text}


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(texts)


def _plain(path: str, data: bytes) -> str:
    """The file's text without the escapes of its format."""
    text = data.decode("utf-8", "replace")
    if path.endswith((".html", ".xml")):
        return html.unescape(text) if "&" in text else text
    if path.endswith((".json", ".js")) and _ESCAPED.search(text):
        return _ESCAPED.sub(lambda m: str(json.loads(f'"{m[0]}"')), text)
    return text
