"""Where the browser of the browser tests is, and how it gets there.

`python tests/chromium.py` makes sure that there is one: a Chromium on the PATH, else Debian's package with the
fonts that Chinese pages need, else Playwright's own download. Tests ask `executable()`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """The path of a Chromium on the PATH, or of Playwright's own; None if there is neither."""
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _install_from_debian() -> None:
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    subprocess.run([*sudo, "apt-get", "update", "-qq"], check=True)
    packages = ["chromium", "fonts-noto-cjk"]
    install = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", *packages]
    subprocess.run(install, check=True, stdout=subprocess.DEVNULL)


def _install_from_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    for install in (_install_from_debian, _install_from_playwright):
        if executable():
            return 0
        try:
            install()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{install.__name__.strip('_')}: {error}", file=sys.stderr)
    if executable():
        return 0
    print("no Chromium: install one so that it is on the PATH, then run this again", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
