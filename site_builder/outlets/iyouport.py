"""iYouPort (iyouport.org): WordPress with Jetpack.

Byline, categories and times stand in .entry-meta, tags in .entry-footer.
"""

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

OUTLET = Outlet(
    "iyouport",
    (
        title_without(r"\s*[-–—]\s*iYouPort"),
        repeated_title(),
        read_element("authors", ".entry-meta .byline", replacing=True),
        read_attribute("published", ".entry-meta time.published", "datetime"),
        read_attribute("updated", ".entry-meta time.updated", "datetime"),
        tags(".entry-footer a[rel=tag]"),
        drop("page-furniture", ".entry-meta, .entry-footer, .entry-author-wrapper, .word-count"),
        drop_lines("separator", r"[_﹏]{3,}"),
    ),
)
