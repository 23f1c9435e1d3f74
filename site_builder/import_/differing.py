"""Where a file that was imported before and its clip no longer say the same: told, and never taken over."""

from __future__ import annotations

import json
from dataclasses import dataclass

from site_builder import matter, normalise
from site_builder.model import Article
from site_builder.normalise.changes import compared

# What editors decide and no clip can know: adding it to an imported file is no difference to take over.
EDITORS = frozenset({"aliases", "draft", "event", "not_related", "rights", "see_also", "slug", "withdrawn"})
_DERIVED = "losses"  # counted from the clip and the text: where it differs, so do they
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Differing:
    """One key, or `text` for what stands below the frontmatter: what the file says, and what an import would write."""

    key: str
    here: str
    clip: str

    def __str__(self) -> str:
        name = "the text" if self.key == "text" else self.key
        return f"{name} (here {_quoted(self.here)}, by the clip {_quoted(self.clip)})"


def differences(data: bytes, article: Article) -> tuple[Differing, ...]:
    """What a file written before says otherwise than an import would write now: keys in their order, then the text."""
    theirs = matter.split(data.decode("utf-8-sig").replace("\r\n", "\n"))
    ours = matter.split(normalise.text_of(article))
    told = [*ours.keys, *(key for key in theirs.keys if key not in ours.keys and key not in EDITORS)]
    found = [
        Differing(key, _printed(theirs.keys.get(key)), _printed(ours.keys.get(key)))
        for key in told
        if key != _DERIVED and theirs.keys.get(key) != ours.keys.get(key)
    ]
    return tuple(found + ([_text(theirs.body, ours.body)] if theirs.body != ours.body else []))


def _text(here: str, clip: str) -> Differing:
    """The first passage that differs, each side in its wording; the beginnings where the texts are too long."""
    change = compared(here, clip, clip)
    before, after = next(iter(change.passages), ("", "")) if change else (here, clip)
    return Differing("text", before, after) if before or after else Differing("text", here, clip)


def _printed(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f'"{words[:_LONGEST]}{"…" * (len(words) > _LONGEST)}"' if words else "nothing"
