"""Extract -> Article: dates are dates, the source is a known source, the body is Markdown. Nothing is invented."""

from __future__ import annotations

import hashlib
import html
from typing import TYPE_CHECKING, Any

from site_builder import languages, urls
from site_builder.model import Article, Cut, Extract, Image, ListedItem, Moment, Origin, Original, Printed
from site_builder.normalise import dates
from site_builder.normalise.addresses import addressed
from site_builder.normalise.identity import habits, is_nameable, source
from site_builder.normalise.keys import DATES, Keys
from site_builder.normalise.versions import NORMAL_FORM, address_of, fold_versions, settle_slugs
from site_builder.normalise.writing import matter_of, text_of
from site_builder.problems import Problem
from site_builder.project import Config, Source
from site_builder.text import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["address_of", "article", "fold_versions", "matter_of", "settle_slugs", "text_of"]


def article(extract: Extract, origin: Origin, config: Config) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article of one extract and what is wrong with it. What frontmatter says goes over what the reader found."""
    keys = Keys(extract, origin.path)
    fields: dict[str, Any] = _printed(extract) | keys.fields
    fields["url"] = _url(fields.get("url", ""), keys)
    named = fields.get("source", "")
    if named and not is_nameable(named, config):
        message = f'`source`: "{named}" is no id and no known name'
        keys.report("value-wrong", "source", message, f'name it in dossier.toml: [sources.some-id] name = "{named}"')
    publisher = source(named, fields["url"], config)
    fields["source"] = publisher.id
    fields |= _dates(extract, keys, publisher, config)
    fields["body"], cuts = _body(extract, fields["url"])
    fields["language"] = fields.get("language") or _language(extract, fields, publisher)
    if extract.format != NORMAL_FORM:
        _estimate(fields)
    made = Article(
        id=urls.article_id(fields["url"], origin.path),
        origin=origin.path,
        sha256=hashlib.sha256(origin.data).hexdigest(),
        format=extract.format,
        body_line=extract.body_line,
        cuts=cuts,
        **{"title": "", **fields},
    )
    missing = _missing(fields, origin.path)
    if made.checked:  # the curator has looked, and says there what could not be found
        missing = []
    if any(known.code == "date-unreadable" and known.message.startswith("`published`") for known in keys.problems):
        missing = [problem for problem in missing if problem.code != "date-missing"]  # it is there, only wrong
    return made, (*keys.problems, *missing)


def _printed(extract: Extract) -> dict[str, Any]:
    """What the reader found, tidied: one line each, entities resolved, names once, addresses absolute."""
    base = extract.url
    fields: dict[str, Any] = {
        "title": _tidy(extract.title),
        "url": extract.url.strip(),
        "source": extract.source,
        "kicker": _tidy(extract.kicker),
        "summary": _tidy(extract.summary),
        "authors": _names(extract.authors),
        "translators": _names(extract.translators),
        "contributors": _names(extract.contributors),
        "tags": _names(extract.tags),
        "related": tuple(_listed(extract.related, base)),
    }
    if extract.image:
        fields["image"] = _image(extract.image, base)
    if extract.original:
        url = urls.absolute(extract.original.url, base)
        language = languages.tag(extract.original.language)
        fields["original"] = Original(urls.canonical(url), language) if url else None
    return {name: value for name, value in fields.items() if value}


def _tidy(text: str) -> str:
    return one_line(html.unescape(text)) if text else ""


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, dict.fromkeys(map(_tidy, names))))


def _listed(items: tuple[ListedItem, ...], base: str) -> list[ListedItem]:
    found: dict[str, ListedItem] = {}
    for item in items:
        url = urls.absolute(item.url, base)
        if url:
            found.setdefault(urls.match_key(url), ListedItem(_tidy(item.title), url, _tidy(item.kicker)))
    return list(found.values())


def _image(image: Image, base: str) -> Image | None:
    src = urls.absolute(image.src, base)
    if not src:
        return None
    return Image(src, _tidy(image.alt), _tidy(image.caption), _tidy(image.credit), image.width, image.height)


def _url(url: str, keys: Keys) -> str:
    """The canonical address, "" where none was found or what was found is none."""
    if "url" in keys.fields or not url:
        return url
    if url.startswith("//"):
        url = f"https:{url}"
    if not urls.is_web(url):
        keys.report("url-unreadable", "url", f'"{url[:80]}" is no http(s) address')
        return ""
    return urls.canonical(url)


def _dates(extract: Extract, keys: Keys, publisher: Source, config: Config) -> dict[str, Moment | None]:
    """Captured first: relative words in the others count from it."""
    read: dict[str, Moment | None] = dict.fromkeys(DATES)
    manner = habits(publisher, config)
    for name in ("captured", "published", "updated"):
        printed = Printed(keys.dates[name], "frontmatter") if name in keys.dates else getattr(extract, name)
        if printed is None:
            continue
        try:
            found = dates.moment(printed, manner, read["captured"])
        except dates.DateError as error:
            keys.report("date-unreadable", name, f"`{name}`: {error}")
            continue
        if 1 < found.day.year < 9999:  # so that no zone moves it out of the calendar
            read[name] = found
        else:
            keys.report("date-unreadable", name, f"`{name}`: {found.text[:10]} is no day of an article")
    if read["published"]:
        for doubt in extract.doubts:
            said = (
                f'`published` is {read["published"].text[:10]}, but the page prints "{doubt.text[:60]}" ({doubt.where})'
            )
            keys.report("dates-contradict", "published", said)
    return read


def _estimate(fields: dict[str, Any]) -> None:
    """A raw clip that prints no date may still have one in its address."""
    if fields["published"] is None and fields["url"]:
        fields["published"] = dates.in_address(fields["url"])


def _body(extract: Extract, url: str) -> tuple[str, tuple[Cut, ...]]:
    if not extract.html:
        own = extract.format == NORMAL_FORM
        return _trimmed(extract.markdown if own else addressed(extract.markdown, url)), extract.cuts
    from site_builder.normalise.markdown import convert  # the parser is needed for raw clips only

    converted = convert(extract.html, url)
    return _trimmed(converted.markdown), extract.cuts + converted.cuts


def _trimmed(markdown: str) -> str:
    """No blank lines above (blanks before the first word mean something), no white space below."""
    return clean(markdown).strip("\n").rstrip()


def _language(extract: Extract, fields: Mapping[str, Any], publisher: Source) -> str:
    """From the text; where that is too short or its script is open, as printed, else the source's."""
    text = f"{fields.get('title', '')}\n{fields['body'] or fields.get('summary', '')}"
    found = languages.detect(text)
    if found and found != "zh":
        return found
    printed = languages.tag(extract.language) or publisher.language
    return printed if printed.startswith(found) else found


def _missing(fields: Mapping[str, Any], path: str) -> list[Problem]:
    problems = []
    if not fields.get("title"):
        problems.append(Problem("title-missing", path, "no title was found"))
    if not fields["url"]:
        problems.append(Problem("url-missing", path, "no URL was found"))
    if fields["published"] is None:
        problems.append(Problem("date-missing", path, "no date of publication was found"))
    if not fields["body"] and not fields.get("summary"):
        problems.append(Problem("text-missing", path, "there is no text"))
    return problems
