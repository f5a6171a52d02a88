"""Pages fit their readers: narrow windows, large text, wide spacing, no motion, colours of one's own."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.api.browser.conftest import Watched
from tests.api.browser.looking import faults, look, once, visit
from tests.api.test_pages import HTML, PAGES

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
def test_a_page_adapts_to_its_reader(watched: Watched, path: str) -> None:
    """Nothing is cut off or needs scrolling sideways or dragging, nothing moves unasked, nothing is told by colour alone."""
    page = watched.page
    visit(page, path)
    found = {"dragged": faults(page, "dragged")}
    for name, width, text in WAYS:
        page.set_viewport_size({"width": width, "height": 800})
        look(page, "setText", **text)
        found[name] = once(page, lambda page: faults(page, "cutOff"), lambda told: not told)
    page.emulate_media(reduced_motion="reduce")
    found["in motion"] = once(page, lambda page: faults(page, "moving"), lambda told: not told)
    page.emulate_media(forced_colors="active")
    found["by colour alone"] = faults(page, "unmarked")
    assert {name: told for name, told in found.items() if told} == {}


def test_every_page_tells_its_language_and_has_a_title_of_its_own(client: httpx.Client) -> None:
    titles: dict[str, str] = {}
    for path in PAGES:
        page = client.get(path, headers=HTML).text
        assert '<html lang="en">' in page
        found = re.search(r"<title>(.*?) · Onrecord</title>", page, re.S)
        assert found is not None, path
        assert titles.setdefault(found[1], path).partition("?")[0] == path.partition("?")[0], (path, titles[found[1]])


def test_on_paper_a_claim_keeps_its_words_and_loses_what_only_a_screen_can_do(watched: Watched) -> None:
    page = watched.page
    page.goto("/claims?q=blink")
    page.emulate_media(media="print")
    card = page.locator(".claim").first
    expect(card.locator(".context")).to_be_visible()
    expect(card.locator(".source")).to_contain_text("Northern Ledger")
    for gone in ("navigation", "searchbox", "button"):
        expect(page.get_by_role(gone).locator("visible=true")).to_have_count(0)
