"""Asks a page the questions of checks.js."""

from pathlib import Path

from playwright.sync_api import Page

_CHECKS = Path(__file__).with_name("checks.js").read_text("utf-8")


def look(page: Page, question: str, **given: object) -> object:
    """The answer of one function of checks.js, as plain values."""
    return page.evaluate(f"(given) => {{ {_CHECKS}\nreturn {question}(given); }}", given)


def faults(page: Page, question: str) -> list[str]:
    """The answer of a function that lists what is wrong."""
    found = look(page, question)
    assert isinstance(found, list)
    return [str(one) for one in found]


def wait_for_picture(page: Page) -> None:
    """Until the graph is on the canvas."""
    page.wait_for_function("() => document.documentElement.dataset.drawn")
