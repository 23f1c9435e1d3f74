"""Tasks of a section: where all of it stands, its parts are not gathered; the keys are the same either way."""

from collections.abc import Collection, Iterator

from site_builder.keyed import Keyed, Section
from site_builder.model import Output
from site_builder.tasks import Sections, Task, Tasks


def outputs(name: str) -> Iterator[Output]:
    yield Output(name, b"")


def gathered() -> tuple[Keyed[str, Output], ...]:
    return tuple(Keyed("page", outputs, name) for name in ("a", "b"))


def not_wanted() -> tuple[Keyed[str, Output], ...]:
    raise AssertionError("was gathered")


LISTS = Section(b"lists", gathered)
STANDING = Section(b"lists", not_wanted)


def planned(
    section: Section[Output], standing: Collection[bytes] = (), before: Sections | None = None, stage: str = "pages"
) -> tuple[list[Task], Sections]:
    tasks = Tasks(b"start", standing, before or {})
    return [*tasks.of(stage, section, lambda part: part)], tasks.sections


def keys(tasks: list[Task]) -> list[bytes]:
    return [task.key for task in tasks]


def test_what_stands_is_not_gathered_again() -> None:
    tasks, sections = planned(LISTS)
    again, after = planned(STANDING, keys(tasks), sections)
    assert keys(again) == keys(tasks)
    assert after == sections


def test_what_stands_in_part_is_gathered() -> None:
    tasks, sections = planned(LISTS)
    again, _ = planned(LISTS, keys(tasks)[:1], sections)
    assert [output.path for task in again for output in task.make()] == ["a", "b"]


def test_without_a_digest_it_is_always_gathered() -> None:
    tasks, sections = planned(Section(b"", gathered))
    again, _ = planned(Section(b"", gathered), keys(tasks), sections)
    assert (keys(again), sections) == (keys(tasks), {})


def test_stages_do_not_share_sections() -> None:
    _, pages = planned(LISTS)
    _, exports = planned(LISTS, stage="exports")
    assert not pages.keys() & exports.keys()
