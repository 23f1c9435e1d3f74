"""What there is to make, and under which keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from site_builder.keyed import Keyed, Section
from site_builder.model import Output

Made = TypeVar("Made")
Sections = Mapping[bytes, tuple[bytes, ...]]  # the keys of the parts of each, by its own key


class Task(NamedTuple):
    """A part of the site: the stage it is made in, its key, and how to make its files, which may be made no sooner than
    they are taken from what `make` gives."""

    stage: str
    key: bytes
    make: Callable[[], Iterable[Output]]


@dataclass(frozen=True, slots=True)
class Tasks:
    """`start` is in front of all keys: it stands for what is the same for the whole site. `standing` are the keys of
    what need not be made, `before` the sections of the build that made it; `sections` become those of this one."""

    start: bytes
    standing: Collection[bytes]
    before: Sections
    sections: dict[bytes, tuple[bytes, ...]] = field(default_factory=dict)

    def one(self, stage: str, key: bytes, make: Callable[[], Iterable[Output]]) -> Task:
        return Task(stage, self.start + key, make)

    def of(
        self, stage: str, section: Section[Made], make: Callable[[Keyed[object, Made]], Callable[[], Iterable[Output]]]
    ) -> Iterator[Task]:
        """Those of a section. Where all of it stands, its parts are not even gathered."""
        name = self.start + section.digest + stage.encode()
        known = self.before.get(name, ()) if section.digest else ()
        if known and all(key in self.standing for key in known):
            tasks = [Task(stage, key, tuple) for key in known]
        else:
            tasks = [self.one(stage, part.key, make(part)) for part in section.gather()]
        if section.digest:
            self.sections[name] = tuple(task.key for task in tasks)
        yield from tasks
