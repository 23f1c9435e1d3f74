"""A publisher's rules: which source they are for, and the steps in their order."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.outlets.steps import Step


@dataclass(frozen=True, slots=True)
class Outlet:
    """`source` is an id of publishers.SOURCES; `late` steps come behind those that hold for every publisher."""

    source: str
    steps: tuple[Step, ...]
    late: tuple[Step, ...] = ()
