"""The command line: arguments in, one verb called, the exit code out.

0 clean, 1 with errors (or any problem under --strict), 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from site_builder import __version__, commands
from site_builder.problems import SiteError, UsageError
from site_builder.terminal import Terminal

Verb = Callable[[argparse.Namespace, Terminal], int]
AddVerb = Callable[[str, Verb, str], argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    known = parser()
    options = known.parse_args(arguments)
    if "run" not in options:
        known.print_help(sys.stderr)
        return 2
    terminal = Terminal(options.verbose - options.quiet, options.no_color)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads have nothing to do, and take long to start
    os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")  # clearing huge pages is a tenth of a build after an edit
    try:
        return int(options.run(options, terminal))
    except SiteError as error:
        terminal.error(error)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `dossier export csv | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """Every verb and option."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, metavar="DIR", help="the dossier's folder (default: nearest dossier.toml)")
    common.add_argument("-q", "--quiet", action="count", default=0, help="errors only")
    common.add_argument("-v", "--verbose", action="count", default=0, help="hints too")
    common.add_argument("--no-color", action="store_true", help="no colours")
    top = argparse.ArgumentParser("dossier", description="A folder of collected articles becomes a site.")
    top.add_argument("-V", "--version", action="version", version=f"dossier {__version__}")
    verbs = top.add_subparsers(metavar="VERB")

    def verb(name: str, run: Verb, text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, parents=[common], help=text, description=text)
        added.set_defaults(run=run)
        return added

    _add_collecting(verb)
    _add_building(verb)
    _add_publishing(verb)
    completion = verb("completion", commands.completion, "print a script that completes verbs and options")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"))
    completion.set_defaults(parser=top)
    return top


def _add_collecting(verb: AddVerb) -> None:
    new = verb("new", commands.new, "make a starter dossier")
    new.add_argument("folder", type=Path, metavar="DIR")
    import_ = verb("import", commands.import_, "clips, saved pages and exports become Markdown in content/")
    import_.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    import_.add_argument("--into", type=Path, metavar="DIR", help="where to write (default: content/)")
    import_.add_argument("--dry-run", action="store_true", help="write nothing, show the loss report")
    import_.add_argument("--json", action="store_true", help="the loss report as JSON on stdout")


def _add_building(verb: AddVerb) -> None:
    build = verb("build", commands.build, "build the site into output/")
    _add_folders(build)
    build.add_argument("--strict", action="store_true", help="any problem is an error")
    build.add_argument("--profile", action="store_true", help="work in one process and say where its time went")
    build.add_argument("--no-cache", action="store_true", help="neither read nor write .cache/")
    build.add_argument("--jobs", type=int, default=0, metavar="N", help="processes (default: as many as cores)")
    serve = verb("serve", commands.serve, "preview: watch, rebuild, reload the browser")
    _add_folders(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar="H")
    serve.add_argument("--port", type=int, default=8000, metavar="N")
    serve.add_argument("--open", action="store_true", help="open the browser")
    serve.add_argument("--poll", action="store_true", help="for network drives, containers, WSL")
    check = verb("check", commands.check, "everything that can be mended: content, links, pages, size")
    _add_folders(check)
    check.add_argument("--strict", action="store_true", help="any problem is an error")
    check.add_argument("--external", action="store_true", help="also ask the web whether links outward live")
    check.add_argument("--json", action="store_true", help="problems and counts as JSON on stdout")
    check.add_argument("--sarif", action="store_true", help="problems as SARIF on stdout, for code hosts")
    clean = verb("clean", commands.clean, "delete what build made, and the cache")
    clean.add_argument("--output", type=Path, metavar="DIR", help="default: output/")


def _add_publishing(verb: AddVerb) -> None:
    publish = verb("publish", commands.publish, "push the built site to a branch of a git remote")
    _add_folders(publish)
    publish.add_argument("--branch", default="gh-pages", metavar="NAME")
    publish.add_argument("--remote", default="origin", metavar="NAME", help="a remote's name or address")
    publish.add_argument("--message", default="", metavar="M", help="the commit's message")
    publish.add_argument("--dry-run", action="store_true", help="push nothing, say what would change")
    export = verb("export", commands.export, "the whole dossier as one file")
    export.add_argument("format", metavar="FORMAT", help="csl-json, bibtex, ris, csv, sqlite, epub, timelinejs")
    export.add_argument("path", type=Path, nargs="?", metavar="PATH", help="default: stdout")
    verify = verb("verify", commands.verify, "compare published files and clips with the manifest")
    verify.add_argument("output", type=Path, nargs="?", metavar="OUTPUT", help="default: output/ and content/")
    withdraw = verb("withdraw", commands.withdraw, "take an article back: a note stays in its place")
    withdraw.add_argument("article", metavar="ID", help="the article's id or address")
    withdraw.add_argument("--reason", required=True, metavar="TEXT", help="readers will see it")


def _add_folders(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--content", type=Path, metavar="DIR", help="default: content/")
    verb.add_argument("--output", type=Path, metavar="DIR", help="default: output/")
    verb.add_argument("--base-url", metavar="URL", help="where the site will be published")
    verb.add_argument("--drafts", action="store_true", help="show drafts too")
