"""Pictures by the dossier's setting and the article's rights.

`images = "link"`, the default, shows it from its publisher's server, "local" from this site; with "none", or where the
article is not published in full, nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder import urls
from site_builder.model import Article, Image, KeptImage, Rights
from site_builder.pages.desk import Desk
from site_builder.pages.views import Text


@dataclass(frozen=True, slots=True)
class Picture:
    """Shown from this site if it is `kept`, else from `src`; with neither the caption stands alone."""

    kept: KeptImage | None
    src: str
    alt: Text
    caption: Text
    credit: Text
    width: int
    height: int


def lead(article: Article, rights: Rights, kept: Mapping[str, KeptImage], desk: Desk) -> Picture | None:
    """The picture over the text; None where there is none, or nothing of it may be shown."""
    if article.image is None or desk.config.images == "none" or rights != "full":
        return None
    return picture(article.image, article, kept.get(article.image.src), desk)


def picture(image: Image, article: Article, kept: KeptImage | None, desk: Desk) -> Picture | None:
    is_web = urls.is_web(image.src)
    if not is_web and not kept and not (image.caption or image.alt):
        return None
    language = article.language
    return Picture(
        kept=kept,
        src=image.src if is_web else "",
        alt=desk.text(image.alt, language),
        caption=desk.text(image.caption, language),
        credit=desk.text(image.credit, language),
        width=image.width or 0,
        height=image.height or 0,
    )
