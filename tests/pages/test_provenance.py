"""Where in the clip a date was read, as the provenance box tells it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from site_builder.model import Moment
from tests.pages.made import articles, library, rendered


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("meta article:published_time", "2023年11月14日 取自 meta article:published_time"),
        ("<b>日期</b> line", "2023年11月14日 取自 &lt;b&gt;日期&lt;/b&gt; line"),
        ("frontmatter", "2023年11月14日"),
        ("", "2023年11月14日"),
    ],
)
def test_the_place_a_date_was_read_is_told_where_a_clip_printed_it(where: str, said: str) -> None:
    (article,) = articles("2023-11-14 harbour 重新点亮")
    made = library((replace(article, published=Moment("2023-11-14", where)),))
    html = rendered(made)[f"{article.permalink}index.html"]
    box = re.search(r"<dt>发布</dt><dd>(.*?)</dd>", html, re.S)
    assert box
    assert " ".join(re.sub(r"<[^>]+>", " ", box[1]).split()) == said
