"""WCAG 2.2 AA as far as a program can tell: axe-core finds nothing on any page, in both colour schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.api.browser.conftest import Watched
from tests.api.test_pages import PAGES

pytestmark = pytest.mark.browser

_OPTIONS = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(watched: Watched, path: str) -> None:
    watched.page.goto(path)
    found = Axe().run(watched.page, options=_OPTIONS)
    assert found.violations_count == 0, found.generate_report()
