"""Reading in a browser: from fact to fact by button and key, passages that overlap, links to any characters, lines of time."""

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.facts import Naming
from tests.api.browser.conftest import Watched
from tests.api.browser.looking import becomes, once
from tests.api.test_pages import DOCUMENT
from tests.kg.facts_for_tests import TEXT, example_facts

pytestmark = pytest.mark.browser

FACTS = sum(not isinstance(fact, Naming) for fact in example_facts())
_LIT = "() => [...document.querySelectorAll('.pointed, .support')].map((mark) => mark.textContent).join('|')"


def _expect_shown_facts(page: Page, count: int) -> None:
    expect(page.locator("li[aria-current]")).to_have_count(count)


def test_buttons_lead_from_fact_to_fact_and_say_where(watched: Watched) -> None:
    page = watched.page
    page.goto(DOCUMENT)
    page.get_by_role("button", name="Next fact").click()
    expect(page.locator("#walked")).to_have_text(f"Fact 1 of {FACTS}")
    first = page.locator("mark:target").get_attribute("id")
    page.get_by_role("button", name="Next fact").click()
    expect(page.locator("#walked")).to_have_text(f"Fact 2 of {FACTS}")
    page.get_by_role("button", name="Previous fact").click()
    expect(page.locator("#walked")).to_have_text(f"Fact 1 of {FACTS}")
    expect(page.locator("mark:target")).to_have_attribute("id", first or "")
    _expect_shown_facts(page, 1)


def test_keys_can_be_switched_off_for_good(watched: Watched) -> None:
    page = watched.page
    page.goto(DOCUMENT)
    page.keyboard.press("j")
    expect(page.locator("#walked")).to_have_text(f"Fact 1 of {FACTS}")
    page.keyboard.press("Escape")
    _expect_shown_facts(page, 0)
    page.get_by_label("Keys n and p").uncheck()
    page.keyboard.press("n")
    _expect_shown_facts(page, 0)
    page.reload()
    expect(page.get_by_label("Keys n and p")).not_to_be_checked()


def test_a_fact_lights_up_all_its_passages_and_marked_words_lead_to_their_fact(watched: Watched) -> None:
    page = watched.page
    page.goto(DOCUMENT)
    page.locator("aside .facts a.words", has_text="bruised but alive").first.click()
    lit = str(once(page, lambda page: page.evaluate(_LIT), bool))
    assert "Marchand had called the talks “bruised but alive.”" in lit
    assert "Canadian officials" in lit
    page.locator("mark", has_text="goods that comply with CUSMA").first.click()
    expect(page.locator("li[aria-current]")).to_contain_text("U.S. tariff on Canadian steel")


def test_a_link_to_any_characters_shows_them_though_they_are_no_passage(watched: Watched) -> None:
    page = watched.page
    start = TEXT.index("by 2026")
    page.goto(f"{DOCUMENT}#char={start},{start + 7}")
    asked = "() => [...(CSS.highlights.get('asked') ?? [])].map((range) => range.toString())"
    becomes(page, lambda page: page.evaluate(asked), [TEXT[start : start + 7]])


def test_facts_are_read_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(DOCUMENT)
    expect(page.get_by_role("button", name="Next fact")).to_be_hidden()
    page.get_by_role("link", name="reports of measures").click()
    page.locator("aside a.words", has_text="raised 25% → 35%").click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.goto("/compare")
    page.get_by_role("checkbox", name="Élise Marchand").check()
    page.get_by_role("checkbox", name="Tom Reyes").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Élise Marchand and Tom Reyes")
    expect(page.get_by_role("columnheader", name="Tom Reyes")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_of_time_are_drawn_inside_their_cells(watched: Watched) -> None:
    page = watched.page
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("/tariffs", "/person/elise-marchand-ad13.ca", "/compare?speakers=Tom+Reyes"):
            page.goto(path)
            lane = page.locator("svg.lane").first
            expect(lane).to_be_visible()
            box, mark = lane.bounding_box(), lane.locator("path.mark").first.bounding_box()
            assert box is not None
            assert mark is not None
            assert box["x"] <= mark["x"] <= mark["x"] + mark["width"] <= box["x"] + box["width"] + 1, path
