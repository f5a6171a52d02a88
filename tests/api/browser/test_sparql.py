"""Asking in SPARQL in a browser: suggestions by keyboard, colours letter upon letter, prefixes, recent queries, no script."""

import re
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.api.browser.conftest import Watched
from tests.api.browser.looking import settle, until, visit
from tests.api.browser.test_accessible import _OPTIONS

pytestmark = pytest.mark.browser

_MISSPELT = "PREFIX a: <b:c>\nSELECT ?x WHERE {\n"
_ANSWERS = (
    "/sparql?example=picture-of-sector",
    "/sparql?example=speakers",
    "/sparql?query=SELECT+%3Fx+WHERE+%7B",
    "/sparql?query=ASK%7B%7D",
)
_COUNT = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Utterance }"


def _open(page: Page, path: str = "/sparql") -> None:
    visit(page, path)


def _write(page: Page, text: str) -> None:
    field = page.get_by_label("Query", exact=True)
    field.fill("")
    field.press_sequentially(text)


def test_suggestions_are_chosen_by_keyboard(watched: Watched) -> None:
    page = watched.page
    _open(page)
    field, options = page.get_by_label("Query", exact=True), page.get_by_role("option")
    _write(page, "SELECT ?claim WHERE { ?claim a kg:Utt")
    expect(options.first).to_contain_text("kg:Utterance")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_value("SELECT ?claim WHERE { ?claim a kg:Utterance")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.type(" ; ?c")
    expect(options.filter(has_text="?claim")).to_be_visible()
    page.keyboard.press("Tab")
    expect(field).to_have_value("SELECT ?claim WHERE { ?claim a kg:Utterance ; ?claim")
    expect(field).to_be_focused()


def test_classes_come_first_where_one_is_wanted_and_else_properties(watched: Watched) -> None:
    page = watched.page
    _open(page)
    first = page.get_by_role("option").first
    _write(page, "?x a kg:")
    expect(first).to_contain_text("class")
    _write(page, "?x kg:")
    expect(first).to_contain_text("property")
    _write(page, "PREFIX sch")
    expect(first).to_contain_text("schema: <https://schema.org/>")
    _write(page, "# kg:")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_suggestions_come_when_asked_and_go_by_escape(watched: Watched) -> None:
    page = watched.page
    _open(page)
    field = page.get_by_label("Query", exact=True)
    _write(page, "SEL")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Control+Space")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-0")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("SELECT")
    page.keyboard.type(' "kg:Utt')
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_list_of_suggestions_is_accessible(watched: Watched) -> None:
    page = watched.page
    _open(page)
    _write(page, "?claim schema:")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    found = Axe().run(page, options=_OPTIONS)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", _ANSWERS)
def test_answers_and_troubles_are_accessible(watched: Watched, path: str) -> None:
    watched.expect("status of 400")
    visit(watched.page, path)
    found = Axe().run(watched.page, options=_OPTIONS)
    assert found.violations_count == 0, found.generate_report()
    for width in (1280, 320):
        watched.page.set_viewport_size({"width": width, "height": 800})
        until(watched.page, "width => document.documentElement.scrollWidth <= width", width)


def test_colours_lie_letter_upon_letter(watched: Watched) -> None:
    page = watched.page
    _open(page, "/sparql?example=claims")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        same = """() => {
          const field = document.getElementById("query"), layer = document.querySelector(".colours");
          const heights = [field.scrollHeight, layer.scrollHeight].map(Math.round);
          const fonts = [field, layer].map((one) => getComputedStyle(one).font + getComputedStyle(one).lineHeight);
          return Math.abs(heights[0] - heights[1]) <= 24 && fonts[0] === fonts[1] && layer.textContent === field.value + "\\n";
        }"""
        until(page, same)


def test_lacking_prefixes_are_put_in_by_button_and_undone(watched: Watched) -> None:
    page = watched.page
    _open(page)
    _write(page, _COUNT)
    page.get_by_role("button", name="Add prefix kg:").click()
    expect(page.get_by_label("Query", exact=True)).to_have_value(
        re.compile(r"^PREFIX kg: <https://onrecord\.example/ontology#>\n")
    )
    expect(page.get_by_role("button", name="Add prefix")).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Query", exact=True)).to_have_value(_COUNT)


def test_a_query_runs_by_key_and_is_remembered_until_forgotten(watched: Watched) -> None:
    page = watched.page
    _open(page)
    _write(page, _COUNT)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("cell", name="9")).to_be_visible()
    settle(page)
    _open(page)
    page.get_by_role("link", name="COUNT(?c)").click()
    expect(page.get_by_role("cell", name="9")).to_be_visible()
    page.get_by_role("button", name="Clear them").click()
    expect(page.get_by_role("heading", name="Your recent queries")).to_be_hidden()
    page.reload()
    page.evaluate("localStorage.clear()")


def test_the_place_of_an_error_is_marked_and_holds_the_caret(watched: Watched) -> None:
    page = watched.page
    watched.expect("status of 400")
    page.goto(f"/sparql?query={quote(_MISSPELT + '  ?x a nowhere:Thing }')}")
    expect(page.get_by_role("alert")).to_contain_text("Line 3")
    expect(page.get_by_label("Query", exact=True)).to_be_focused()
    until(page, "least => document.getElementById('query').selectionStart > least", len(_MISSPELT))


def test_everything_works_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sparql")
    page.get_by_label("Query", exact=True).fill(_COUNT)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("cell", name="9")).to_be_visible()
    expect(page.get_by_text("Put before your query")).to_be_visible()
    page.get_by_role("link", name="A sector and who speaks of it").click()
    expect(page.get_by_role("link", name="steel").first).to_be_visible()
    page.get_by_role("navigation", name="Views of the result").get_by_role("link", name="Table").click()
    expect(page.get_by_role("columnheader", name="predicate")).to_be_visible()
    expect(page.get_by_role("button", name="Add prefix")).to_be_hidden()
    context.close()
