"""What is the same for the whole site, and nothing else: a page is made from this and from its inputs.

The key of a page is that of its inputs, so whatever an article decides must come with them. Of the library only the
chrome is here, and the desk's digest, which every key holds, is the chrome's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from site_builder.keyed import Keyed
from site_builder.model import Page
from site_builder.pages.chrome import Chrome
from site_builder.pages.head import Head
from site_builder.pages.language import language_of
from site_builder.pages.views import Link, Text
from site_builder.project import Config, Source
from site_builder.words import Words

Inputs = TypeVar("Inputs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Configuration, words and chrome; `sources` are the configured ones by id."""

    config: Config
    words: Words
    sources: Mapping[str, Source]
    chrome: Chrome
    digest: bytes

    def text(self, text: str, declared: str = "") -> Text:
        return Text(text, language_of(text, declared, self.config.language) if text else "")

    def source(self, source_id: str) -> Source:
        """The configured source, or one that only has its id for a name."""
        return self.sources.get(source_id) or Source(id=source_id, name=source_id)

    def page(
        self, path: str, template: str, kind: str, head: Head, crumbs: tuple[Link, ...] = (), **context: object
    ) -> Page:
        """A page with its frame. `kind` is the contract's word for it; the navigation marks the first crumb."""
        root = "../" * path.count("/")
        frame = {"head": head, "site": self.chrome, "root": root, "path": path, "kind": kind, "crumbs": crumbs}
        return Page(path, template, kind, {**frame, **context})


def part(
    make: Callable[[Desk, Inputs], Iterable[Page]], desk: Desk, inputs: Inputs
) -> Keyed[tuple[Desk, Inputs], Page]:
    """What `make` makes of the inputs, with their key."""
    return Keyed(f"{make.__module__}.{make.__qualname__}", lambda given: make(*given), (desk, inputs))
