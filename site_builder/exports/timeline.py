"""`data/timeline.json`: the dossier as Knight Lab's TimelineJS reads it (its docs: "JSON format")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from site_builder.exports.form import address
from site_builder.exports.item import Item, Setting, part
from site_builder.exports.joined import Joined, of_items
from site_builder.keyed import Keyed
from site_builder.model import Library, Moment, Output
from site_builder.project import Band, Config
from site_builder.text import compact, one_line

PATH = "data/timeline.json"


def parts(
    _library: Library, items: Mapping[str, Item], setting: Setting
) -> Iterator[Keyed[tuple[Setting, Joined[Item]], Output]]:
    yield part(outputs, setting, of_items(items.values()))


def outputs(setting: Setting, items: Joined[Item]) -> Iterator[Output]:
    """Slides of all dated articles and the editor's bands as eras. TimelineJS takes texts for HTML: all are escaped."""
    config = setting.config
    title = compact({"text": {"headline": escape(config.title), "text": escape(config.summary)}})
    slides = b",".join(filter(None, items.pieces(PATH, lambda item: _slide(item, config), setting)))
    eras = compact([_era(band) for band in config.bands])
    around = (text.encode(errors="replace") for text in (f'{{"title":{title},"events":[', f'],"eras":{eras}}}\n'))
    yield Output(PATH, slides.join(around))


def _slide(item: Item, config: Config) -> str:
    """As JSON; "" for an article without a date."""
    article = item.article
    published = article.published
    if not published:
        return ""
    page = address(config.base_url, article.permalink)
    link = page if config.base_url else f"../{page}"
    slide: dict[str, object] = {
        "unique_id": article.id,
        "start_date": _date(published),
        "text": {
            "headline": f'<a href="{escape(link)}">{escape(one_line(article.title))}</a>',
            "text": escape(item.summary),
        },
        "group": escape(item.source.name),
    }
    image = article.image
    if image and config.images != "none" and item.rights == "full":
        credit, caption = escape(image.credit), escape(image.caption or image.alt)
        slide["media"] = {"url": image.src, "caption": caption, "credit": credit, "alt": escape(image.alt)}
    return compact(slide)


def _date(moment: Moment) -> dict[str, int]:
    """The local date, as precise as it is known; seconds are of no use on a timeline."""
    numbers = [int(part) for part in moment.text[:10].split("-")]
    if moment.precision in {"minute", "second"}:
        numbers += [int(moment.text[11:13]), int(moment.text[14:16])]
    return dict(zip(("year", "month", "day", "hour", "minute"), numbers, strict=False))


def _era(band: Band) -> dict[str, object]:
    text = {"headline": escape(band.label)}
    return {"start_date": _date(Moment(band.start)), "end_date": _date(Moment(band.end)), "text": text}
