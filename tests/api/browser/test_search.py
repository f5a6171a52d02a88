"""The search in a browser: from a question to its words, by chips and facets, with and without scripts."""

import pytest
from playwright.sync_api import Browser, expect

from tests.api.browser.conftest import Watched
from tests.api.browser.looking import until

pytestmark = pytest.mark.browser


def test_a_question_leads_to_its_words(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("who said what about steel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Filters in use").get_by_role("link")).to_have_count(1)
    card = page.locator("li.claim").first
    expect(card).to_contain_text("Ottawa would answer")
    card.get_by_role("link", name="Show in document").click()
    expect(page.locator("mark:target")).to_contain_text("Ottawa would answer")


def test_chips_and_facets_add_and_remove(watched: Watched) -> None:
    page = watched.page
    page.goto("/ask?q=who+said+what+about+steel")
    before = page.locator("li.claim").count()
    page.get_by_role("link", name="sector steel").click()
    page.wait_for_url("**/claims")
    assert page.locator("li.claim").count() > before
    facets = page.get_by_role("complementary", name="Narrow down")
    facets.get_by_role("link", name="Élise Marchand").click()
    expect(page.get_by_role("list", name="Filters in use")).to_contain_text("Élise Marchand")
    facets.get_by_role("link", name="remove Élise Marchand").click()
    expect(page.get_by_role("list", name="Filters in use")).to_have_count(0)


def test_a_citation_is_copied(watched: Watched) -> None:
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/claims?sector=steel")
    page.get_by_text("Cite", exact=True).click()
    page.get_by_role("button", name="Copy the citation, Markdown").click()
    expect(page.get_by_role("status")).to_have_text("The citation is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".citation pre").nth(1).text_content()
    assert "Élise Marchand" in copied


def test_the_data_in_a_page_are_there_and_not_run(watched: Watched) -> None:
    page = watched.page
    page.goto("/claims")
    found = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@graph'].length"
    )
    assert found == page.locator("li.claim").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_search_fits_its_window(watched: Watched) -> None:
    page = watched.page
    for path in ("/claims?group=speaker", "/ask?q=steel+quotas+weather", "/ask?q=xylophone", "/claims?from=2031"):
        page.goto(path)
        for details in page.locator("main details").all():
            details.evaluate("one => { one.open = true; }")
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            until(page, "width => document.documentElement.scrollWidth <= width", width)


def test_everything_of_the_search_works_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/claims")
    page.get_by_text("Filter by speaker, sector").click()
    page.get_by_label("Words anywhere").fill("steel")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("li.claim blockquote mark").first).to_have_text("steel")
    page.get_by_role("link", name="Best match first").click()
    page.get_by_text("Cite", exact=True).first.click()
    expect(page.locator(".citation pre").first).to_contain_text("In: “")
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    context.close()
