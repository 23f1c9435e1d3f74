"""The documentation names what there is, all of it and nothing else."""

import argparse
import re
from pathlib import Path

import pytest

from site_builder import cli, export
from site_builder.problems import CODES

DOCS = Path(__file__).parent.parent / "docs"


def verbs() -> dict[str, argparse.ArgumentParser]:
    actions = cli.parser()._actions
    return next(dict(a.choices) for a in actions if isinstance(a, argparse._SubParsersAction))


def sections() -> dict[str, str]:
    """docs/cli.md: what stands before the first verb, then the text of each verb."""
    first, *rest = re.split(r"^## dossier ", (DOCS / "cli.md").read_text(encoding="utf-8"), flags=re.M)
    return {"": first} | {re.split(r"\s", part)[0]: part for part in rest}


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {name for action in parser._actions for name in action.option_strings}


def named(text: str) -> set[str]:
    """The options a text has in its code spans."""
    spans = re.findall(r"`([^`\n]+)`", text)
    return {word for span in spans for word in span.split() if re.fullmatch(r"--?[a-zA-Z][a-z-]*", word)}


def test_every_verb_has_its_section_in_order() -> None:
    names = list(verbs())
    assert sorted(sections()) == sorted(["", *names])


COMMON = {"--root", "-q", "--quiet", "-v", "--verbose", "--no-color", "-h", "--help"}


def test_options_of_all_verbs_stand_at_the_top() -> None:
    assert named(sections()[""]) - {"-V", "--version"} >= COMMON
    for parser in verbs().values():
        assert options(parser) >= COMMON


@pytest.mark.parametrize("verb", verbs())
def test_every_option_of_a_verb_is_in_its_section(verb: str) -> None:
    assert options(verbs()[verb]) - COMMON == named(sections()[verb]) - COMMON


def test_every_export_format_is_described() -> None:
    table = re.findall(r"^\| (`[^|]*) \|", sections()["export"], flags=re.M)
    assert {name for cell in table for name in re.findall(r"`([\w-]+)`", cell)} == set(export.FORMATS)


def test_every_problem_code_is_explained_with_its_severity() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \|", (DOCS / "problems.md").read_text(encoding="utf-8"), flags=re.M)
    assert rows == [(code, entry.severity) for code, entry in CODES.items()]


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_links_between_the_pages_arrive(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    prose = re.sub(r"(`+)[^\n]+?\1(?!`)", "", text)
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", prose):
        assert (page.parent / link).is_file(), link


@pytest.mark.parametrize("page", [*sorted(DOCS.glob("*.md")), *sorted(DOCS.parent.glob("README*.md"))], ids=str)
def test_commands_that_are_told_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    told = set(re.findall(r"(?:^ +|`|&& )dossier ([a-z]+)\b", text, flags=re.M))
    assert told <= verbs().keys()
