"""The page kinds that list articles. Those of one article are in `article.py`."""

from __future__ import annotations

from site_builder.pages import (
    about,
    events,
    home,
    notfound,
    search,
    sources,
    terms,
    timeline,
    wanted,
    withdrawn,
)

# Those that say nothing of texts, or of what leads from one article to another.
LISTS = (
    home.parts,
    timeline.parts,
    sources.parts,
    terms.parts,
    events.parts,
    search.parts,
    wanted.parts,
    about.parts,
    notfound.parts,
    withdrawn.parts,
)
