"""Which pages a library makes, and that every one of them renders."""

from __future__ import annotations

import pytest

from site_builder import catalogues, pages
from site_builder.model import Library
from site_builder.render import Renderer
from tests.exports.library import CONFIG, EMPTY, LIBRARY, SECRET, project

PLANNED = """
404.html                                              page      404.html
about/index.html                                      page      about.html
articles/2023-11-14-harbour-aaaaaaaaaa/index.html     article   article.html
articles/2023-11-paper-bbbbbbbbbb/index.html          article   article.html
articles/undated-paper-cccccccccc/index.html          article   article.html
events/relit/index.html                               event     event.html
index.html                                            home      home.html
people/index.html                                     page      terms.html
people/lin-yizhou/index.html                          term      term.html
search/index.html                                     search    search.html
sources/harbour/index.html                            source    source.html
sources/index.html                                    page      sources.html
sources/paper/index.html                              source    source.html
tags/dengta/index.html                                term      term.html
tags/index.html                                       page      terms.html
timeline/index.html                                   timeline  timeline.html
wanted/index.html                                     wanted    wanted.html
"""
BARE = """
404.html              page      404.html
about/index.html      page      about.html
index.html            home      home.html
search/index.html     search    search.html
sources/index.html    page      sources.html
timeline/index.html   timeline  timeline.html
wanted/index.html     wanted    wanted.html
"""


@pytest.mark.parametrize(("library", "expected"), [(LIBRARY, PLANNED), (EMPTY, BARE)], ids=["three", "none"])
def test_pages_of_a_library(library: Library, expected: str) -> None:
    planned = pages.plan(library, project(), catalogues.load("zh-Hans"))
    rows = sorted((page.path, page.kind, page.template) for page in planned)
    assert rows == [tuple(line.split()) for line in expected.strip().splitlines()]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("library", [LIBRARY, EMPTY], ids=["three", "none"])
def test_every_page_renders_and_keeps_what_is_not_to_be_shown(library: Library, language: str) -> None:
    words = catalogues.load(language)
    renderer = Renderer(project(CONFIG), words)
    for page in pages.plan(library, project(CONFIG), words):
        html = renderer.render(page).data.decode()
        assert f'data-kind="{page.kind}"' in html
        assert SECRET not in html
        assert "\x02" not in html
