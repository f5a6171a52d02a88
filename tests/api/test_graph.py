"""The graph explorer over a real socket: addresses that hold a view, what they refuse, and what can be taken away."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import parse_qsl, urlencode

import httpx
import networkx as nx
import pytest
import rdflib

from ontology.terms import VOCABULARY

HTML = {"Accept": "text/html"}
View = Mapping[str, list[list[object]]]


def view(client: httpx.Client, query: str = "") -> View:
    reply = client.get(f"/graph/view?{query}")
    assert reply.status_code == 200, reply.text
    found: View = reply.json()
    return found


def keys(found: View) -> list[str]:
    return [str(node[0]) for node in found["nodes"]]


def test_a_search_starts_from_its_claims_alone(client: httpx.Client) -> None:
    found = view(client, "sector=steel")
    assert "sector/steel" in keys(found)
    assert all(line[2] in (0, 4) for line in found["lines"]), "only claims, and what is part of what"
    assert len(keys(found)) < len(keys(view(client)))
    by_words = view(client, urlencode({"text": "blink"}))
    assert any(key.startswith("person/elise-marchand") for key in keys(by_words))


def test_a_search_without_claims_says_so_and_how_to_go_on(client: httpx.Client) -> None:
    page = client.get("/graph?text=zzzz", headers=HTML)
    assert page.status_code == 200
    assert "nothing to draw" in page.text
    assert 'href="/graph"' in page.text


def test_a_search_has_its_claims_and_its_chips_beside_it(client: httpx.Client) -> None:
    page = client.get("/graph?sector=steel", headers=HTML).text
    assert 'href="/claims?sector=steel"' in page
    assert "sector:" in page


@pytest.mark.parametrize(
    "focus", ["steel", "Steel", "sector/steel", "https://onrecord.example/sector/steel", "person/elise-marchand-ad13.ca"]
)
def test_a_focus_may_be_a_label_a_key_or_an_iri(client: httpx.Client, focus: str) -> None:
    assert keys(view(client, urlencode({"focus": focus})))


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("focus=qqqq", 404, "the graph knows no"),
        ("sector=qqqq", 404, "qqqq"),
        ("nosuch=1", 422, "there is no parameter"),
        ("limit=2001", 422, "limit"),
        ("from=soon", 404, "soon"),
    ],
)
def test_what_is_not_known_is_refused_in_words(client: httpx.Client, query: str, status: int, words: str) -> None:
    page = client.get(f"/graph?{query}", headers=HTML)
    assert page.status_code == status
    assert words in page.text


@pytest.mark.parametrize(
    "query",
    [
        "step=open:no/such",
        "step=path:country/CA",
        "step=nonsense",
        "step=open:",
        "pin=country/CA@1e9,2",
        "pin=@,",
        "hide=%00",
        "shut=x",
        "no_kind=spaceship",
        "no_link=",
        "show=no/such",
        "show=country/CA&show=no/such",
    ],
)
def test_a_state_that_names_what_is_not_there_shows_the_rest(client: httpx.Client, query: str) -> None:
    assert keys(view(client, query)) == keys(view(client))
    assert client.get(f"/graph?{query}", headers=HTML).status_code == 200


def test_a_long_state_may_be_sent_as_a_form(client: httpx.Client) -> None:
    state = [("limit", "4"), ("step", "open:country/US"), *(("hide", f"organization/{number:0200}") for number in range(200))]
    sent = client.post("/graph/view", content=urlencode(state), headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert sent.json() == view(client, "limit=4&step=open:country/US")
    picture = client.post("/graph.svg", content=urlencode(state), headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert picture.headers["content-type"].startswith("image/svg+xml")


def test_a_pin_places_a_node_and_what_is_opened_there_comes_around_it(client: httpx.Client) -> None:
    state = "limit=4&pin=country/US@5000,4000&step=open:country/US@5000,4000"
    found = {str(node[0]): (node[3], node[4]) for node in view(client, state)["nodes"]}
    assert found["country/US"] == (5000, 4000)
    brought = found.keys() - set(keys(view(client, "limit=4")))
    assert brought
    for key in brought:
        x, y = found[key]
        assert isinstance(x, int)
        assert isinstance(y, int)
        assert abs(x - 5000) < 500
        assert abs(y - 4000) < 500


def test_details_are_a_piece_of_the_page_with_words_and_links(client: httpx.Client) -> None:
    piece = client.get("/graph/details?show=person/elise-marchand-ad13.ca").text
    assert "<html" not in piece
    assert "We will not blink" in piece
    assert re.search(r'href="/document/[^"]+#char=\d+,\d+"', piece)
    between = client.get("/graph/details?show=person/elise-marchand-ad13.ca&show=country/CA").text
    assert "trade minister of" in between
    assert "United States" not in between


def test_a_way_is_told_to_programs_and_leads_readers_on(client: httpx.Client) -> None:
    query = urlencode({"limit": "2", "origin": "JR Okafor", "target": "all goods"})
    told = client.get(f"/graph/path?{query}", headers={"Accept": "application/json"}).json()
    assert told["links"] == 2
    moved = client.get(f"/graph/path?{query}", headers=HTML)
    assert moved.status_code == 303
    assert dict(parse_qsl(moved.headers["location"].partition("?")[2])) == {"limit": "2", "step": told["step"]}
    assert set(told["step"].removeprefix("path:").split(" ")) <= set(
        keys(view(client, urlencode({"limit": 2, "step": told["step"]})))
    )


def test_no_way_and_no_such_thing_are_told_apart(client: httpx.Client) -> None:
    for target, words in (("copper", "No way of at most"), ("qqqq", "the graph knows no")):
        reply = client.get(f"/graph/path?origin=JR+Okafor&target={target}", headers={"Accept": "application/json"})
        assert reply.status_code in (400, 404)
        assert words in reply.json()["detail"]


def test_exports_hold_what_is_shown(client: httpx.Client) -> None:
    state = "hide=country/CA&no_link=post&no_kind=group"
    shown = set(keys(view(client))) - {"country/CA"}
    shown = {key for key in shown if "#group" not in key}
    graph = nx.parse_graphml(client.get(f"/graph.graphml?{state}").text)
    assert {node.removeprefix("https://onrecord.example/") for node in graph} == shown
    assert {link["kind"] for *_, link in graph.edges(data=True)} == {"claim", "measure", "scheme"}
    assert client.get(f"/graph.gexf?{state}").text.count("<node ") == len(shown)
    turtle = rdflib.Graph().parse(data=client.get(f"/graph.ttl?{state}").text, format="turtle")
    facts = {link["fact"] for *_, link in graph.edges(data=True) if "fact" in link}
    assert facts
    evidence = rdflib.URIRef("https://onrecord.example/ontology#evidence")
    assert {str(fact) for fact in turtle.subjects(evidence)} >= facts
    assert not list(turtle.subject_objects(rdflib.URIRef("http://www.w3.org/ns/org#member")))


def test_a_format_that_is_not_there_is_refused(client: httpx.Client) -> None:
    assert client.get("/graph.zip").status_code == 404


def test_the_list_without_scripts_comes_in_parts(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.routes.graph._LISTED", 5)
    first, second = (client.get(f"/graph?part={part}", headers=HTML).text for part in (1, 2))
    listed = [re.findall(r'<li><a data-key="([^"]+)"', page) for page in (first, second)]
    assert len(listed[0]) == len(listed[1]) == 5
    assert not set(listed[0]) & set(listed[1])
    assert "part=2#list-title" in first


@pytest.mark.parametrize(
    "query",
    [
        "",
        "focus=steel",
        "sector=steel",
        "no_link=post&no_kind=measure",
        "focus=steel&step=open:country/US",
        "from=2025-10&limit=9",
    ],
)
def test_the_query_behind_gives_exactly_the_ties_shown(client: httpx.Client, query: str) -> None:
    found = client.get(f"/graph/view?{query}").json()
    hidden = dict(parse_qsl(query))
    kinds = {name: number for number, (name, _) in enumerate(found["links"])}
    node = {number: str(key) for number, (key, *_) in enumerate(found["nodes"])}
    is_gone = {number for number, (_, _, kind, *_) in enumerate(found["nodes"]) if kind == hidden.get("no_kind")}
    shown = {
        (node[one], found["relations"][str(number)][1], node[other])
        for one, other, kind, relations in found["lines"]
        for number, _ in relations
        if kind != kinds.get(hidden.get("no_link", "")) and not is_gone & {one, other}
    }
    page = client.get(f"/graph?{query}", headers=HTML).text
    told = re.search(r'<details class="behind">.*?<code>(.*?)</code>.*?href="/sparql\?([^"]*)"', page, re.DOTALL)
    assert told
    text = unescape(told[1])
    assert dict(parse_qsl(unescape(told[2])))["query"] == text
    rows = client.get("/sparql", params={"query": text}).json()["results"]["bindings"]
    given = {tuple(re.sub(f"^{VOCABULARY}", "", row[name]["value"]) for name in ("one", "relation", "other")) for row in rows}
    assert given == shown != set()
    assert len(rows) == len(given)
    assert client.get(f"/sparql?{unescape(told[2])}", headers=HTML).status_code == 200, "the link runs it"
