"""Programs that the checks call and PyPI does not have: those on the PATH, or Debian's where we may install them."""

from __future__ import annotations

import os
import shutil
import subprocess


def program(name: str, *packages: str) -> str:
    """The path of a program; as root on Debian its packages are installed where it is missing."""
    if found := shutil.which(name):
        return found
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-qq", *command], check=True, stdout=subprocess.DEVNULL, env=environment)
    if found := shutil.which(name):
        return found
    raise SystemExit(f"{name} is needed (Debian: apt install {' '.join(packages)})")
