"""What the program is made of besides itself, read from the installed packages.

    python -m tools.supply sbom         CycloneDX 1.5 of all runtime dependencies, as JSON on stdout
    python -m tools.supply lock         requirements-dev.lock anew: every package of this environment, exactly
    python -m tools.supply licences     the table of docs/licences.md anew

Nothing is asked of the network: the metadata of what is installed says it all. Run it in a fresh environment.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
NAME = "dossier-site"
LOCK = ROOT / "requirements-dev.lock"
LICENCES = ROOT / "docs" / "licences.md"
LOCK_HEAD = (
    "# The environment the tests last passed in: pip install -c requirements-dev.lock -e '.[dev]'\n"
    "# Made by python -m tools.supply lock\n"
)
# What only other systems install, and what metadata does not say.
ELSEWHERE = (("tzdata", "Apache-2.0", "on Windows only"),)
UNDECLARED = {"numpy": "BSD-3-Clause"}  # its metadata holds the licence's whole text
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


def closure(extras: Iterable[str] = ()) -> dict[str, Distribution]:
    """Everything that dossier needs here, directly or not, by canonical name; with extras what they need too."""
    found: dict[str, Distribution] = {}
    pending = list(_needs(own(extras), ()))
    while pending:
        requirement = pending.pop()
        key = canonicalize_name(requirement.name)
        if key not in found:
            found[key] = distribution(key)
            pending += _needs(found[key].requires or (), requirement.extras)
    return dict(sorted(found.items()))


def own(extras: Iterable[str] = ()) -> list[str]:
    """What pyproject.toml asks for: what is installed of ourselves may be older."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *(text for extra in extras for text in project["optional-dependencies"][extra])]


def _needs(requirements: Iterable[str], extras: Iterable[str]) -> Iterator[Requirement]:
    for text in requirements:
        requirement = Requirement(text)
        contexts = [{"extra": extra} for extra in ("", *extras)]
        if requirement.marker is None or any(requirement.marker.evaluate(context) for context in contexts):
            yield requirement


def licence(package: Distribution) -> str:
    """As the package declares it: an SPDX expression, a short name, or its classifiers."""
    meta = package.metadata
    for declared in (*(meta.get_all("License-Expression") or ()), *(meta.get_all("License") or ())):
        if 0 < len(declared) < 40 and "\n" not in declared:
            return str(declared)
    named = (_CLASSIFIER.fullmatch(entry) for entry in meta.get_all("Classifier") or ())
    classified = " or ".join(sorted({match[1] for match in named if match}))
    return classified or UNDECLARED.get(str(meta["Name"]), "not declared")


def sbom() -> dict[str, object]:
    """CycloneDX 1.5: the same bytes for the same packages."""
    packages = closure()
    components = [_component(name, package) for name, package in packages.items()]
    digest = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    parts = (digest[:8], digest[8:12], f"5{digest[13:16]}", f"8{digest[17:20]}", digest[20:32])
    needs = {NAME: own(), **{name: package.requires or [] for name, package in packages.items()}}
    refs = {NAME: distribution(NAME), **packages}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{'-'.join(parts)}",
        "version": 1,
        "metadata": {"component": _component(NAME, refs[NAME]) | {"type": "application"}},
        "components": components,
        "dependencies": [
            {
                "ref": _purl(name, refs[name]),
                "dependsOn": sorted(
                    _purl(key, packages[key])
                    for key in {canonicalize_name(needed.name) for needed in _needs(requirements, ())}
                    if key in packages
                ),
            }
            for name, requirements in needs.items()
        ],
    }


def _component(name: str, package: Distribution) -> dict[str, object]:
    purl = _purl(name, package)
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": package.version,
        "purl": purl,
        "licenses": [{"license": {"name": licence(package)}}],
    }


def _purl(name: str, package: Distribution) -> str:
    return f"pkg:pypi/{name}@{package.version}"


def lock() -> str:
    """A constraints file of everything that developing needs."""
    return LOCK_HEAD + "".join(f"{name}=={package.version}\n" for name, package in closure(("dev",)).items())


def licences() -> str:
    """The table of docs/licences.md, one row a package."""
    rows = [(name, licence(package), "") for name, package in closure().items()]
    lines = (f"| {name} | {licence} | {note} |\n" for name, licence, note in sorted([*rows, *ELSEWHERE]))
    return "| package | licence | |\n|---|---|---|\n" + "".join(lines)


def main(verb: str) -> int:
    try:
        if verb == "sbom":
            print(json.dumps(sbom(), indent=1))
        elif verb == "lock":
            LOCK.write_text(lock(), encoding="utf-8")
        elif verb == "licences":
            head = LICENCES.read_text(encoding="utf-8").partition("| package |")[0]
            LICENCES.write_text(head + licences(), encoding="utf-8")
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except PackageNotFoundError as error:
        print(f"{error} is not installed: make .venv/.dev", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
