"""Raw clips as Markdown for tools that read nothing else: each clip's own front matter, markdownify over the rest.

    python bench/raw.py CLIPS FOLDER        write FOLDER/*.md for Hugo

This is what somebody who brings clips to Hugo has to do first, in its shortest form: no boilerplate is cut, nothing
is dated or named that the front matter does not say. Run by bench/build.py with `CLIPS=`, which measures it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import frontmatter
import yaml

SUFFIXES = {".html", ".htm", ".md"}


def clips(folder: Path, number: int = 0) -> list[Path]:
    """The clips below a folder, or the first `number` of them."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return found[: number or None]


def converted(text: str, name: str) -> str:
    """A clip as a Hugo post. What its front matter does not hold, or not in good YAML, is left out."""
    import markdownify  # only where this runs by itself, see build.py

    try:
        meta, body = frontmatter.parse(text)
    except yaml.YAMLError:
        meta, body = {}, text
    tags = meta.get("tags") or []
    head = {
        "title": str(meta.get("title") or name),
        "date": str(meta.get("date") or "2000-01-01")[:10],
        "tags": [str(tag) for tag in tags] if isinstance(tags, list) else str(tags).split(","),
        "sources": [str(meta.get("author") or "x")],
    }
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f"---\n{front}---\n\n{markdownify.markdownify(body)}\n"


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for number, path in enumerate(clips(source)):
        text = path.read_text(encoding="utf-8", errors="replace")
        (target / f"{number:06d}.md").write_text(converted(text, path.stem), encoding="utf-8")


if __name__ == "__main__":
    main()
