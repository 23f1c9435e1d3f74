"""The page of an edited article, before all else is worked out again."""

from __future__ import annotations

from dataclasses import replace

from site_builder import pages, reading
from site_builder.model import Origin, Output
from site_builder.pipeline import Site, is_published
from site_builder.project import Project
from site_builder.texts import Edited


def fresh_page(site: Site[Output], origin: Origin, project: Project) -> Output | None:
    """Its text and fields are new, what others say of it is as it was when `site` was built. None where the edit gives
    it another address, source or rights, or takes it away."""
    read, texts = reading.read(origin, project.config)
    places = [n for n, article in enumerate(site.library.articles) if article.origin == origin.path]
    if len(places) != 1 or len(read.parts) != 1:
        return None
    index, old = places[0], site.library.articles[places[0]]
    article = read.parts[0].article
    new = replace(article, versions=old.versions, cuts=article.cuts or old.cuts)
    if (new.id, new.permalink, new.source, new.rights) != (old.id, old.permalink, old.source, old.rights):
        return None
    if not is_published(new, project):
        return None
    articles = (*site.library.articles[:index], new, *site.library.articles[index + 1 :])
    library = replace(site.library, articles=articles, bodies=Edited(site.library.bodies, new.id, texts[0].body))
    return site.renderer.render(pages.edited_page(site.frame, library, index))
