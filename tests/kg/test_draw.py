"""The offline page: nothing in the data runs, nothing is loaded, and a real browser draws the nodes."""

import json
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import sync_playwright

from kg.draw import page
from kg.draw.picture import SHAPES, picture, short, text
from kg.network import LINK_KINDS, NODE_KINDS, network
from tests.kg.stores_for_tests import example_store

HOSTILE = [
    "<script>document.title='run'</script>",
    "</script><script>document.title='run'</script>",
    "<!--<script>",
    "]]>",
    '"><img src=x onerror="document.title=\'run\'">',
    "'-document.title='run'-'",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:document.title='run'",
    "a\u2028b\u2029c",
    "\u202egnidnecsed\u2066",
    "\x00\x07\x1b[31m\ud800",
    "𝕏 ünï ✓ عربي",
    "name" * 2_500,
    "__proto__",
    "constructor",
    "",
    " ",
]

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: sudo apt-get install chromium")


def graph_of(labels: list[str], *, links: int = 1) -> "nx.MultiDiGraph[str]":
    """A network with such labels everywhere a label can stand."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(view="whole", focus="", more_nodes=0, more_links=0, unlinked=0)
    for number, label in enumerate(labels):
        graph.add_node(
            f"urn:{number}:{label}", label=label, kind=NODE_KINDS[number % len(NODE_KINDS)].name, rank=1 / (number + 1)
        )
    nodes = list(graph)
    for number, node in enumerate(nodes):
        for step in range(1, links + 1):
            other = nodes[(number * (step + 1) + step) % len(nodes)]
            said = labels[number]
            graph.add_edge(
                node, other, label=said or "x", kind=LINK_KINDS[number % len(LINK_KINDS)][0], confidence=0.5, date="2025-10",
                evidence=said, fact="urn:f", document="urn:d", title=said, publisher=said, url=said,
            )  # fmt: skip
    return graph


class Reader(HTMLParser):
    """What a browser would make of the file."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
        if tag == "tr":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] and self.tags[-1][0] == "script" and self.lasttag == "script":
            self.scripts[-1] += data
        elif self.cells:
            self.cells[-1] += data + " "


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: repr(text)[:30])
def test_hostile_text_stays_text(hostile: str) -> None:
    calm, odd = read(page(graph_of(["calm", "quiet"]), "calm")), read(page(graph_of([hostile, "quiet"]), hostile))
    changed = {"href": None, "value": None}
    shapes = [[(tag, sorted(set(found) - set(changed))) for tag, found in reader.tags if tag != "a"] for reader in (calm, odd)]
    assert shapes[0] == shapes[1]
    assert calm.scripts[1:] == odd.scripts[1:]
    assert [found["href"] for tag, found in odd.tags if tag == "a"] == ["#links"]
    data = json.loads(odd.scripts[0])
    assert data["names"][0] == text(hostile)
    assert text(hostile).strip() in " ".join(odd.cells)


def test_no_data_stands_in_the_file_unescaped() -> None:
    html = page(graph_of(HOSTILE), HOSTILE[0])
    assert html.count("</script>") == 3
    assert html.encode("utf-8").decode() == html
    assert "\u2028" not in read(html).scripts[0]


def test_policy_allows_the_inline_code_by_hash_and_nothing_else() -> None:
    html = page(graph_of(["a", "b"]), "t")
    policy = next(found["content"] for _, found in read(html).tags if found.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert re.findall(r"https?:", policy) == []
    assert len(re.findall("'sha256-[A-Za-z0-9+/]{43}='", policy)) == 3


def test_nothing_is_loaded_from_anywhere() -> None:
    loading = {"link", "img", "iframe", "object", "embed", "base", "audio", "video", "source"}
    tags = read(page(network(example_store()), "Everything")).tags
    assert [tag for tag, _ in tags if tag in loading] == []
    assert [found for tag, found in tags if tag == "script" and "src" in found] == []


def test_only_addresses_of_the_web_become_links() -> None:
    addresses = ["https://a.example/x?a=1&b=2", "javascript:alert(1)", "data:text/html,x", "//b.example", "http://[", "ftp://c"]
    hrefs = [found["href"] for tag, found in read(page(graph_of(addresses), "t")).tags if tag == "a"]
    assert hrefs == ["#links", addresses[0]]


def test_the_table_lists_every_link_with_its_source() -> None:
    graph = network(example_store())
    reader = read(page(graph, "Everything"))
    rows = reader.cells[1:]
    assert len(rows) == graph.number_of_edges()
    row = next(row for row in rows if "told" in row)
    for part in ("Élise Marchand", "Northern Ledger", "Steel towns wait for an answer", "We will not blink", "0.88"):
        assert part in row


def test_what_is_left_out_is_said() -> None:
    graph = graph_of(["a", "b"])
    graph.graph.update(more_nodes=1_234, more_links=5, unlinked=1)
    html = page(graph, "t")
    assert "1,234 more nodes are not shown" in html
    assert "5 links of the graph left out" in html
    assert "1 fact with one participant only" in html


def test_the_same_network_gives_the_same_page() -> None:
    assert page(network(example_store()), "x") == page(network(example_store()), "x")


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert set(SHAPES) == {kind.name for kind in NODE_KINDS}
    assert len({shape for shape, _ in SHAPES.values()}) == len({path for _, path in SHAPES.values()}) == len(SHAPES)


def test_labels_do_not_lie_on_each_other() -> None:
    drawn = picture(network(example_store()))
    boxes = [(int(str(n["x"])), int(str(n["y"])), int(str(n["size"]))) for n in drawn.nodes]
    for number, (x, y, size) in enumerate(boxes):
        for other_x, other_y, other_size in boxes[:number]:
            assert max(abs(x - other_x), abs(y - other_y)) >= 0.9 * (size + other_size)


def test_no_physics_and_keyboard_on() -> None:
    options = json.loads(json.dumps(picture(graph_of(["a", "b"])).options))
    assert options["physics"] == {"enabled": False}
    assert options["interaction"]["keyboard"]["enabled"] is True
    assert options["interaction"]["keyboard"]["bindToWindow"] is False


def test_two_thousand_nodes_are_laid_out_in_seconds() -> None:
    graph = graph_of([f"node {number}" for number in range(2_000)], links=2)
    start = time.process_time()
    places = {(node["x"], node["y"]) for node in picture(graph).nodes}
    assert time.process_time() - start < 10
    assert len(places) > 1_990


def test_an_empty_network_has_a_page() -> None:
    assert "0 nodes and 0 links." in page(graph_of([]), "Nothing")


@pytest.mark.parametrize(
    ("written", "size", "shown"),
    [("a\nb  c", 9, "a b c"), ("abcdef", 4, "abc…"), ("\u202eabc\u2066", 9, "abc"), ("\x00", 3, "\ufffd")],
)
def test_short(written: str, size: int, shown: str) -> None:
    assert short(written, size) == shown


def looked_at(file: Path, scheme: str) -> dict[str, object]:
    """What a real browser makes of a file; in a thread of its own, as Playwright allows one event loop a thread."""

    def look() -> dict[str, object]:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            opened = browser.new_page(
                viewport={"width": 1200, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
            )
            requests: list[str] = []
            complaints: list[str] = []
            opened.on("request", lambda request: requests.append(request.url))
            opened.on("console", lambda message: complaints.append(message.text))
            opened.on("pageerror", lambda error: complaints.append(str(error)))
            opened.goto(file.as_uri())
            opened.wait_for_selector("html[data-drawn]", timeout=20_000)
            drawn = opened.get_attribute("html", "data-drawn")
            colours = opened.evaluate(
                """() => { const canvas = document.querySelector("canvas"), {width, height} = canvas;
                const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
                return new Set(pixels).size; }"""
            )
            opened.get_by_label("Find").fill("steel")
            opened.keyboard.press("Enter")
            details = opened.inner_text("#details")
            opened.keyboard.press("Escape")
            closed = opened.is_hidden("#details")
            opened.locator("#network > div").focus()
            opened.keyboard.press("ArrowLeft")
            opened.get_by_role("button", name="people").click()
            title = opened.title()
            browser.close()
        return {
            "requests": requests, "complaints": complaints, "drawn": drawn, "colours": colours, "details": details,
            "closed": closed, "title": title,
        }  # fmt: skip

    with ThreadPoolExecutor(1) as alone:
        return alone.submit(look).result()


@needs_chromium
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_draws_the_nodes_and_loads_nothing(tmp_path: Path, scheme: str) -> None:
    graph = network(example_store())
    file = tmp_path / "network.html"
    file.write_text(page(graph, "Everything on record"), "utf-8")
    seen = looked_at(file, scheme)
    assert seen["complaints"] == []
    assert seen["requests"] == [file.as_uri()]
    assert seen["drawn"] == str(len(graph))
    assert isinstance(seen["colours"], int)
    assert seen["colours"] > 20
    assert "Ottawa would answer the new American duties" in str(seen["details"])
    assert seen["closed"]


@needs_chromium
@pytest.mark.browser
def test_a_browser_runs_nothing_that_stands_in_the_data(tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(page(graph_of([*HOSTILE, "steel"]), HOSTILE[1]), "utf-8")
    seen = looked_at(file, "light")
    assert seen["complaints"] == []
    assert seen["requests"] == [file.as_uri()]
    assert seen["drawn"] == str(len(HOSTILE) + 1)
    assert str(seen["title"]).endswith("– Onrecord")
