"""What only a browser can tell: passages light up, nothing is blocked or fetched from elsewhere."""

import pytest
from playwright.sync_api import Browser, expect

from tests.api.browser.conftest import Watched
from tests.api.test_pages import DOCUMENT

pytestmark = pytest.mark.browser


def test_a_deep_link_shows_and_marks_its_passage(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{DOCUMENT}#char=690,740")
    target = page.locator("mark:target")
    expect(target).to_be_in_viewport()
    expect(target).to_have_text("Marchand had called the talks “bruised but alive.”")


def test_passages_can_be_walked_by_keyboard(watched: Watched) -> None:
    page = watched.page
    page.goto(DOCUMENT)
    page.keyboard.press("n")
    first = page.locator("mark:target")
    expect(first).to_have_count(1)
    expect(page.locator("#walked")).to_contain_text("Fact 1 of")
    anchor = first.get_attribute("id")
    page.keyboard.press("n")
    expect(page.locator("mark:target")).not_to_have_attribute("id", anchor or "")
    page.keyboard.press("p")
    expect(page.locator("mark:target")).to_have_attribute("id", anchor or "")


def test_the_interface_is_found_by_its_list_of_addresses(watched: Watched) -> None:
    page = watched.page
    page.goto("/docs")
    page.get_by_role("link", name="GET /claims", exact=True).click()
    operation = page.locator(".operation:target")
    expect(operation).to_be_in_viewport()
    expect(operation.get_by_role("row").filter(has_text="label, slug or IRI of a sector")).to_be_visible()
    operation.get_by_role("link", name="422").click()
    expect(page.locator("tr:target")).to_contain_text("A parameter is unknown or malformed")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(watched: Watched) -> None:
    page = watched.page
    page.goto("/downloads")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_everything_reads_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/graph")
    expect(page.get_by_role("row").filter(has_text="steel").first).to_be_visible()
    page.goto(f"{DOCUMENT}#char=690,740")
    expect(page.locator("mark:target")).to_be_visible()
    context.close()
