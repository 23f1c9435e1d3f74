"""What may be shown of an article. Known without the rest of the vocabulary, so that a build that finds nothing changed
need not load it."""

from __future__ import annotations

from typing import Literal

Rights = Literal["full", "excerpt", "link", "private"]
RIGHTS: tuple[Rights, ...] = ("full", "excerpt", "link", "private")
