"""iYouPort (iyouport.org): WordPress with Jetpack.

Byline, categories and times stand in .entry-meta, tags in .entry-footer.
"""

from site_builder.outlets.draft import Draft
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import (
    drop,
    drop_lines,
    read_attribute,
    read_element,
    repeated_title,
    tags,
    title_without,
)
from site_builder.text import one_line


def teaser(draft: Draft) -> None:
    """A first list of one item, all in italics, is the standfirst."""
    node = draft.root.css_first(".entry-content > ul:first-child")
    items = node.css("li") if node is not None else []
    emphasis = items[0].css_first("em") if len(items) == 1 else None
    words = one_line(emphasis.text() or "") if emphasis is not None else ""
    if words and words == one_line(items[0].text() or ""):
        draft.fill("summary", words)
        draft.cut("field:summary", [node] if node is not None else [])


OUTLET = Outlet(
    "iyouport",
    (
        title_without(r"\s*[-–—]\s*iYouPort"),
        repeated_title(),
        read_element("authors", ".entry-meta .byline", replacing=True),
        read_attribute("published", ".entry-meta time.published", "datetime"),
        read_attribute("updated", ".entry-meta time.updated", "datetime"),
        tags(".entry-footer a[rel=tag]"),
        teaser,
        drop("page-furniture", ".entry-meta, .entry-footer, .entry-author-wrapper, .word-count"),
        drop_lines("separator", r"[_﹏]{3,}"),
    ),
)
