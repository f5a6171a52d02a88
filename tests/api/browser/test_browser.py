"""What only a browser can tell: pictures are drawn, passages light up, nothing is blocked or fetched from elsewhere."""

import pytest
from playwright.sync_api import Browser, expect

from tests.api.browser.conftest import Watched
from tests.api.test_pages import DOCUMENT, PAGES

pytestmark = pytest.mark.browser

_PAINTED = """() => {
  const canvas = document.querySelector("#network canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3]) colours.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
  }
  return colours.size;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_graph_is_drawn_with_its_nodes(watched: Watched) -> None:
    page = watched.page
    page.goto("/graph")
    page.wait_for_function("document.documentElement.dataset.drawn")
    assert int(page.evaluate("document.documentElement.dataset.drawn")) >= 10
    assert page.evaluate(_PAINTED) > 20, "the canvas is blank"
    expect(page.get_by_role("row").filter(has_text="Élise Marchand").first).to_be_visible()


def test_a_node_tells_its_links(watched: Watched) -> None:
    page = watched.page
    page.goto("/graph?focus=steel")
    page.wait_for_function("document.documentElement.dataset.drawn")
    page.evaluate("network.emit('select', { nodes: [data.things.findIndex((t) => t.label === 'steel')], edges: [] })")
    details = page.locator("#details")
    expect(details.get_by_role("heading")).to_have_text("steel")
    expect(details.get_by_role("link", name="Its page")).to_have_attribute("href", "/sector/steel")
    page.keyboard.press("Escape")
    expect(details).to_be_hidden()


def test_kinds_of_node_can_be_hidden(watched: Watched) -> None:
    page = watched.page
    page.goto("/graph")
    page.wait_for_function("document.documentElement.dataset.drawn")
    button = page.get_by_role("button", name="people")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("nodes.get().filter((n) => n.group === 'person').every((n) => n.hidden)")


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
    anchor = first.get_attribute("id")
    page.keyboard.press("n")
    expect(page.locator("mark:target")).not_to_have_attribute("id", anchor or "")
    page.keyboard.press("p")
    expect(page.locator("mark:target")).to_have_attribute("id", anchor or "")


def test_the_interface_form_starts_under_the_policy(watched: Watched) -> None:
    page = watched.page
    page.goto("/docs")
    page.locator(".opblock-summary-path", has_text="/healthz").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table .response-col_status").last).to_contain_text("200")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_complains_or_is_wider_than_its_window(watched: Watched) -> None:
    page = watched.page
    for path in PAGES:
        page.goto(path)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


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
