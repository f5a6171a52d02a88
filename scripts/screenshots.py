"""Takes the pictures of the documentation from the running product, and writes the gallery that shows them: `make screenshots`.

python scripts/screenshots.py STORE             serve the store on a free port, write docs/images/*.png and docs/gallery.md
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).resolve().parent.parent / "docs"
SCALE = 0.75
"""Pixels of a picture for each of the page's: small files in which text can still be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture: its name, what it shows, the page, what is done on the page before, and how it is looked at."""

    name: str
    caption: str
    path: str
    press: str = ""
    is_dark: bool = False
    is_narrow: bool = False
    is_empty: bool = False


SHOTS = (
    Shot(name="home", caption="The start: one box for questions and words", path="/"),
    Shot(
        name="explorer",
        caption="A search: claims as cards, counts beside them, every word to its source",
        path="/claims?sector=steel",
    ),
    Shot(name="by-speaker", caption="The same claims by who said them", path="/claims?sector=automobiles&group=speaker"),
    Shot(
        name="answer",
        caption="A question that asks for a table",
        path="/ask?q=which+tariffs+does+the+United+States+impose+on+Canada",
    ),
    Shot(name="document", caption="A document: its text with the evidence, its facts beside it", path="DOCUMENT"),
    Shot(name="person", caption="A person: names, posts over time, statements", path="/person/mark-carney.ca"),
    Shot(name="sector", caption="A sector: who said what about it, and its measures", path="/sector/steel"),
    Shot(name="measures", caption="Trade measures on a line of time and as a table", path="/tariffs"),
    Shot(name="measure", caption="The history of one measure, with the words behind each report", path="MEASURE"),
    Shot(name="compare", caption="Speakers side by side", path="/compare?speakers=Mark+Carney,Donald+Trump"),
    Shot(
        name="graph", caption="The graph: a picture, and a list that drives it", path="/graph", press="#nodes li:first-child a"
    ),
    Shot(name="graph-dark", caption="Around one sector, in the dark", path="/graph?focus=steel", is_dark=True),
    Shot(name="review", caption="What is doubtful, to be decided by key", path="/review"),
    Shot(name="sparql", caption="SPARQL with suggestions, examples and files", path="/sparql?example=speakers"),
    Shot(name="add", caption="Adding documents", path="/add"),
    Shot(name="downloads", caption="The whole graph in eight formats", path="/downloads"),
    Shot(name="docs", caption="Every address for programs", path="/docs"),
    Shot(name="missing", caption="Where nothing is, the way on", path="/person/mark-carny"),
    Shot(name="empty", caption="An empty graph says how to fill it", path="/", is_empty=True),
    Shot(name="explorer-dark", caption="In the dark", path="/claims?sector=steel", is_dark=True),
    Shot(name="explorer-narrow", caption="On a telephone", path="/claims?sector=steel", is_narrow=True),
    Shot(name="measures-narrow", caption="Measures on a telephone", path="/tariffs", is_narrow=True),
    Shot(name="graph-narrow", caption="The graph on a telephone", path="/graph?focus=steel", is_narrow=True),
)
_FIRST = {
    "DOCUMENT": ("/claims?sector=steel", ".claim a:has-text('Show in document')"),
    "MEASURE": ("/tariffs", "main a[href^='/measure/']:has-text('steel')"),
}
"""Pages whose address depends on the store: the first that a page links to."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(store: str) -> None:
    """Serve the store and an empty one, look at each page as readers do, and write the gallery."""
    path = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("screenshots need Chromium: sudo apt-get install chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        _serving(store) as full,
        _serving(f"{folder}/store") as empty,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for shot in SHOTS:
            _take(browser, shot, empty if shot.is_empty else full)
        browser.close()
    (DOCS / "gallery.md").write_text("\n".join(_gallery()), "utf-8")


@contextmanager
def _serving(store: str) -> Iterator[str]:
    command = [str(Path(sys.executable).with_name("onrecord")), "serve", "--store", store, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if found := re.search(r"http://\S+", line):
            return found.group().rstrip(".,)")
    sys.exit("the server did not start")


def _take(browser: Browser, shot: Shot, server: str) -> None:
    width, height = (390, 844) if shot.is_narrow else (1280, 860)
    context = browser.new_context(
        base_url=server,
        viewport={"width": width, "height": height},
        device_scale_factor=1 if shot.is_narrow else SCALE,
        color_scheme="dark" if shot.is_dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(_found(page, shot.path), wait_until="networkidle")
    if shot.path.startswith("/graph"):
        page.wait_for_function("() => document.documentElement.dataset.drawn")
    if shot.press:
        page.locator(shot.press).click()
        page.wait_for_load_state("networkidle")
    page.evaluate("() => document.activeElement?.blur()")  # a picture shows no caret
    page.screenshot(path=DOCS / "images" / f"{shot.name}.png")
    context.close()
    print(DOCS / "images" / f"{shot.name}.png")


def _found(page: Page, path: str) -> str:
    if path not in _FIRST:
        return path
    listing, link = _FIRST[path]
    page.goto(listing)
    return page.locator(link).first.get_attribute("href") or listing


def _gallery() -> Iterator[str]:
    """The gallery's lines: wide pictures one under the other, narrow ones beside each other."""
    yield "# Gallery"
    yield ""
    yield "The pages as they are, over the graph of `examples/`. `make screenshots` takes these pictures anew."
    for shot in SHOTS:
        if not shot.is_narrow:
            yield from ("", f"## {shot.caption}", "", f"`{_shown(shot)}`", "", f"![{shot.caption}](images/{shot.name}.png)")
    yield from ("", "## On a telephone", "")
    yield " ".join(f'<img src="images/{shot.name}.png" alt="{shot.caption}" width="260">' for shot in SHOTS if shot.is_narrow)
    yield ""


def _shown(shot: Shot) -> str:
    return {"DOCUMENT": "/document/…", "MEASURE": "/measure/…"}.get(shot.path, shot.path)


if __name__ == "__main__":
    main(sys.argv[1])
