"""Journeys through the graph explorer in a real browser: by mouse, by keyboard, by address, and without JavaScript."""

import json
import re
import xml.etree.ElementTree as ET
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.browser.conftest import Watched

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
_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"

Places = dict[str, tuple[int, int]]


def until(page: Page, condition: str, arg: object = None) -> None:
    """Wait until a condition holds; the page's policy forbids it to evaluate one again and again by itself."""
    for _ in range(200):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {condition}")


def visit(page: Page, address: str) -> None:
    page.goto(address)
    until(page, "document.documentElement.dataset.drawn")


def places(page: Page) -> Places:
    """Where the nodes of the picture lie, by key."""
    found = json.loads(page.evaluate("JSON.stringify(explorer.drawn().places)"))
    return {key: (round(place["x"]), round(place["y"])) for key, place in found.items()}


def lines(page: Page) -> set[str]:
    return set(cast("list[str]", page.evaluate("explorer.drawn().lines")))


def listed(page: Page) -> list[str]:
    """The keys of the nodes that the list shows."""
    return [key or "" for link in page.locator("#nodes a:visible").all() for key in [link.get_attribute("data-key")]]


def node(page: Page, key: str) -> None:
    """Choose a node of the list."""
    page.locator(f"#nodes a[data-key='{key}']").click()
    expect(page.locator("#details")).to_have_attribute("aria-busy", "false")


def deed(page: Page, name: str) -> None:
    page.locator(f"#details [data-do={name}]").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_graph_is_drawn_and_the_list_holds_the_same(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph")
    assert page.evaluate(_PAINTED) > 20, "the canvas is blank"
    assert len(places(page)) >= 10
    assert sorted(listed(page)) == sorted(places(page))
    expect(page.get_by_role("row").filter(has_text="Élise Marchand").first).to_be_visible()
    expect(page.locator("#summary")).to_contain_text(f"{len(places(page))} nodes and {len(lines(page))} lines")


def test_a_node_tells_its_facts_with_a_way_to_their_words(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph?focus=steel")
    node(page, "sector/steel")
    details = page.locator("#details")
    expect(details.get_by_role("heading").first).to_have_text("steel")
    expect(details.get_by_role("link", name="Its page")).to_have_attribute("href", "/sector/steel")
    words = details.locator("blockquote").first.inner_text()
    details.locator(".facts a").first.click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    assert words.split(" … ")[0][:20] in page.locator(".source-text").inner_text()


def test_a_click_on_the_picture_chooses_a_node_and_on_nothing_lets_go(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph")
    at = page.evaluate(
        """() => { const [key, place] = Object.entries(explorer.drawn().places)[0]; return [key, place.x, place.y]; }"""
    )
    key = at[0]
    node(page, key)  # the picture comes to the node: it is in the middle then
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_contain_text("Choose a node or a line")
    page.wait_for_timeout(400)
    box = page.locator("#network canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, "explorer.state().show.length === 1")
    assert page.evaluate("explorer.state().show[0]") == key


def test_expanding_adds_neighbours_beside_and_moves_nothing_and_collapsing_undoes_it(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph?limit=4")
    before = places(page)
    node(page, "country/US")
    deed(page, "open")
    until(page, "before => Object.keys(explorer.drawn().places).length > before", len(before))
    after = places(page)
    assert {key: after[key] for key in before} == before
    assert sorted(listed(page)) == sorted(after)
    expect(page.locator("#details [data-do=shut]")).to_be_visible()
    deed(page, "shut")
    until(page, "before => Object.keys(explorer.drawn().places).length === before", len(before))
    assert places(page) == before
    expect(page.locator("#details [data-do=reopen]")).to_be_visible()
    deed(page, "reopen")
    until(page, "after => Object.keys(explorer.drawn().places).length === after", len(after))
    assert places(page) == after


def test_hiding_can_be_undone_and_redone(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph")
    before, drawn = places(page), lines(page)
    node(page, "country/CA")
    deed(page, "hide")
    expect(page.locator("#nodes a[data-key='country/CA']")).to_have_count(0)
    assert places(page).keys() == before.keys() - {"country/CA"}
    assert all("country/CA" not in line.split(" ")[:2] for line in lines(page))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#nodes a[data-key='country/CA']")).to_have_count(1)
    assert (places(page), lines(page)) == (before, drawn)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.keyboard.press("Control+y")
    expect(page.locator("#nodes a[data-key='country/CA']")).to_have_count(0)
    page.get_by_role("link", name="Show the 1 hidden node").click()
    expect(page.locator("#nodes a[data-key='country/CA']")).to_have_count(1)


def test_the_legend_hides_kinds_of_node_and_of_link(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph")
    before, drawn = places(page), lines(page)
    people = page.get_by_role("button", name="people")
    people.click()
    expect(people).to_have_attribute("aria-pressed", "false")
    assert places(page).keys() == {key for key in before if not key.startswith("person/")}
    people.press("Enter")
    assert places(page) == before
    said = page.get_by_role("button", name=re.compile("^said [0-9]"))
    said.press("Space")
    expect(said).to_have_attribute("aria-pressed", "false")
    assert lines(page) == {line for line in drawn if not line.endswith(" 0")}
    page.get_by_text("What links say").click()
    page.get_by_role("button", name=re.compile("^imposes [0-9]")).click()
    assert parse_qs(urlsplit(page.url).query)["no_link"] == ["claim", "imposes"]


def test_a_way_between_two_is_shown_and_told(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph?limit=2")
    page.locator("#path [name=origin]").fill("JR Okafor")
    page.locator("#path [name=target]").fill("all goods")
    page.get_by_role("button", name="Show the path").click()
    said = page.locator("#path-said")
    expect(said).to_contain_text("2 links: JR Okafor – Guild of Ontario Steelmakers – all goods")
    keys = places(page)
    assert "sector/all-goods" in keys
    assert any(key.startswith("person/jr-okafor") for key in keys)
    page.locator("#path [name=target]").fill("no such thing at all")
    page.get_by_role("button", name="Show the path").click()
    expect(said).to_contain_text("the graph knows no")
    page.locator("#path [name=target]").fill("copper")
    page.get_by_role("button", name="Show the path").click()
    expect(said).to_contain_text("No way of at most 6 links")
    watched.complaints.clear()  # the browser notes the refusal itself


def test_the_list_is_gone_through_and_worked_by_keyboard_alone(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph?limit=6")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("united states")
    assert "country/US" in listed(page)
    assert "sector/steel" not in listed(page)
    page.keyboard.press("Enter")
    expect(page.locator("#nodes a[data-key='country/US']")).to_be_focused()
    expect(page.locator("#details-title")).to_have_text("United States")
    page.locator("#find").fill("")
    page.locator("#nodes a[data-key='country/US']").focus()
    before = len(places(page))
    page.keyboard.press("e")
    until(page, "before => Object.keys(explorer.drawn().places).length > before", before)
    expect(page.locator("#nodes a[data-key='country/US']")).to_be_focused()
    page.keyboard.press("Home")
    first = listed(page)[0]
    expect(page.locator(f"#nodes a[data-key='{first}']")).to_be_focused()
    page.keyboard.press("ArrowDown")
    second = listed(page)[1]
    expect(page.locator(f"#nodes a[data-key='{second}']")).to_be_focused()
    page.keyboard.press("h")
    expect(page.locator(f"#nodes a[data-key='{second}']")).to_have_count(0)
    expect(page.locator("#nodes a:focus")).to_have_count(1)
    page.keyboard.press("p")
    until(page, "Object.keys(explorer.state().pin).length === 1")
    pinned = cast("str", page.evaluate("Object.keys(explorer.state().pin)[0]"))
    lay = places(page)[pinned]
    page.keyboard.press("Shift+ArrowRight")
    until(page, "([key, x]) => explorer.state().pin[key][0] === x", [pinned, lay[0] + 20])
    assert places(page)[pinned] == (lay[0] + 20, lay[1])
    page.keyboard.press("Control+z")
    assert places(page)[pinned] == lay


def test_only_one_stop_of_the_tab_key_is_in_the_list(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph")
    assert len(listed(page)) > 5
    expect(page.locator("#nodes a[tabindex='0']")).to_have_count(1)


def test_a_link_to_a_view_brings_the_same_nodes_to_the_same_places(watched: Watched, browser: Browser) -> None:
    page = watched.page
    visit(page, "/graph?limit=5")
    node(page, "country/US")
    deed(page, "open")
    until(page, "Object.keys(explorer.drawn().places).length > 5")
    node(page, "country/CA")
    deed(page, "hide")
    page.get_by_role("button", name=re.compile("^organisations")).click()
    node(page, "country/US")
    deed(page, "pin")
    page.locator("#nodes a[data-key='country/US']").focus()
    page.keyboard.press("Shift+ArrowUp")
    link = page.get_by_role("link", name="A link to this view").get_attribute("href") or ""
    other = browser.new_context(base_url=watched.server).new_page()
    visit(other, link)
    assert places(other) == places(page)
    assert lines(other) == lines(page)
    assert listed(other) == listed(page)
    other.context.close()


def test_what_is_exported_is_what_is_shown(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph?limit=12")
    node(page, "country/CA")
    deed(page, "hide")
    page.get_by_role("button", name=re.compile("^holds a post")).click()
    shown, drawn = places(page), lines(page)
    exports = {link.inner_text(): link.get_attribute("href") or "" for link in page.locator("#exports a").all()}
    graph = ET.fromstring(page.request.get(exports["GraphML"]).text())  # of our own server
    names = {key.get("id"): key.get("attr.name") for key in graph.iter(f"{_GRAPHML}key")}
    found: Places = {}
    for one in graph.iter(f"{_GRAPHML}node"):
        values = {names[value.get("key")]: value.text or "" for value in one.iter(f"{_GRAPHML}data")}
        found[(one.get("id") or "").removeprefix("https://onrecord.example/")] = (int(values["x"]), int(values["y"]))
    assert found == shown
    ends = {(edge.get("source"), edge.get("target")) for edge in graph.iter(f"{_GRAPHML}edge")}
    assert len(ends) == len({tuple(line.split(" ")[:2]) for line in drawn})
    picture = page.request.get(exports["SVG picture"]).text()
    assert all(f"translate({x} {y})" in picture for x, y in shown.values())
    assert picture.count('<g transform="translate(') >= len(shown)
    assert "Canada</tspan>" not in picture
    turtle = page.request.get(exports["Turtle, with evidence"]).text()
    assert "org:member" not in turtle
    with page.expect_download() as saved:
        page.get_by_role("button", name="PNG picture").click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_an_exported_file_draws_the_same_places_by_itself(watched: Watched, browser: Browser) -> None:
    page = watched.page
    visit(page, "/graph?limit=12")
    href = page.get_by_role("link", name="HTML file, works offline").get_attribute("href") or ""
    content = page.request.get(href).text()
    data = json.loads(re.findall(r'<script type="application/json" id="data">(.*?)</script>', content, re.S)[0])
    assert sorted((one["x"], one["y"]) for one in data["nodes"]) == sorted(places(page).values())
    alone = browser.new_context(offline=True).new_page()
    alone.set_content(content)
    until(alone, "document.documentElement.dataset.drawn")
    assert alone.evaluate("document.documentElement.dataset.drawn") == str(len(places(page)))
    alone.context.close()


def test_a_slow_or_failing_server_leaves_the_view_as_it_was(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph?limit=4")
    before = places(page)
    page.route("**/graph/view?**", lambda route: route.abort())
    node(page, "country/US")
    deed(page, "open")
    expect(page.locator("#summary")).to_contain_text("does not answer")
    assert places(page) == before
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    watched.complaints.clear()  # the browser notes the failure itself


@pytest.fixture
def plain(browser: Browser, server: str) -> Page:
    """A page that runs no scripts."""
    return browser.new_context(base_url=server, java_script_enabled=False).new_page()


def test_without_scripts_a_view_is_explored_by_its_links(plain: Page) -> None:
    plain.goto("/graph?limit=4")
    expect(plain.locator(".graph-frame img")).to_be_visible()
    assert plain.locator(".graph-frame img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    assert len(listed(plain)) == 4
    plain.locator("#nodes a", has_text="United States").first.click()
    details = plain.locator("#details")
    expect(details.locator("#details-title")).to_have_text("United States")
    expect(details.locator("blockquote").first).to_be_visible()
    details.get_by_role("link", name="Expand").click()
    more = len(listed(plain))
    assert more > 4
    plain.locator("#details").get_by_role("link", name="Collapse").click()
    assert len(listed(plain)) == 4
    plain.locator("#details").get_by_role("link", name="Expand again").click()
    assert len(listed(plain)) == more
    plain.locator("#details").get_by_role("link", name="Hide").click()
    assert len(listed(plain)) == more - 1
    plain.get_by_role("link", name="Show the 1 hidden node").click()
    assert len(listed(plain)) == more
    plain.get_by_role("link", name=re.compile("^countries")).click()
    assert len(listed(plain)) < more
    expect(plain.get_by_role("link", name=re.compile("^countries .* hidden"))).to_be_visible()


def test_without_scripts_a_way_is_found_by_a_form(plain: Page) -> None:
    plain.goto("/graph?limit=2")
    plain.locator("#path [name=origin]").fill("JR Okafor")
    plain.locator("#path [name=target]").fill("all goods")
    plain.get_by_role("button", name="Show the path").click()
    assert "sector/all-goods" in listed(plain)
    assert any(key.startswith("person/jr-okafor") for key in listed(plain))
    assert "step=path" in plain.url
