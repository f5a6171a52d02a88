"""Pages fit their readers: narrow windows, large text, wide spacing, no motion, colours of one's own."""

import pytest

from tests.api.browser.conftest import Watched
from tests.api.browser.looking import faults, look
from tests.api.test_pages import PAGES

pytestmark = pytest.mark.browser

WAYS: tuple[tuple[str, int, dict[str, object]], ...] = (
    ("1280 wide", 1280, {}),
    ("390 wide", 390, {}),
    ("320 wide", 320, {}),
    ("1280 wide at 200 %", 640, {}),
    ("text at 200 %", 1280, {"size": 200}),
    ("text spaced", 1280, {"spaced": True}),
    ("text spaced, 320 wide", 320, {"spaced": True}),
)
"""How a page is looked at: the window's width in CSS pixels, and what a reader's style does to text."""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_or_needs_scrolling_sideways(watched: Watched, path: str) -> None:
    page = watched.page
    page.goto(path)
    found = {}
    for name, width, text in WAYS:
        page.set_viewport_size({"width": width, "height": 800})
        look(page, "setText", **text)
        found[name] = faults(page, "cutOff")
    assert {name: told for name, told in found.items() if told} == {}


def test_nothing_moves_where_readers_want_no_motion(watched: Watched) -> None:
    watched.page.emulate_media(reduced_motion="reduce")
    for path in PAGES:
        watched.page.goto(path)
        assert faults(watched.page, "moving") == [], path


def test_colours_are_not_needed_to_tell_things_apart(watched: Watched) -> None:
    watched.page.emulate_media(forced_colors="active")
    for path in PAGES:
        watched.page.goto(path)
        assert faults(watched.page, "unmarked") == [], path


def test_every_page_tells_its_language_and_has_a_title_of_its_own(watched: Watched) -> None:
    titles: dict[str, str] = {}
    for path in PAGES:
        watched.page.goto(path)
        title = watched.page.title()
        assert watched.page.locator("html").get_attribute("lang") == "en"
        assert title.endswith(" · Onrecord")
        assert title not in titles or path.partition("?")[0] == titles[title].partition("?")[0], (path, titles[title])
        titles[title] = path
