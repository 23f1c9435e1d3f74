"""`sitemap.xml` (sitemaps.org, protocol 0.9), with an index when there are more pages than one file may list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.exports.form import address
from site_builder.exports.item import Item, Setting, part
from site_builder.exports.xml import element, escaped
from site_builder.keyed import Flat, Keyed
from site_builder.model import Article, Library, Output

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LIMIT = 50_000


Places = list[tuple[str, str]]


def parts(
    library: Library, items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Flat[Places]], Output]]:
    listed = (a for a in library.articles if items[a.id].rights != "link")  # those are marked noindex
    yield part(outputs, setting, Flat([*pages(library), *((a.permalink, _day(a)) for a in listed)]))


def outputs(setting: Setting, places: Flat[Places]) -> Iterator[Output]:
    """Without `base_url` the file lists addresses relative to the site's root, which search engines pass over."""
    yield from files(places.values, setting.config.base_url)


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
    listed = []
    for number, start in enumerate(range(0, len(places), limit), 1):
        made = _urlset(f"sitemap-{number}.xml", places[start : start + limit], base_url)
        listed.append(element("sitemap", element("loc", text=address(base_url, made.path))))
        yield made
    yield _document("sitemap.xml", "sitemapindex", listed)


def _urlset(path: str, places: Sequence[tuple[str, str]], base_url: str) -> Output:
    urls = []
    for place, day in places:
        loc = escaped(address(base_url, place) if base_url else "./" + address("", place))
        urls.append(f"<url><loc>{loc}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>")
    return _document(path, "urlset", urls)


def _document(path: str, name: str, entries: Sequence[str]) -> Output:
    root = element(name, "".join(entries), xmlns=_NAMESPACE)
    return Output(path, f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n'.encode())


def _day(article: Article) -> str:
    """The day its page changed last, as far as the article tells."""
    moment = article.captured or article.updated or article.published
    return moment.text[:10] if moment and moment.precision not in {"year", "month"} else ""
