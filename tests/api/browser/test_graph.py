"""Journeys through the graph explorer in a real browser: by mouse, by keyboard, by address, and without JavaScript."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.browser.conftest import Watched
from tests.api.browser.looking import becomes, once, until, visit, wait_for_picture

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


def places(page: Page) -> Places:
    """Where the nodes of the picture lie, by key."""
    found = json.loads(page.evaluate("JSON.stringify(explorer.drawn().places)"))
    return {key: (round(place["x"]), round(place["y"])) for key, place in found.items()}


def keys(page: Page) -> set[str]:
    """Which nodes the picture shows."""
    return set(places(page))


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
    until(page, f"({_PAINTED})() > 20")
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
    expect(page.locator(".source-text")).to_contain_text(words.split(" … ")[0][:20])


def test_a_click_on_the_picture_chooses_a_node_and_on_nothing_lets_go(watched: Watched) -> None:
    page = watched.page
    page.emulate_media(reduced_motion="reduce")
    visit(page, "/graph")
    key = next(iter(places(page)))
    node(page, key)  # the picture comes to the node, at once: it is in the middle then
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_contain_text("Choose a node or a line")
    box = page.locator("#network canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, "explorer.state().show.length === 1")
    becomes(page, lambda page: page.evaluate("explorer.state().show"), [key])


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
    becomes(page, places, before)
    expect(page.locator("#details [data-do=reopen]")).to_be_visible()
    deed(page, "reopen")
    until(page, "after => Object.keys(explorer.drawn().places).length === after", len(after))
    becomes(page, places, after)


def test_hiding_can_be_undone_and_redone(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph")
    before, drawn = places(page), lines(page)
    node(page, "country/CA")
    deed(page, "hide")
    expect(page.locator("#nodes a[data-key='country/CA']")).to_have_count(0)
    becomes(page, keys, before.keys() - {"country/CA"})
    assert all("country/CA" not in line.split(" ")[:2] for line in lines(page))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#nodes a[data-key='country/CA']")).to_have_count(1)
    becomes(page, lambda page: (places(page), lines(page)), (before, drawn))
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
    becomes(page, keys, {key for key in before if not key.startswith("person/")})
    people.press("Enter")
    becomes(page, places, before)
    said = page.get_by_role("button", name=re.compile("^said [0-9]"))
    said.press("Space")
    expect(said).to_have_attribute("aria-pressed", "false")
    becomes(page, lines, {line for line in drawn if not line.endswith(" 0")})
    page.get_by_text("What links say").click()
    page.get_by_role("button", name=re.compile("^imposes [0-9]")).click()
    becomes(page, lambda page: parse_qs(urlsplit(page.url).query).get("no_link", []), ["claim", "imposes"])


def test_a_way_between_two_is_shown_and_told(watched: Watched) -> None:
    page = watched.page
    watched.expect("status of 4")
    visit(page, "/graph?limit=2")
    page.locator("#path [name=origin]").fill("JR Okafor")
    page.locator("#path [name=target]").fill("all goods")
    page.get_by_role("button", name="Show the path").click()
    said = page.locator("#path-said")
    expect(said).to_contain_text("2 links: JR Okafor – Guild of Ontario Steelmakers – all goods")
    shown = once(page, keys, lambda found: "sector/all-goods" in found)
    assert "sector/all-goods" in shown
    assert any(key.startswith("person/jr-okafor") for key in shown)
    page.locator("#path [name=target]").fill("no such thing at all")
    page.get_by_role("button", name="Show the path").click()
    expect(said).to_contain_text("the graph knows no")
    page.locator("#path [name=target]").fill("copper")
    page.get_by_role("button", name="Show the path").click()
    expect(said).to_contain_text("No way of at most 6 links")


def test_the_list_is_gone_through_and_worked_by_keyboard_alone(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph?limit=6")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("united states")
    expect(page.locator("#nodes a[data-key='sector/steel']")).to_be_hidden()
    expect(page.locator("#nodes a[data-key='country/US']")).to_be_visible()
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
    becomes(page, lambda page: places(page)[pinned], (lay[0] + 20, lay[1]))
    page.keyboard.press("Control+z")
    becomes(page, lambda page: places(page)[pinned], lay)


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
    kinds = page.get_by_role("button", name=re.compile("^organisations"))
    kinds.click()
    expect(kinds).to_have_attribute("aria-pressed", "false")
    node(page, "country/US")
    deed(page, "pin")
    until(page, "'country/US' in explorer.state().pin")
    page.locator("#nodes a[data-key='country/US']").focus()
    _, y = places(page)["country/US"]
    page.keyboard.press("Shift+ArrowUp")
    until(page, "y => explorer.state().pin['country/US'][1] === y", y - 20)
    link = page.get_by_role("link", name="A link to this view").get_attribute("href") or ""
    other = browser.new_context(base_url=watched.server).new_page()
    visit(other, link)
    becomes(other, places, places(page))
    becomes(other, lines, lines(page))
    becomes(other, listed, listed(page))
    other.context.close()


def test_what_is_exported_is_what_is_shown(watched: Watched) -> None:
    page = watched.page
    visit(page, "/graph?limit=12")
    node(page, "country/CA")
    deed(page, "hide")
    expect(page.locator("#nodes a[data-key='country/CA']")).to_have_count(0)
    posts = page.get_by_role("button", name=re.compile("^holds a post"))
    posts.click()
    expect(posts).to_have_attribute("aria-pressed", "false")
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
    wait_for_picture(alone)
    assert alone.evaluate("document.documentElement.dataset.drawn") == str(len(places(page)))
    alone.context.close()


def test_a_slow_or_failing_server_leaves_the_view_as_it_was(watched: Watched) -> None:
    page = watched.page
    watched.expect("net::ERR_FAILED")
    visit(page, "/graph?limit=4")
    before = places(page)
    page.route("**/graph/view?**", lambda route: route.abort())
    node(page, "country/US")
    deed(page, "open")
    expect(page.locator("#summary")).to_contain_text("does not answer")
    assert places(page) == before
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


@pytest.fixture
def plain(browser: Browser, server: str) -> Iterator[Page]:
    """A page that runs no scripts."""
    context = browser.new_context(base_url=server, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_a_view_is_explored_by_its_links(plain: Page) -> None:
    plain.goto("/graph?limit=4")
    expect(plain.locator(".graph-frame img")).to_be_visible()
    assert plain.locator(".graph-frame img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    expect(plain.locator("#nodes a")).to_have_count(4)
    plain.locator("#nodes a", has_text="United States").first.click()
    details = plain.locator("#details")
    expect(details.locator("#details-title")).to_have_text("United States")
    expect(details.locator("blockquote").first).to_be_visible()
    details.get_by_role("link", name="Expand").click()
    expect(details.get_by_role("link", name="Collapse")).to_be_visible()
    plain.wait_for_load_state()
    more = len(listed(plain))
    assert more > 4
    nodes = plain.locator("#nodes a")
    details.get_by_role("link", name="Collapse").click()
    expect(nodes).to_have_count(4)
    details.get_by_role("link", name="Expand again").click()
    expect(nodes).to_have_count(more)
    details.get_by_role("link", name="Hide").click()
    expect(nodes).to_have_count(more - 1)
    plain.get_by_role("link", name="Show the 1 hidden node").click()
    expect(nodes).to_have_count(more)
    plain.get_by_role("link", name=re.compile("^countries")).click()
    expect(plain.get_by_role("link", name=re.compile("^countries .* hidden"))).to_be_visible()
    expect(plain.locator("#nodes a[data-key^='country/']")).to_have_count(0)
    plain.wait_for_load_state()
    assert 0 < len(listed(plain)) < more


def test_without_scripts_a_way_is_found_by_a_form(plain: Page) -> None:
    plain.goto("/graph?limit=2")
    plain.locator("#path [name=origin]").fill("JR Okafor")
    plain.locator("#path [name=target]").fill("all goods")
    plain.get_by_role("button", name="Show the path").click()
    expect(plain).to_have_url(re.compile("step=path"))
    expect(plain.locator("#nodes a[data-key='sector/all-goods']")).to_be_visible()
    expect(plain.locator("#nodes a[data-key^='person/jr-okafor']")).to_be_visible()
