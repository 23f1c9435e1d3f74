"""Frontmatter as found -> the fields of an article, each value checked.

A wrong value is left out and reported with its line and what would be right; an unknown key is kept and reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from site_builder import languages, paths, urls
from site_builder.model import RIGHTS, Account, Change, ClipRecord, Extract, Image, ListedItem, Original
from site_builder.normalise import accounts
from site_builder.normalise.values import WrongValueError, kept, kind, meant, string
from site_builder.problems import Problem
from site_builder.text import clean, one_line

DATES = ("published", "captured", "updated")
LINES = ("title", "kicker", "checked", "withdrawn")
TEXTS = ("summary", "note")
NAMES = ("authors", "translators", "contributors", "tags", "people", "organisations", "places")
REFERENCES = ("see_also", "not_related")
ORDER = (
    *("title", "url", "source", "published", "captured", "updated", "language", "kicker"),
    *("authors", "translators", "contributors", "summary", "image", "tags", "people", "organisations", "places"),
    *("event", "related", "see_also", "not_related", "original", "rights", "clip", "slug", "aliases", "draft"),
    *("checked", "note", "archived", "withdrawn", "changes", "losses"),
)
_SLUG = re.compile(r"[^\s/\\?#%&\"'<>|*:]{1,80}")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_PARTED = re.compile(r"[,，、;；]")


class Keys:
    """Reads one extract's frontmatter; collects the fields that are right and the problems of the others."""

    def __init__(self, extract: Extract, path: str) -> None:
        self.lines = extract.matter_lines
        self.path = path
        self.problems: list[Problem] = []
        self.dates: dict[str, str] = {}
        self.fields: dict[str, object] = {}
        extra: list[tuple[str, str]] = []
        for key, value in extract.matter.items():
            if value is None or value in ("", [], {}):
                continue
            if key in DATES:
                self.take(key, value, self.date)
            elif key in _READERS:
                self.take(key, value, _READERS[key])
            else:
                extra.append((key, kept(value)))
                self.report("key-unknown", key, f"`{key}` is no key that dossier uses", meant(key, ORDER))
        if extra:
            self.fields["extra"] = tuple(extra)

    def take(self, key: str, value: object, reader: Callable[[Keys, str, object], object]) -> None:
        try:
            self.fields[key] = reader(self, key, value)
        except WrongValueError as error:
            self.report(error.code, key, str(error), error.hint)

    def report(self, code: str, key: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, self.path, message, self.lines.get(key, 0), hint))

    def date(self, _keys: Keys, key: str, value: object) -> str:
        """Dates wait for the source's zone; here they only have to be strings."""
        self.dates[key] = string(key, value)
        return self.dates[key]

    def record(
        self, key: str, value: object, known: tuple[str, ...], tidy: Callable[[str], str] = one_line
    ) -> dict[str, str]:
        """A mapping with known keys and string values; a bare string stands for the first key."""
        if isinstance(value, str):
            return {known[0]: tidy(value)}
        if not isinstance(value, Mapping):
            raise WrongValueError(f"`{key}` cannot be {kind(value)}", f"write {key}: {{{known[0]}: ..}}")
        found: dict[str, str] = {}
        for name, inner in value.items():
            if name not in known:
                self.report("key-unknown", key, f"`{key}.{name}` is no key that dossier uses", meant(name, known))
            elif inner is not None:
                found[name] = tidy(string(f"{key}.{name}", inner))
        return found


def _line(_keys: Keys, key: str, value: object) -> str:
    return one_line(string(key, value))


def _text(_keys: Keys, key: str, value: object) -> str:
    return clean(string(key, value)).strip()


def _names(_keys: Keys, key: str, value: object) -> tuple[str, ...]:
    """Each name once, in order. One name may stand without brackets, several may not."""
    if isinstance(value, str):
        if _PARTED.search(value):
            names = ", ".join(filter(None, map(str.strip, _PARTED.split(value))))
            raise WrongValueError(f"`{key}` is a list, not one text", f"write {key}: [{names}]")
        value = [value]
    if not isinstance(value, list):
        raise WrongValueError(f"`{key}` cannot be {kind(value)}", f"write {key}: [.., ..]")
    return tuple(filter(None, dict.fromkeys(one_line(string(key, item)) for item in value if item is not None)))


def _address(_keys: Keys, key: str, value: object) -> str:
    """A web address as written: that of an archived copy would not survive tidying."""
    url = clean(string(key, value)).strip()
    if not urls.is_web(url):
        message = f'`{key}`: "{url[:80]}" is no http(s) address'
        raise WrongValueError(message, "write the full address", "url-unreadable")
    return url


def _url(keys: Keys, key: str, value: object) -> str:
    return urls.canonical(_address(keys, key, value))


def _language(_keys: Keys, key: str, value: object) -> str:
    tag = languages.tag(string(key, value))
    if not tag:
        raise WrongValueError(f'`{key}`: "{value}" is no language', "write a tag such as zh-Hans, zh-Hant or en")
    return tag


def _source(_keys: Keys, key: str, value: object) -> str:
    name = one_line(string(key, value))
    if not name:
        raise WrongValueError(f"`{key}` is empty", "write an id such as rfi")
    return name


def _event(_keys: Keys, key: str, value: object) -> str:
    event = one_line(string(key, value))
    if not _ID.fullmatch(event):
        raise WrongValueError(f'`{key}`: "{event}" is no id', "small Latin letters, digits and - only: biden-xi-2023")
    _check_part(key, event)
    return event


def _slug(_keys: Keys, key: str, value: object) -> str:
    slug = one_line(string(key, value)).strip("/")
    if not _SLUG.fullmatch(slug) or slug.startswith("."):
        raise WrongValueError(
            f'`{key}`: "{slug[:80]}" is no part of an address', "letters, digits and - ; no / or blanks"
        )
    _check_part(key, slug)
    return slug


def _check_part(key: str, part: str) -> None:
    if trouble := paths.trouble(part):
        raise WrongValueError(f'`{key}`: "{part}" {trouble}', "choose another name")


def _aliases(keys: Keys, key: str, value: object) -> tuple[str, ...]:
    found = []
    for path in _names(keys, key, value):
        parts = path.strip("/").split("/")
        if "" in parts or any(part.startswith("..") or not _SLUG.fullmatch(part) for part in parts):
            raise WrongValueError(
                f'`{key}`: "{path}" is no path of this site', "write it from the site's root: old/page/"
            )
        for part in parts:
            _check_part(key, part)
        found.append(path.lstrip("/"))
    return tuple(found)


def _rights(_keys: Keys, key: str, value: object) -> str:
    if value not in RIGHTS:
        shown = value if isinstance(value, str) else kind(value)
        raise WrongValueError(f'`{key}` cannot be "{shown}"', f"one of: {', '.join(RIGHTS)}")
    return str(value)


def _draft(_keys: Keys, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError(f"`{key}` must be true or false", f"write {key}: true")
    return value


def _image(keys: Keys, key: str, value: object) -> Image:
    found = keys.record(key, value, ("src", "alt", "caption", "credit", "width", "height"))
    src = found.get("src", "")
    if not src or (":" in src.split("/")[0] and not urls.is_web(src)):
        raise WrongValueError(f"`{key}` has no address", f"write {key}: {{src: https://..}}")
    found["src"] = urls.legal(src)
    sizes = {name: _pixels(f"{key}.{name}", found.pop(name)) for name in ("width", "height") if name in found}
    return Image(**found, width=sizes.get("width"), height=sizes.get("height"))


def _pixels(key: str, text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII):
        raise WrongValueError(f'`{key}`: "{text}" is no number of pixels', f"write {key}: 1200")
    return int(text)


def _related(keys: Keys, key: str, value: object) -> tuple[ListedItem, ...]:
    if not isinstance(value, list):
        raise WrongValueError(f"`{key}` cannot be {kind(value)}", f"write a list: {key}: [{{title: .., url: ..}}]")
    items = []
    for entry in value:
        found = keys.record(key, entry, ("url", "title", "kicker"))
        url = found.get("url", "")
        if not urls.is_web(url):
            message = f'`{key}`: "{url or found.get("title", "")}" has no http(s) address'
            raise WrongValueError(message, "give each entry a full `url:`", "url-unreadable")
        items.append(ListedItem(found.get("title", ""), urls.legal(url), found.get("kicker", "")))
    return tuple(items)


def _changes(keys: Keys, key: str, value: object) -> tuple[Change, ...]:
    if not isinstance(value, list):
        raise WrongValueError(f"`{key}` cannot be {kind(value)}", f"write a list: {key}: [{{date: .., text: ..}}]")
    return tuple(_change(keys, key, entry) for entry in value)


def _change(keys: Keys, key: str, entry: object) -> Change:
    found = keys.record(key, entry, ("text", "date"))
    try:
        day = date.fromisoformat(found.get("date", ""))
    except ValueError:
        message = f'`{key}.date`: "{found.get("date", "")}" is no day'
        raise WrongValueError(message, "write it as YYYY-MM-DD", "date-unreadable") from None
    return Change(day.isoformat(), found.get("text", ""))


def _original(keys: Keys, key: str, value: object) -> Original:
    found = keys.record(key, value, ("url", "language"))
    language = _language(keys, f"{key}.language", found["language"]) if found.get("language") else ""
    return Original(_url(keys, f"{key}.url", found.get("url", "")), language)


def _clip(keys: Keys, key: str, value: object) -> ClipRecord:
    found = keys.record(key, value, ("path", "sha256", "format"), str)  # a file's name is what it is
    digest = found.get("sha256", "")
    if not found.get("path") or (digest and not re.fullmatch(r"[0-9a-f]{64}", digest)):
        raise WrongValueError(
            f"`{key}` is no record of an import", f"write {key}: {{path: .., sha256: .., format: ..}}"
        )
    return ClipRecord(found["path"], digest, found.get("format", ""))


def _losses(keys: Keys, key: str, value: object) -> Account:
    account, unknown = accounts.read(key, value)
    for name in unknown:
        keys.report("key-unknown", key, f"`{key}.{name}` is no key that dossier uses")
    return account


_READERS: Mapping[str, Callable[[Keys, str, object], object]] = {
    **dict.fromkeys(LINES, _line),
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys((*NAMES, *REFERENCES), _names),
    "url": _url,
    "archived": _address,
    "source": _source,
    "language": _language,
    "event": _event,
    "slug": _slug,
    "aliases": _aliases,
    "rights": _rights,
    "draft": _draft,
    "image": _image,
    "related": _related,
    "original": _original,
    "clip": _clip,
    "changes": _changes,
    "losses": _losses,
}
