"""docs/home.png: the first screen of the built example, as README shows it. `python -m tools.screenshot`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import FLAGS, executable

ROOT = Path(__file__).parent.parent
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
        page.goto((ROOT / "output" / "index.html").as_uri())
        page.screenshot(path=ROOT / "docs" / "home.png")
        browser.close()


if __name__ == "__main__":
    main()
