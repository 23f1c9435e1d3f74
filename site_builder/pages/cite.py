"""How to cite an article, for its page: the styles in print, and small files for reference managers.

The files are `data:` links, so that a saved page still holds them and a site of thousands has no files of 500 bytes.
"""

from __future__ import annotations

import csv
import io
import re
from typing import NamedTuple

from site_builder import citing
from site_builder.model import Article
from site_builder.project import Source
from site_builder.text import cell, compact

# ASCII that a URL may hold as it is; Han characters are left to the browser, which encodes them.
_SAFE = re.compile(r"[A-Za-z0-9\-._~!$'()*+,;:@/?=]")
_UNSAFE = [chr(n) for n in range(0x80) if not _SAFE.match(chr(n))]
_ENCODED = tuple((sign, f"%{ord(sign):02X}") for sign in sorted(_UNSAFE, key="%".__ne__))  # % itself comes first
# A header, behind a byte order mark, which tells spreadsheets that the file is UTF-8.
_HEADER = "\ufefftitle,authors,publication,published,accessed,url,archived,language\r\n"


class Style(NamedTuple):
    """The citation in one style."""

    name: str
    text: str


class File(NamedTuple):
    """The citation as a file: `name` to save it under, `href` holds it."""

    form: str
    name: str
    href: str


class Cited(NamedTuple):
    """The citation in every style and as every file."""

    styles: tuple[Style, ...]
    files: tuple[File, ...]


def cited(article: Article, source: Source) -> Cited:
    item = compact([citing.csl(article, source)])
    key, bibtex = citing.key(article), citing.bibtex(article, source)
    styles = (
        Style("GB/T 7714", citing.gbt7714(article, source)),
        Style("Chicago", citing.chicago(article, source)),
        Style("BibTeX", bibtex),
    )
    files = (
        File("RIS", f"{key}.ris", _link("application/x-research-info-systems", citing.ris(article, source))),
        File("CSL-JSON", f"{key}.json", _link("application/vnd.citationstyles.csl+json", item)),
        File("BibTeX", f"{key}.bib", _link("application/x-bibtex", bibtex)),
        File("CSV", f"{key}.csv", _link("text/csv", _table(article, source))),
    )
    return Cited(styles, files)


def _table(article: Article, source: Source) -> str:
    """The header and one row."""
    row = (
        article.title,
        "; ".join(article.authors),
        source.name,
        article.published.text if article.published else "",
        article.captured.text if article.captured else "",
        article.url,
        article.archived,
        article.language,
    )
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow([cell(value) for value in row])
    return _HEADER + buffer.getvalue()


def _link(kind: str, text: str) -> str:
    for sign, code in _ENCODED:  # ten times as fast as a table, which is asked for every Han character
        if sign in text:
            text = text.replace(sign, code)
    return f"data:{kind};charset=utf-8,{text}"
