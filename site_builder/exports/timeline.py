"""`data/timeline.json`: the dossier as Knight Lab's TimelineJS reads it (its docs: "JSON format")."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from site_builder.exports.form import address, as_json
from site_builder.model import Article, Library, Moment, Output
from site_builder.project import Band, Config, Project
from site_builder.text import one_line
from site_builder.words import Words

PATH = "data/timeline.json"


def export(library: Library, project: Project, words: Words) -> Iterator[Output]:
    """Slides of all dated articles and the editor's bands as eras. TimelineJS takes texts for HTML: all are escaped."""
    config = project.config
    dated = ((a, a.published) for a in library.articles)
    yield as_json(
        PATH,
        {
            "title": {"text": {"headline": escape(config.title), "text": escape(config.summary)}},
            "events": [_slide(article, moment, config) for article, moment in dated if moment],
            "eras": [_era(band) for band in config.bands],
        },
    )


def _slide(article: Article, published: Moment, config: Config) -> dict[str, object]:
    page = address(config.base_url, article.permalink)
    link = page if config.base_url else f"../{page}"
    slide: dict[str, object] = {
        "unique_id": article.id,
        "start_date": _date(published),
        "text": {
            "headline": f'<a href="{escape(link)}">{escape(one_line(article.title))}</a>',
            "text": escape(config.summary_of(article)),
        },
        "group": escape(config.source(article.source).name),
    }
    image = article.image
    if image and config.images != "none" and config.rights_of(article) == "full":
        credit, caption = escape(image.credit), escape(image.caption or image.alt)
        slide["media"] = {"url": image.src, "caption": caption, "credit": credit, "alt": escape(image.alt)}
    return slide


def _date(moment: Moment) -> dict[str, int]:
    """The local date, as precise as it is known; seconds are of no use on a timeline."""
    numbers = [int(part) for part in moment.text[:10].split("-")]
    if moment.precision in {"minute", "second"}:
        numbers += [int(moment.text[11:13]), int(moment.text[14:16])]
    return dict(zip(("year", "month", "day", "hour", "minute"), numbers, strict=False))


def _era(band: Band) -> dict[str, object]:
    text = {"headline": escape(band.label)}
    return {"start_date": _date(Moment(band.start)), "end_date": _date(Moment(band.end)), "text": text}
