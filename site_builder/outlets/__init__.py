"""Publishers: what to keep, cut and read in the HTML each of them makes.

`refine` runs the rules of the publisher that the address belongs to between those that hold for everybody. What a rule
takes out is a Cut: with its own name if nobody misses it, as `field:NAME` if it moved to a field of the article.
Adding a publisher: one file with an OUTLET, one entry in `rules.py`, one document in tests/outlets/.
"""

from __future__ import annotations

from dataclasses import replace

from site_builder import publishers
from site_builder.model import Extract
from site_builder.outlets import titles

__all__ = ["SOURCES", "refine"]

SOURCES = publishers.SOURCES


def refine(extract: Extract) -> Extract:
    """The extract with fields filled and boilerplate cut by its publisher's rules; of Markdown only the title is bared
    of the publisher's name."""
    title = extract.title if extract.format == "markdown" else titles.bare(extract.title, extract)
    extract = extract if title == extract.title else replace(extract, title=title)
    if not extract.html:
        return extract
    from site_builder.outlets.rules import refined  # here: a build after an edit seldom has HTML to read

    return refined(extract)
