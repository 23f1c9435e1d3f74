"""What stands around every page: brand, navigation, footer. Made once a site.

No page says when it was built, or how many there are: the same articles make the same bytes on any day, and one more
does not change all pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model import Library
from site_builder.pages.views import Link
from site_builder.project import Project
from site_builder.words import Words

# Nothing from elsewhere is loaded, and no script or style stands inside a page.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; worker-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; img-src 'self' data:"
)


@dataclass(frozen=True, slots=True)
class Nav:
    """One entry of the main navigation; `key` is what a page names as its place."""

    key: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Chrome:
    title: str
    language: str
    nav: tuple[Nav, ...]
    about: tuple[str, ...]
    data: tuple[Link, ...]
    policy: str


def make(library: Library, project: Project, words: Words, *, has_index: bool) -> Chrome:
    config = project.config
    return Chrome(
        title=config.title,
        language=config.language,
        nav=tuple(_nav(words, has_index)),
        about=tuple(_about(library, project, words)),
        data=(
            Link(words("Atom订阅"), "feed.xml"),
            Link(words("JSON Feed"), "feed.json"),
            Link(words("书目CSL-JSON"), "data/citations.json"),
        ),
        policy=POLICY + " https: http:" * (config.images != "none"),
    )


def _nav(words: Words, has_index: bool) -> list[Nav]:
    entries = [
        Nav("home", words("首页"), "index.html"),
        Nav("timeline", words("时间线"), "timeline/index.html"),
        Nav("sources", words("来源"), "sources/index.html"),
    ]
    if has_index:
        entries.append(Nav("index", words("索引"), "index.html#index"))
    return [
        *entries,
        Nav("search", words("搜索"), "search/index.html"),
        Nav("wanted", words("待收"), "wanted/index.html"),
        Nav("about", words("关于"), "about/index.html"),
    ]


def _about(library: Library, project: Project, words: Words) -> list[str]:
    said = []
    if project.config.editor:
        said.append(words("编者：{name}", name=project.config.editor))
    rights = {project.config.rights_of(article) for article in library.articles}
    if rights & {"excerpt", "link"}:
        said.append(words("收录公开报道的书目信息与摘要；标明“仅摘要”“仅链接”的不登正文，全文版权归原出版者。"))
    else:
        said.append(words("收录公开报道，版权归原出版者。"))
    said.append(words("每篇都附原始网址、收录时间与剪报校验值，可以逐条核对。"))
    return said
