"""The dossier as a book: EPUB 3.3 (w3.org/TR/epub-33), a chapter an article, oldest first."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from site_builder import tree
from site_builder.model import LINK_SLOT, Article, Library
from site_builder.project import Config, Project
from site_builder.text import clean

_KEPT = ("id", "lang", "title", "colspan", "rowspan", "start", "cite", "datetime")
_EMPTY = {"br", "hr", "wbr"}
_STYLE = """body { line-height: 1.8; }
h1 { font-size: 1.4em; line-height: 1.4; }
.byline { color: #555; font-size: .9em; }
.summary { font-weight: bold; }
blockquote { margin-left: 1em; border-left: 3px solid #999; padding-left: 1em; }
"""
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def book(library: Library, project: Project) -> bytes:
    """The bytes of the EPUB file. Pictures are links, for a book has to bring its own; rights are the site's."""
    config = project.config
    files = {"style.css": _STYLE, "title.xhtml": _title_page(library, config)}
    for article in library.articles:
        files[_file(article)] = _chapter(article, library, config)
    files["nav.xhtml"] = _contents(library, config)
    files["package.opf"] = _package(library, project)
    moment = project.now.timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(_entry("mimetype", moment, zipfile.ZIP_STORED), "application/epub+zip")
        archive.writestr(_entry("META-INF/container.xml", moment), _CONTAINER)
        for path, text in files.items():
            archive.writestr(_entry(f"book/{path}", moment), text)
    return buffer.getvalue()


def _entry(path: str, moment: tuple[int, ...], how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """Zip knows no year before 1980."""
    entry = zipfile.ZipInfo(path, (max(moment[0], 1980), *moment[1:]))  # type: ignore[arg-type]  # six numbers
    entry.compress_type = how
    return entry


def _file(article: Article) -> str:
    return f"{article.id}.xhtml"


def _name(article: Article) -> str:
    """The title, or what stands for one that is not known."""
    return article.title or article.url.partition("://")[2] or article.origin


def _sheet(language: str, title: str, body: str) -> str:
    tag = _text(language)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{tag}"'
        f' xml:lang="{tag}">\n<head><title>{_text(title)}</title>'
        f'<link rel="stylesheet" href="style.css"/></head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def _title_page(library: Library, config: Config) -> str:
    lines = [f"<h1>{_text(config.title)}</h1>"]
    lines += [f"<p>{_text(text)}</p>" for text in (config.summary, config.editor) if text]
    lines += [f'<p><a href="{_text(config.base_url)}">{_text(config.base_url)}</a></p>'] if config.base_url else []
    for standing in library.standing:
        lines.append(f"<section><h2>{_text(standing.title)}</h2>{xhtml(_linked(standing.body.html, {}))}</section>")
    return _sheet(config.language, config.title, "\n".join(lines))


def _chapter(article: Article, library: Library, config: Config) -> str:
    """What the site shows of the article: its text, its summary, or only where it is."""
    body = library.bodies[article.id]
    day = article.published.text[:10] if article.published else ""
    byline = " · ".join(filter(None, (config.source(article.source).name, day, "、".join(article.authors))))
    lines = [f"<h1>{_text(_name(article))}</h1>", f'<p class="byline">{_text(byline)}</p>']
    if summary := config.summary_of(article):
        lines.append(f'<p class="summary">{_text(summary)}</p>')
    if config.rights_of(article) == "full":
        targets = {c.url: f"{c.target}.xhtml" for c in library.citations.get(article.id, ()) if c.target}
        links = {n: targets.get(link.url, link.url) for n, link in enumerate(body.links)}
        lines.append(xhtml(_linked(body.html, links)))
    if article.url:
        lines.append(f'<p class="byline"><a href="{_text(article.url)}">{_text(article.url)}</a></p>')
    return _sheet(article.language or config.language, _name(article), "\n".join(lines))


def _linked(html: str, links: Mapping[int, str]) -> str:
    """The body with its link slots filled."""
    for number, target in links.items():
        html = html.replace(LINK_SLOT.format(number), f'<a href="{escape(target)}">', 1)
    return html


def xhtml(html: str) -> str:
    """Safe HTML as well-formed XML, with a link in place of each picture."""
    return "".join(_node(child) for child in tree.children(tree.parse(html)))


def _node(node: tree.Node, is_linked: bool = False) -> str:
    tag = str(node.tag)
    if tag == "-text":
        return _text(node.text_content or "")
    if tag == "img":
        source, shown = tree.attribute(node, "src"), f"[{_text(tree.attribute(node, 'alt') or '▣')}]"
        return f'<a href="{_text(source)}">{shown}</a>' if source and not is_linked else shown
    if not tag.isalnum():
        return ""
    values = [(name, tree.attribute(node, name)) for name in _KEPT]
    if tag == "a":
        values.append(("href", tree.attribute(node, "href")))
    attributes = "".join(f' {name}="{_text(value)}"' for name, value in values if value)
    if tag in _EMPTY:
        return f"<{tag}{attributes}/>"
    inside = "".join(_node(child, is_linked or tag == "a") for child in tree.children(node))
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _text(text: str) -> str:
    """Escaped, and without what XML cannot hold."""
    return escape(clean(text))


def _contents(library: Library, config: Config) -> str:
    """The table of contents: years, and under each its articles."""

    def year(article: Article) -> str:
        return article.published.text[:4] if article.published else "—"

    items = []
    for name, group in groupby(library.articles, key=year):
        articles = list(group)
        entries = "".join(f'<li><a href="{_file(a)}">{_text(_name(a))}</a></li>' for a in articles)
        items.append(f'<li><a href="{_file(articles[0])}">{name}</a><ol>{entries}</ol></li>')
    first = f'<li><a href="title.xhtml">{_text(config.title)}</a></li>'
    nav = f'<nav epub:type="toc" id="toc"><h1>{_text(config.title)}</h1><ol>{first}{"".join(items)}</ol></nav>'
    return _sheet(config.language, config.title, nav)


def _package(library: Library, project: Project) -> str:
    config = project.config
    name = uuid.uuid5(uuid.NAMESPACE_URL, config.base_url or config.title)
    modified = project.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    files = ["title.xhtml", *map(_file, library.articles)]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="name">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            f'<dc:identifier id="name">urn:uuid:{name}</dc:identifier>',
            f"<dc:title>{_text(config.title)}</dc:title>",
            f"<dc:language>{_text(config.language)}</dc:language>",
            *([f"<dc:creator>{_text(config.editor)}</dc:creator>"] if config.editor else []),
            *([f"<dc:description>{_text(config.summary)}</dc:description>"] if config.summary else []),
            f'<meta property="dcterms:modified">{modified}</meta>',
            "</metadata>",
            "<manifest>",
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="style" href="style.css" media-type="text/css"/>',
            *_items(files),
            "</manifest>",
            "<spine>",
            '<itemref idref="f0"/>',
            '<itemref idref="nav"/>',
            *(f'<itemref idref="f{n}"/>' for n in range(1, len(files))),
            "</spine>",
            "</package>\n",
        ]
    )


def _items(files: list[str]) -> Iterator[str]:
    for number, path in enumerate(files):
        yield f'<item id="f{number}" href="{path}" media-type="application/xhtml+xml"/>'
