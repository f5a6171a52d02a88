"""Takes the pictures of the documentation from the running product: `make screenshots`.

python scripts/screenshots.py STORE             serve the store on a free port and write docs/images/*.png
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
PAGES = (
    ("explorer", "/claims?sector=steel"),
    ("graph", "/graph"),
    ("measures", "/tariffs"),
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(store: str) -> None:
    """Serve the store, and look at each page as a reader with a laptop does."""
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("screenshots need Chromium: sudo apt-get install chromium")
    command = [str(Path(sys.executable).with_name("onrecord")), "serve", "--store", store, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            address = _address(server)
            with sync_playwright() as playwright:
                page = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page(
                    viewport={"width": 1280, "height": 860}
                )
                for name, path in PAGES:
                    _take(page, address + path, FOLDER / f"{name}.png")
        finally:
            server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if found := re.search(r"http://\S+", line):
            return found.group().rstrip(".,)")
    sys.exit("the server did not start")


def _take(page: Page, url: str, path: Path) -> None:
    page.goto(url, wait_until="networkidle")
    page.screenshot(path=path)
    print(path)


if __name__ == "__main__":
    main(sys.argv[1])
