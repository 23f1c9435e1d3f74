"""Check: build, throw the site away, and keep what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from urllib.parse import quote

from site_builder import __version__, pipeline
from site_builder.checking import budget, content, external, leaks, pages
from site_builder.model import RIGHTS, Output
from site_builder.problems import CODES, Problem, Severity
from site_builder.project import Project
from site_builder.workers import Tell, unwatched

Report = Callable[[str], None]
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "hint": "note"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What was counted: articles and how many of each rights mode, files, bytes, the ten biggest files."""

    articles: int
    rights: dict[str, int]
    files: int
    bytes: int
    biggest: tuple[tuple[str, int], ...]

    def lines(self) -> tuple[str, ...]:
        """The facts in sentences."""
        full = self.rights.get("full", 0)
        others = ", ".join(f"{n} as {mode}" for mode, n in self.rights.items() if n and mode != "full")
        size = f"{budget.readable(self.bytes)} in {self.files} files"
        largest = ", ".join(f"{path} {budget.readable(size)}" for path, size in self.biggest[:3])
        return (
            f"{full} of {self.articles} articles are published in full" + (f", {others}" if others else ""),
            f"the site has {size}, {self.bytes / budget.SITE_BYTES:.1%} of what GitHub Pages takes; largest: {largest}",
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    problems: tuple[Problem, ...]
    facts: Facts


def check(
    project: Project, *, ask_web: bool = False, report: Report = lambda _line: None, tell: Tell = unwatched
) -> Checked:
    """Everything that is wrong with the dossier and the site it makes; nothing is written but the cache of `ask_web`.

    With `ask_web` links outward are asked whether they live. Raises SiteError for what stops a build.
    """
    site = pipeline.build(project, tell=tell)
    checked = inspect(site, project)
    if ask_web:
        dead = external.check_links(site.library, project, report)
        checked = replace(checked, problems=(*checked.problems, *(pipeline.placed(p, project) for p in dead)))
    return checked


def inspect(site: pipeline.Site[Output], project: Project) -> Checked:
    """What is wrong with a built site and the articles it was made from."""
    files = {output.path: output.data for output in site.outputs}
    library, config = site.library, project.config
    found = [*content.lint(library, project), *leaks.leaks(library, config, files)]
    made = [*pages.inspect(files, config.base_url), *budget.budget(files)]
    folder = PurePath(project.output.name)
    problems = [
        *site.problems,
        *(pipeline.placed(problem, project) for problem in found),
        *(replace(problem, path=(folder / problem.path).as_posix()) for problem in made),
    ]
    if not config.base_url:
        problems.append(Problem("base-url-missing", "dossier.toml", "feeds and the sitemap have no full addresses"))
    count = Counter(config.rights_of(article) for article in library.articles)
    facts = Facts(
        articles=len(library.articles),
        rights={mode: count[mode] for mode in RIGHTS if mode != "private"},
        files=len(files),
        bytes=sum(map(len, files.values())),
        biggest=budget.biggest(files),
    )
    return Checked(tuple(problems), facts)


def as_json(checked: Checked) -> dict[str, object]:
    """For programs: `problems` (code, severity, path, line, message, hint) and `facts`."""
    return {"problems": [_record(problem) for problem in checked.problems], "facts": asdict(checked.facts)}


def _record(problem: Problem) -> dict[str, object]:
    hint = problem.hint or CODES[problem.code].hint
    return {**asdict(problem), "severity": problem.severity, "hint": hint}


def as_sarif(problems: Iterable[Problem]) -> dict[str, object]:
    """SARIF 2.1.0 (docs.oasis-open.org/sarif), which code hosts show beside the lines."""
    used = list(problems)
    rules = [
        {"id": code, "shortDescription": {"text": CODES[code].meaning}, "help": {"text": CODES[code].hint}}
        for code in sorted({problem.code for problem in used})
    ]
    driver = {"name": "dossier", "version": __version__, "rules": rules}
    results = [_sarif_result(problem) for problem in used]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _sarif_result(problem: Problem) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(problem.path)}}
    if problem.line:
        place["region"] = {"startLine": problem.line}
    hint = problem.hint or CODES[problem.code].hint
    return {
        "ruleId": problem.code,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}. {hint}"},
        "locations": [{"physicalLocation": place}],
    }
