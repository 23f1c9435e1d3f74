"""Publish: the site as one more commit on a branch of a git remote. Nothing of the user's clone is touched."""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from site_builder import check, git, pipeline
from site_builder.model import Output
from site_builder.problems import Problem, SiteError
from site_builder.project import Project
from site_builder.urls import host
from site_builder.workers import Tell, unwatched

MANIFEST = "data/manifest.json"
NO_JEKYLL = ".nojekyll"
TRIES = 4
# Sites below these names have no domain of their own.
_SHARED_HOSTS = ("github.io", "gitlab.io", "codeberg.page", "pages.dev", "netlify.app", "vercel.app", "readthedocs.io")
_GITHUB = re.compile(r"(?:https://|ssh://git@|git@)github\.com[:/](?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?\Z")


@dataclass(frozen=True, slots=True)
class Report:
    """What publishing did, or would do: paths by what happens to them, `kept` being files of others in the branch.

    `commit` is the new commit's name, "" where nothing was pushed. With errors among `problems` nothing is tried.
    """

    problems: tuple[Problem, ...]
    address: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    commit: str = ""

    @property
    def is_stopped(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def publish(
    project: Project,
    *,
    branch: str = "gh-pages",
    remote: str = "origin",
    message: str = "",
    dry_run: bool = False,
    tell: Tell = unwatched,
) -> Report:
    """Build, check, and push what differs to `branch` of `remote` (a name or an address).

    Nothing is pushed when there are errors or nothing differs. If others push at the same moment, their commit
    stays and ours goes on top of it. Raises SiteError where git fails.
    """
    repository = git.find(project.root)
    url = repository.remote_url(remote)
    if repository.head_branch() == branch:
        raise SiteError(f"`{branch}` is the branch you work on", "publish to another one, such as gh-pages")
    tip = repository.tip(remote, branch)
    project = replace(project, include_drafts=False)
    if not project.config.base_url:
        project = replace(project, config=replace(project.config, base_url=guessed_address(url)))
    site = pipeline.build(project, tell=tell)
    report = Report(check.inspect(site, project).problems, project.config.base_url)
    if report.is_stopped:
        return report
    files = {output.path: output.data for output in site.outputs} | hosting_files(project.config.base_url)
    names = repository.blob_names(files)
    for _ in range(TRIES):
        report = compared(report, repository, tip, names)
        if dry_run or not report.is_change:
            return report
        changed = {path: files[path] for path in (*report.added, *report.changed)}
        commit = repository.commit(tip, changed, report.removed, message or default_message(site))
        try:
            repository.push(commit, remote, branch)
        except SiteError:
            before, tip = tip, repository.tip(remote, branch)
            if tip == before:
                raise  # nobody was faster: it is another matter
            continue
        return replace(report, commit=commit)
    raise SiteError(f"`{branch}` is being pushed to all the time", "try again when the others are done")


def compared(report: Report, repository: git.Repository, tip: str, names: Mapping[str, str]) -> Report:
    """The report with what differs between the branch and the files wanted. Files of others stay."""
    there = repository.listing(tip)
    ours: set[str] = set()
    if MANIFEST in there:
        with suppress(ValueError, KeyError, TypeError):  # a foreign or damaged manifest: then nothing there is ours
            ours = {*json.loads(repository.read(tip, MANIFEST))["files"], MANIFEST}
    left = there.keys() - names.keys()
    return replace(
        report,
        added=tuple(sorted(names.keys() - there.keys())),
        changed=tuple(sorted(path for path in names.keys() & there.keys() if names[path] != there[path])),
        removed=tuple(sorted(left & ours)),
        kept=tuple(sorted(left - ours)),
    )


def hosting_files(base_url: str) -> dict[str, bytes]:
    """What the host wants beside the site: no Jekyll, and the domain if it is the dossier's own."""
    name = domain(base_url)
    return {NO_JEKYLL: b"", **({"CNAME": name.encode() + b"\n"} if name else {})}


def domain(base_url: str) -> str:
    """The dossier's own domain, "" where its address lies below a shared one, in a folder, or on this machine."""
    name = host(base_url)
    is_shared = any(name == shared or name.endswith(f".{shared}") for shared in _SHARED_HOSTS)
    is_folder = base_url.rstrip("/").count("/") > 2
    if not name or is_shared or is_folder or "." not in name:
        return ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name
    return ""


def guessed_address(remote_url: str) -> str:
    """Where GitHub Pages will show what is pushed to this remote; "" for other hosts."""
    found = _GITHUB.match(remote_url)
    if not found:
        return ""
    owner, name = found["owner"].lower(), found["name"]
    own_site = f"{owner}.github.io"
    return f"https://{own_site}/" if name.lower() == own_site else f"https://{own_site}/{name}/"


def default_message(site: pipeline.Site[Output]) -> str:
    count = len(site.library.articles)
    return f"Publish {count} article{'' if count == 1 else 's'}\n"
