"""Old addresses (`aliases`): a page each that leads to the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder import urls
from site_builder.model import Page
from site_builder.pages import head
from site_builder.pages.frame import Frame
from site_builder.paths import Taken


def pages(frame: Frame, taken: Iterable[str]) -> Iterator[Page]:
    """`taken` are the paths of real files, which an alias must not replace; of two equal aliases the first counts."""
    moved = [article for article in (*frame.library.articles, *frame.library.withdrawn) if article.aliases]
    used = Taken(taken if moved else ())  # there are tens of thousands
    for article in moved:
        for alias in article.aliases:
            path = page_path(alias)
            if path and used.take(path):
                target = urls.relative(path, article.permalink)
                yield frame.desk.page(
                    path,
                    "redirect.html",
                    "page",
                    head.page(article.title, "", article.permalink, frame.desk.config),
                    here="",
                    target=target,
                    title=frame.desk.text(article.title, article.language),
                )


def page_path(alias: str) -> str:
    """The file that answers an old address: "/2020/a.html" -> "2020/a.html", "old" -> "old/index.html"; "" for none.

    Steps upward lead nowhere, so that no alias leaves the output folder.
    """
    plain = alias.partition("?")[0].partition("#")[0]
    steps = [step for step in plain.split("/") if step not in {"", ".", ".."}]
    if not steps:
        return ""
    path = "/".join(steps)
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"
