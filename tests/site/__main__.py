"""`python -m tests.site [CHECK ...]` builds the example and an English dossier and checks what was built.

Needs Chromium, node with npm, and Java for the Nu HTML checker; `package.json` names the npm packages, which are
installed beside it when first needed. Every complaint is a line `check: page: what`; exit 1 if there is any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.site import accessibility, behaviour, feeds, lighthouse, links, nu, weights
from tests.site.sites import Site, served

Check = Callable[[Site], Iterator[str]]

CHECKS: Mapping[str, Check] = {
    "links": links.check,
    "feeds": feeds.check,
    "weights": weights.check,
    "nu": nu.check,
    "behaviour": behaviour.check,
    "accessibility": accessibility.check,
    "lighthouse": lighthouse.check,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.site", description=__doc__)
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=", ".join(CHECKS), default=list(CHECKS))
    parser.add_argument("--into", type=Path, help="build into this folder and leave the sites there")
    options = parser.parse_args()
    if unknown := set(options.checks) - set(CHECKS):
        parser.error(f"no such check: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as scratch, served(options.into or Path(scratch)) as sites:
        complaints = sum(run(name, site) for name in options.checks for site in sites)
    print(f"{complaints} complaints" if complaints else "no complaints")
    return 1 if complaints else 0


def run(name: str, site: Site) -> int:
    started = time.monotonic()
    found = list(CHECKS[name](site))
    for complaint in found:
        print(f"{name}: {site.name}: {complaint}", flush=True)
    print(f"{name}: {site.name}: {len(found) or 'no'} complaints, {time.monotonic() - started:.0f} s", flush=True)
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
