"""Asks a page questions, and waits for what an action leads to: however slow a machine is, nothing is read too early."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Error, Page

_CHECKS = Path(__file__).with_name("checks.js").read_text("utf-8")
PATIENCE = 30
"""Seconds that a page may take for anything."""

_SETTLED = """() => document.readyState === "complete" && !document.querySelector("[aria-busy=true]")
  && [...document.querySelectorAll(".editor")].every((one) => one.dataset.ready === "true")"""

T = TypeVar("T")


def look(page: Page, question: str, **given: object) -> object:
    """The answer of one function of checks.js, as plain values."""
    return page.evaluate(f"(given) => {{ {_CHECKS}\nreturn {question}(given); }}", given)


def faults(page: Page, question: str) -> list[str]:
    """The answer of a function that lists what is wrong."""
    found = look(page, question)
    assert isinstance(found, list)
    return [str(one) for one in found]


def once(page: Page, read: Callable[[Page], T], holds: Callable[[T], bool]) -> T:
    """What is read from a page, again and again until it holds; after `PATIENCE` what was read last, whatever it is."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if holds(found := read(page)) or time.monotonic() > deadline:
                return found
        except Error:  # the page gave way to another one while it was read
            if time.monotonic() > deadline:
                raise
        page.wait_for_timeout(50)


def becomes(page: Page, read: Callable[[Page], T], wanted: T) -> None:
    """Wait until what is read from a page is what is wanted."""
    assert once(page, read, lambda found: found == wanted) == wanted


def until(page: Page, condition: str, arg: object = None) -> None:
    """Wait until a condition in JavaScript holds; a page's policy forbids it to evaluate one again and again by itself."""
    assert once(page, lambda page: page.evaluate(condition, arg), bool), f"never: {condition}"


def wait_for_picture(page: Page) -> None:
    """Until the graph is on the canvas."""
    until(page, "document.documentElement.dataset.drawn")


def visit(page: Page, address: str) -> None:
    """Open a page, and wait until its scripts have brought all that they bring by themselves."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Until nothing on a page is on its way any more."""
    until(page, _SETTLED)


def let_pass(page: Page) -> None:
    """Let a page do what it has begun, where the test is that nothing comes of it: as long as a picture takes to fail."""
    page.evaluate(
        """() => new Promise((done) => {
          const picture = new Image();
          picture.onerror = () => requestAnimationFrame(() => setTimeout(done, 0));
          picture.src = "data:image/png;base64,nothing";
        })"""
    )
