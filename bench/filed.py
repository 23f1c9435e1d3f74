"""What each article of a built dossier is filed under: its tags, and the names that dossier reads in the texts.

    python -m bench.filed ROOT          prints JSON, by file: the names

The other tools find no names; given these, they make the same pages by term and relate by the same terms.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path


def filed(root: Path) -> dict[str, list[str]]:
    """By file, in a process of its own."""
    command = [sys.executable, "-m", "bench.filed", str(root)]
    found: dict[str, list[str]] = json.loads(subprocess.check_output(command, cwd=Path(__file__).parent.parent))
    return found


def _names(root: Path) -> dict[str, list[str]]:
    from bench.search_corpus import project_of
    from site_builder import collecting, pipeline, reading
    from site_builder.cache import Cache
    from site_builder.relations import Relations, linked

    dossier = project_of(root)
    files, _ = collecting.look(dossier.content, dossier.config.max_file_mb, {})
    readings = reading.read_all(files, dossier.config, 1, Cache(dossier.root))
    related = partial(linked, Relations(), dossier, has_cache=True, apart=False)
    library = pipeline.assemble(readings, dossier, related, indexed=lambda _posted: None).library
    origins = {article.id: article.origin for article in library.articles}
    names = defaultdict(list)
    for term in library.terms:
        for article in term.articles:
            names[origins[article]].append(term.name)
    return names


if __name__ == "__main__":
    json.dump(_names(Path(sys.argv[1])), sys.stdout, ensure_ascii=False)
