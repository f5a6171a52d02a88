"""A real headless Chromium, and what its pages complain about."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.api.browser.looking import PATIENCE

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass
class Watched:
    """A page, and all that went wrong on it: console errors, policy violations, requests to other hosts."""

    page: Page
    server: str
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._request)

    def expect(self, words: str) -> None:
        """Take what the browser itself says of a refusal or a failure that the test brings about."""
        self.expected.append(words)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in self.expected):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.server + "/", "data:")):
            self.complaints.append(f"request to {request.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("needs Chromium: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def scheme() -> Literal["light", "dark"]:
    """The colour scheme; tests that look at both give their own."""
    return "light"


@pytest.fixture
def watched(browser: Browser, server: str, scheme: Literal["light", "dark"]) -> Iterator[Watched]:
    """A fresh page; the test fails if anything on it went wrong."""
    context = browser.new_context(base_url=server, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    made = Watched(context.new_page(), server)
    made.watch()
    yield made
    context.close()
    assert made.complaints == []
