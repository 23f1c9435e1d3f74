"""A git repository as far as publishing needs it: the only module that runs git.

Works with objects and refs alone. The user's index, work tree, branches, HEAD and FETCH_HEAD are never touched.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.problems import SiteError

_FILE = "100644"


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around `folder`. Every method raises SiteError where git fails."""

    folder: Path

    def head_branch(self) -> str:
        """The branch that is checked out, "" if none is."""
        done = self._run("symbolic-ref", "--quiet", "--short", "HEAD", may_fail=True)
        return done.stdout.decode().strip()

    def remote_url(self, remote: str) -> str:
        """The address of a named remote; an address given in place of a name is returned as it is."""
        done = self._run("remote", "get-url", "--", remote, may_fail=True)
        if done.returncode == 0:
            return done.stdout.decode().strip()
        if "/" in remote:
            return remote
        raise SiteError(
            f"there is no remote `{remote}`", f"git remote add {remote} <address>, or name it with --remote"
        )

    def tip(self, remote: str, branch: str) -> str:
        """The commit the remote branch is at, fetched if it was not here; "" if there is no such branch."""
        listed = self._run("ls-remote", "--exit-code", "--", remote, f"refs/heads/{branch}", may_fail=True)
        if listed.returncode == 2:  # the remote answered: no such branch
            return ""
        if listed.returncode:
            raise _failure(f"{remote} cannot be reached", listed)
        lines = (line.split("\t") for line in listed.stdout.decode().splitlines())
        commit = next((name for name, ref in lines if ref == f"refs/heads/{branch}"), "")
        if not commit:  # a pattern also matches the tail of longer names
            return ""
        if self._run("cat-file", "-e", f"{commit}^{{commit}}", may_fail=True).returncode:
            self._run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, f"refs/heads/{branch}")
        return commit

    def listing(self, commit: str) -> dict[str, str]:
        """The object name of every file of a commit by its path; {} for ""."""
        if not commit:
            return {}
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", commit).stdout
        entries = (entry.split(b"\t", 1) for entry in listed.split(b"\0") if entry)
        return {os.fsdecode(path): head.split()[2].decode() for head, path in entries}

    def read(self, commit: str, path: str) -> bytes:
        """A file of a commit."""
        return self._run("cat-file", "blob", f"{commit}:{path}").stdout

    def blob_names(self, files: Mapping[str, bytes]) -> dict[str, str]:
        """The object names the files would get; nothing is stored."""
        name = self._run("rev-parse", "--show-object-format").stdout.decode().strip()
        return {path: hashlib.new(name, b"blob %d\0" % len(data) + data).hexdigest() for path, data in files.items()}

    def commit(self, parent: str, files: Mapping[str, bytes], removed: Iterable[str], message: str) -> str:
        """Store a commit that changes `parent` ("" for none) by these files; no branch moves. Its name."""
        identity = self._run("var", "GIT_COMMITTER_IDENT").stdout.strip()
        ref = f"refs/dossier/{os.getpid()}"
        text = message.encode()
        stream = [b"commit %s\ncommitter %s\ndata %d\n%s\n" % (ref.encode(), identity, len(text), text)]
        stream += [b"from %s\n" % parent.encode()] if parent else []
        stream += [b"D %s\n" % _quoted(path) for path in removed]
        for path, data in files.items():
            stream.append(b"M %s inline %s\ndata %d\n" % (_FILE.encode(), _quoted(path), len(data)))
            stream += [data, b"\n"]
        self._run("fast-import", "--quiet", "--force", "--done", stdin=b"".join([*stream, b"done\n"]))
        name = self._run("rev-parse", "--verify", ref).stdout.decode().strip()
        self._run("update-ref", "-d", ref)
        return name

    def push(self, commit: str, remote: str, branch: str) -> None:
        """Move the remote branch forward to `commit`; a branch that has moved elsewhere meanwhile is an error."""
        self._run("push", "--quiet", "--no-follow-tags", "--", remote, f"{commit}:refs/heads/{branch}")

    def _run(self, *arguments: str, stdin: bytes = b"", may_fail: bool = False) -> subprocess.CompletedProcess[bytes]:
        try:
            done = subprocess.run(["git", *arguments], cwd=self.folder, input=stdin, capture_output=True, check=False)
        except FileNotFoundError as error:
            raise SiteError("git is not installed", "install git and try again") from error
        if done.returncode and not may_fail:
            raise _failure(f"git {arguments[0]} failed", done)
        return done


def find(folder: Path) -> Repository:
    """The repository that `folder` lies in. Raises SiteError."""
    repository = Repository(folder)
    done = repository._run("rev-parse", "--git-dir", may_fail=True)
    if done.returncode:
        if b"dubious ownership" in done.stderr:
            raise _failure("git does not trust this folder", done)
        raise SiteError(f"{folder} is not in a git repository", "git init, then git remote add origin <address>")
    return repository


def _failure(what: str, done: subprocess.CompletedProcess[bytes]) -> SiteError:
    """What git said itself is the best hint there is."""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return SiteError(what, " / ".join(line.strip() for line in said[-6:] if line.strip()))


def _quoted(path: str) -> bytes:
    """A path for fast-import: always in quotes, so that no name can be taken for a command."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return b'"' + os.fsencode(escaped) + b'"'
