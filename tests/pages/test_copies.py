"""同文: an article's page names all other articles with its text."""

from __future__ import annotations

import re

from tests.pages.made import articles, library, rendered


def test_all_copies_of_a_text_are_named() -> None:
    shelf = articles("2023-11-14 harbour 通稿\n2023-11-15 paper 通稿（转载）\n2023-11-16 gazette 通稿又见")
    made = library(shelf, copies={"a0": ("a1", "a2")}, duplicates={"a1": "a0", "a2": "a0"})
    html = rendered(made)["articles/2023-11-14-harbour-a0/index.html"]
    note = html[html.index("同文。") : html.index("</ul>", html.index("同文。"))]
    assert [word for word in re.sub(r"<[^>]+>", "\n", note).split() if word] == [
        "同文。", "本卷另收有同一篇：",
        "2023.11.15", "通稿（转载）", "paper",
        "2023.11.16", "通稿又见", "gazette",
    ]  # fmt: skip
    assert "同文。" not in rendered(library(shelf))["articles/2023-11-14-harbour-a0/index.html"]
