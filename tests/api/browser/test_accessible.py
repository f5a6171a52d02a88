"""WCAG 2.2 AA as far as a program can tell: axe-core finds nothing on any page, in both colour schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.api.browser.conftest import Watched
from tests.api.browser.looking import visit
from tests.api.test_pages import PAGES

pytestmark = pytest.mark.browser

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"resultTypes": ["violations"], "runOnly": _TAGS}
_COLOURS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

MISSING = ("/nothing", "/person/nobody", "/graph?focus=qqqq")
"""Pages that tell of an error."""


def violations(watched: Watched) -> str:
    """What axe-core finds: everything in the light, and once more in the dark what depends on colours."""
    axe = Axe()
    watched.page.emulate_media(color_scheme="light")
    light = axe.run(watched.page, options=_OPTIONS)
    watched.page.emulate_media(color_scheme="dark")
    dark = axe.run(watched.page, options=_COLOURS)
    return "".join(found.generate_report() for found in (light, dark) if found.violations_count)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(watched: Watched, path: str) -> None:
    visit(watched.page, path)
    assert violations(watched) == ""


@pytest.mark.parametrize("path", MISSING)
def test_axe_finds_nothing_where_nothing_is(watched: Watched, path: str) -> None:
    watched.expect("status of 404")
    visit(watched.page, path)
    assert violations(watched) == ""
