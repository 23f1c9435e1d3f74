"""Who published an article: the id of its source."""

from __future__ import annotations

import re

from site_builder import paths, publishers, urls
from site_builder.normalise.dates import Habits
from site_builder.project import Config, Source

_FOREIGN = re.compile(r"[^a-z0-9_-]+")


def source(named: str, url: str, config: Config) -> Source:
    """The source that is named (by id or by name), else the one the address belongs to, else one made from its host.

    A name that is none of theirs and of which no id can be made counts as no name; see `is_nameable`.
    """
    known = config.sources or publishers.SOURCES
    if named:
        found = next((s for s in known if named in (s.id, s.name)), None)
        if found or made_id(named):
            return found or Source(id=made_id(named), name=named)
    found = publishers.of_url(url, known) if url else None
    if found:
        return found
    host = urls.host(url).removeprefix("www.")
    return Source(id=made_id(host), name=host) if host else publishers.UNKNOWN


def is_nameable(named: str, config: Config) -> bool:
    """Whether `source` takes a name for what it says."""
    known = config.sources or publishers.SOURCES
    return bool(made_id(named)) or any(named == s.name for s in known)


def made_id(name: str) -> str:
    """An id out of a host or a name: small letters, digits, - and _; "" if nothing of it is left."""
    made = _FOREIGN.sub("-", name.lower()).strip("-_")[:60].strip("-_")
    return f"{made}-1" if paths.trouble(made) else made


def habits(source: Source, config: Config) -> Habits:
    """How a source prints dates: Europe and the Commonwealth's east write the day first, America the month."""
    region = source.timezone.partition("/")[0]
    is_day_first = {"Europe": True, "America": False}.get(region)
    if source.timezone in {"Asia/Hong_Kong", "Asia/Singapore", "Asia/Kuala_Lumpur"}:
        is_day_first = True
    return Habits(source.timezone or config.timezone, source.is_zone_certain and bool(source.timezone), is_day_first)
