"""How soon a reader sees something: the search page readable, the first graph drawn, in a real browser on a running server.

    python -m benchmarks.generate --claims 200000 --store bench.store
    onrecord serve --store bench.store
    python -m benchmarks.browser http://127.0.0.1:8000

Each page is opened in a fresh context, without a cache: time from the request until its words are painted (largest contentful
paint), until everything is loaded, and for the graph until its nodes are on the canvas.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from statistics import median

from playwright.sync_api import Browser, sync_playwright

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGES = (
    "/",
    "/claims",
    "/claims?sector=steel",
    "/claims?q=talks",
    "/ask?q=who+said+what+about+steel",
    "/tariffs",
    "/graph",
    "/graph?focus=steel",
)
_PAINTED = """() => new Promise((done) => {
  const seen = new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime));
  seen.observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done(performance.now()), 15000);
})"""
_LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
_SERVED = "() => performance.getEntriesByType('navigation')[0].responseEnd"
_DRAWN = "() => document.documentElement.dataset.drawn && performance.now()"


def opened(browser: Browser, address: str, *, is_graph: bool) -> tuple[float, float, float, float | None]:
    """Milliseconds until the page was served, its words painted, everything loaded, its picture drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address, wait_until="load")
    drawn = page.wait_for_function(_DRAWN, polling=10).json_value() if is_graph else None
    painted, loaded, served = (float(page.evaluate(question)) for question in (_PAINTED, _LOADED, _SERVED))
    context.close()
    return served, painted, loaded, float(drawn) if drawn else None


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.browser", description="Time pages in a real browser.")
    parser.add_argument("server", help="the address of a running server, http://127.0.0.1:8000")
    parser.add_argument("--times", type=int, default=5, help="how often each page is opened (default: 5)")
    chosen = parser.parse_args(arguments)
    path = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("this needs Chromium: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        print(f"{'page':36} {'served':>9} {'readable':>9} {'loaded':>9} {'drawn':>9}   (median ms of {chosen.times})")
        for page in PAGES:
            is_graph = page.startswith("/graph")
            opened(browser, chosen.server + page, is_graph=is_graph)  # the server's own caches are warm for its second reader
            taken = [opened(browser, chosen.server + page, is_graph=is_graph) for _ in range(chosen.times)]
            served, painted, loaded = (median(one[place] or 0 for one in taken) for place in range(3))
            drawn = f"{median(one[3] or 0 for one in taken):9.0f}" if is_graph else " " * 9
            print(f"{page:36} {served:9.0f} {painted:9.0f} {loaded:9.0f} {drawn}")
        browser.close()


if __name__ == "__main__":
    main()
