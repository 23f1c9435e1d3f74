"""Keeps the catalogues of the interface: `python -m tools.catalogues` collects, merges and compiles.

Message ids are the strings in `site_builder/` and `templates/` inside `words(...)`, `words.count(one, many, n)`
and `message(...)` (`_` is `words` in templates), and `words.one(...)` under the context "one". New ones arrive in
the .po files with an empty translation, to be written by hand; the exit code is 1 until none is empty. Babel is
needed here and nowhere at run time.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "site_builder" / "locale"
LANGUAGES = ("zh_Hant", "en")
ONE = {"words", "message", "self", "_"}
MANY = {"count"}
CONTEXT = "one"  # the name of the method and of the context in the catalogues
_MARK = "\x04"  # between context and message, as in compiled catalogues
HEADER = """# The interface of dossier. Written by hand; see tools/catalogues.py.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals};\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""

Message = str | tuple[str, str]


def used() -> dict[Message, list[str]]:
    """Every message id and the files it stands in."""
    found: dict[Message, list[str]] = {}
    for folder, pattern, read in (("site_builder", "*.py", in_python), ("templates", "*.html", in_template)):
        for path in sorted((ROOT / folder).rglob(pattern)):
            for message in dict.fromkeys(read(path.read_text(encoding="utf-8"))):
                found.setdefault(message, []).append(path.relative_to(ROOT).as_posix())
    return found


def in_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            strings = [a.value if isinstance(a, ast.Constant) else None for a in node.args]
            yield from _message(name, strings)


def in_template(source: str) -> Iterator[Message]:
    for node in Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]).parse(source).find_all(nodes.Call):
        name = getattr(node.node, "name", "") or getattr(node.node, "attr", "")
        strings = [a.value if isinstance(a, nodes.Const) else None for a in node.args]
        yield from _message(name, strings)


def _message(name: str, strings: Sequence[object]) -> Iterator[Message]:
    match strings:
        case [str(one), str(many), *_] if name in MANY:
            yield one, many
        case [str(text), *_] if name in ONE and text:
            yield text
        case [str(text)] if name == CONTEXT:
            yield f"{CONTEXT}{_MARK}{text}"


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "dossier.po"


def read(language: str) -> Catalog:
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language, domain="dossier")


def compiled(catalogue: Catalog) -> bytes:
    catalogue.creation_date = catalogue.revision_date = datetime.fromtimestamp(0, UTC)  # the same bytes every day
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def translations(catalogue: Catalog) -> dict[Message, tuple[str, ...]]:
    """Every message with its translation: one string, or one a plural form; "" where there is none yet."""
    return {_key(message.id, message.context): _forms(message.string) for message in catalogue if message.id}


def _key(message_id: str | Sequence[str], context: str | None) -> Message:
    if not isinstance(message_id, str):
        return message_id[0], message_id[1]
    return f"{context}{_MARK}{message_id}" if context else message_id


def _forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


def missing(catalogue: Catalog) -> list[Message]:
    """Message ids in use without a whole translation."""
    translated = translations(catalogue)
    return [message for message in used() if not all(translated.get(message, ("",)))]


def update(language: str) -> list[Message]:
    """Rewrites the .po and .mo of one language, keeping every translation still in use; what is left to write."""
    old = translations(read(language))
    new = Catalog(locale=language, domain="dossier", fuzzy=False)
    for message, places in sorted(used().items(), key=lambda pair: pair[1][0]):
        forms = old.get(message, ())
        where = [(path, 0) for path in places]
        if isinstance(message, tuple):
            new.add(message, forms, where)
        else:
            *context, text = message.split(_MARK)
            new.add(text, "".join(forms), where, context="".join(context) or None)
    with po_path(language).open("wb") as file:
        file.write(HEADER.format(language=language, plurals=new.plural_forms).encode())
        write_po(file, new, omit_header=True, width=110, include_lineno=False)
    po_path(language).with_suffix(".mo").write_bytes(compiled(read(language)))
    return missing(new)


def main() -> int:
    left = {language: update(language) for language in LANGUAGES}
    for language, messages in left.items():
        for message in messages:
            print(f"{po_path(language).relative_to(ROOT)}: no translation of {message!r}", file=sys.stderr)
    return 1 if any(left.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
