"""Everything can be reached and left by keyboard, in reading order, and always shows where one is."""

from typing import Literal

import pytest

from tests.api.browser.conftest import Watched
from tests.api.browser.looking import faults, look, visit
from tests.api.test_pages import PAGES

pytestmark = pytest.mark.browser


def walk(watched: Watched, path: str) -> list[str]:
    """What is wrong with the way that Tab takes through a page."""
    watched.page.emulate_media(reduced_motion="reduce")
    visit(watched.page, path)
    stops = look(watched.page, "beginWalk")
    assert isinstance(stops, int)
    for _ in range(stops + 5):  # browsers add stops at tables that scroll
        watched.page.keyboard.press("Tab")
    return faults(watched.page, "endWalk")


@pytest.mark.parametrize("path", PAGES)
def test_tab_reaches_everything_in_reading_order_and_shows_where_it_is(watched: Watched, path: str) -> None:
    assert walk(watched, path) == []


@pytest.mark.parametrize("scheme", ["dark"])
@pytest.mark.parametrize("path", ["/", "/claims"])
def test_focus_shows_in_the_dark(watched: Watched, path: str, scheme: Literal["dark"]) -> None:
    assert walk(watched, path) == []
