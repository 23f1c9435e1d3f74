"""`sitemap.xml` (sitemaps.org, protocol 0.9), with an index when there are more pages than one file may list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from site_builder.exports.form import address
from site_builder.model import Article, Library, Output
from site_builder.project import Project
from site_builder.words import Words

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LIMIT = 50_000


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """Without `base_url` the file lists addresses relative to the site's root, which search engines pass over."""
    listed = (a for a in library.articles if project.config.rights_of(a) != "link")  # those are marked noindex
    places = [*pages(library), *((a.permalink, _day(a)) for a in listed)]
    yield from files(places, project.config.base_url)


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """The pages that are no articles, as far as search engines should know them, and no dates."""
    yield from ((path, "") for path in ("", "timeline/", "about/"))
    yield from ((f"sources/{source}/", "") for source in dict.fromkeys(a.source for a in library.articles))
    yield from ((term.path, "") for term in library.terms if term.has_page)
    yield from ((f"events/{event.id}/", "") for event in library.events)


def files(places: Sequence[tuple[str, str]], base_url: str, limit: int = LIMIT) -> Iterator[Output]:
    """One `sitemap.xml`, or an index of that name over `sitemap-1.xml` and so on."""
    if len(places) <= limit:
        yield _urlset("sitemap.xml", places, base_url)
        return
    index = Element("sitemapindex", xmlns=_NAMESPACE)
    for number, start in enumerate(range(0, len(places), limit), 1):
        part = _urlset(f"sitemap-{number}.xml", places[start : start + limit], base_url)
        SubElement(SubElement(index, "sitemap"), "loc").text = address(base_url, part.path)
        yield part
    yield Output("sitemap.xml", _document(index))


def _urlset(path: str, places: Sequence[tuple[str, str]], base_url: str) -> Output:
    root = Element("urlset", xmlns=_NAMESPACE)
    for place, day in places:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = address(base_url, place) if base_url else "./" + address("", place)
        if day:
            SubElement(url, "lastmod").text = day
    return Output(path, _document(root))


def _document(root: Element) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _day(article: Article) -> str:
    """The day its page changed last, as far as the article tells."""
    moment = article.captured or article.updated or article.published
    return moment.day.isoformat() if moment and moment.precision not in {"year", "month"} else ""
